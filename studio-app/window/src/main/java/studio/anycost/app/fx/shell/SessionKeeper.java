package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.fx.command.SessionCommands;
import studio.anycost.app.fx.command.SessionNote;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.portrait.Viewport;
import studio.anycost.app.fx.state.AskedPreview;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportChoice;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ViewState;

/**
 * Lets the window look as it did when it was left: what is in the middle and at its sides, and the
 * part of the picture. JavaFX thread only.
 */
final class SessionKeeper implements SessionNote {
  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

  private static final String MIDDLE = "middle";
  private static final String COMPARED = "compared";
  private static final String SIDE = "side";
  private static final String PAST = "past";
  private static final String ANIMATION = "animation";
  private static final String PHOTO = "photo";
  private static final String PLACE = "place";
  private static final String EXPORT = "export";
  private static final String PREVIEW = "preview";

  private final SessionCommands session;
  private final DocumentState documents;
  private final ViewState views;
  private final PortraitStage stage;
  private final PreviewState preview;
  private final ExportState exports;
  private final AskedPreview asked;
  private final ModelState model;
  private final InvalidationListener opened = observable -> keep();
  private final InvalidationListener shown = observable -> shown();
  private final PauseTransition calm;

  @Inject
  SessionKeeper(
      SessionCommands session,
      DocumentState documents,
      ViewState views,
      PortraitStage stage,
      PreviewState preview,
      ExportState exports,
      AskedPreview asked,
      ModelState model,
      ShellModule.Calm calm) {
    this.session = session;
    this.documents = documents;
    this.views = views;
    this.stage = stage;
    this.preview = preview;
    this.exports = exports;
    this.asked = asked;
    this.model = model;
    this.calm = new PauseTransition(calm.time());
    this.calm.setOnFinished(event -> session.stands());
  }

  /**
   * Opens what was open last.
   *
   * @param portrait whether the portrait is wanted, too, and not only the layout
   */
  void restore(boolean portrait) {
    Map<String, String> layout = session.restore(portrait);
    choose(layout, MIDDLE, ViewState.Mode.class, this::showMiddle);
    choose(layout, COMPARED, ViewState.Compared.class, views.comparedProperty()::set);
    choose(layout, SIDE, ViewState.Side.class, views.sideProperty()::set);
    choose(layout, PAST, ViewState.Past.class, views.pastProperty()::set);
    views.animationProperty().set(Boolean.parseBoolean(layout.get(ANIMATION)));
    views.photoProperty().set(Boolean.parseBoolean(layout.get(PHOTO)));
    Optional.ofNullable(layout.get(EXPORT))
        .flatMap(ExportChoice::ofText)
        .ifPresent(exports.choiceProperty()::set);
    Optional.ofNullable(layout.get(PREVIEW))
        .ifPresent(text -> asked.restore(text, model.gridProperty().get()));
    if (portrait) {
      Optional.ofNullable(layout.get(PLACE))
          .flatMap(Viewport::ofText)
          .ifPresent(stage.portrait()::returnTo);
    }
    // Not only at the end: a studio may be killed.
    documents.fileProperty().addListener(opened);
    preview.frameProperty().addListener(shown);
    preview.failureProperty().addListener(shown);
  }

  /** A picture is there, or the reason why there is none: what ends a studio comes soon after. */
  private void shown() {
    if (session.isOpening()) {
      calm.playFromStart();
    }
  }

  /** The window is closed: whatever was opened, it did not end the studio. */
  void end() {
    keep();
    session.stands();
  }

  /** Aligning by hand and choosing a face are errands, and no places to come back to. */
  private void showMiddle(ViewState.Mode mode) {
    if (mode != ViewState.Mode.ALIGNMENT && mode != ViewState.Mode.FACES) {
      views.modeProperty().set(mode);
    }
  }

  private static <E extends Enum<E>> void choose(
      Map<String, String> layout, String key, Class<E> type, Consumer<E> chosen) {
    for (E value : type.getEnumConstants()) {
      if (word(value).equals(layout.get(key))) {
        chosen.accept(value);
      }
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Whether closing the window loses nothing, since the next start goes on with it. */
  boolean keepsEverything() {
    return session.keepsEverything();
  }

  /** Notes what is open, if that is possible. */
  private void keep() {
    try {
      note();
    } catch (IOException e) {
      LOG.warn("What is open now cannot be noted", e);
    }
  }

  @Override
  public void note() throws IOException {
    Map<String, String> layout = new HashMap<>();
    layout.put(MIDDLE, word(views.modeProperty().get()));
    layout.put(COMPARED, word(views.comparedProperty().get()));
    layout.put(SIDE, word(views.sideProperty().get()));
    layout.put(PAST, word(views.pastProperty().get()));
    layout.put(ANIMATION, String.valueOf(views.animationProperty().get()));
    layout.put(PHOTO, String.valueOf(views.photoProperty().get()));
    layout.put(EXPORT, exports.choiceProperty().get().toText());
    asked.toText().ifPresent(text -> layout.put(PREVIEW, text));
    Viewport viewport = stage.portrait().viewportProperty().get();
    if (!viewport.fitting()) {
      layout.put(PLACE, viewport.toText());
    }
    session.keep(layout);
  }

  /** Lets go of the session as it was noted last. */
  void close() {
    calm.stop();
    documents.fileProperty().removeListener(opened);
    preview.frameProperty().removeListener(shown);
    preview.failureProperty().removeListener(shown);
    session.close();
  }
}
