package studio.anycost.app.fx.parameter;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Showing;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.StrokeIcon;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * A small picture of the face of a seed, drawn in the background while it can be seen; an icon
 * stands there until it is. A picture of another seed never stands there.
 */
final class SeedFacePicture {
  private static final double SIDE = 66;
  private static final double ARC = 8;

  /** A truncation that is being dragged, or a key held down, draws one face at its end. */
  private static final Duration REST = Duration.millis(120);

  private final SeedFaces faces;
  private final ImageView view = new ImageView();
  private final StrokeIcon placeholder = Icons.of(Signs.FACES);
  private final StackPane node = new StackPane(placeholder, view);
  private final Tooltip tip = Tips.tip("");
  private final PauseTransition rest = new PauseTransition(REST);
  private final ObservableValue<Boolean> showing = Showing.of(node);
  private final InvalidationListener otherFaces = observable -> forget();
  private Optional<SeedFaces.Face> wanted = Optional.empty();
  private Optional<SeedFaces.Face> pictured = Optional.empty();
  private long version;
  private Runnable cancel = () -> {};

  /**
   * @param id of the node
   */
  SeedFacePicture(String id, SeedFaces faces) {
    this.faces = faces;
    view.setFitWidth(SIDE);
    view.setFitHeight(SIDE);
    view.setSmooth(true);
    Rectangle clip = new Rectangle(SIDE, SIDE);
    clip.setArcWidth(2 * ARC);
    clip.setArcHeight(2 * ARC);
    node.setClip(clip);
    node.setId(id);
    node.getStyleClass().add("seed-face");
    node.setMinSize(SIDE, SIDE);
    node.setMaxSize(SIDE, SIDE);
    node.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Tooltip.install(node, tip);
    rest.setOnFinished(event -> draw());
    showing.addListener((observable, old, now) -> showingChanged(now));
  }

  Region node() {
    return node;
  }

  /** Shows another face, or the same with another truncation. */
  void show(SeedFaces.Face face) {
    if (wanted.equals(Optional.of(face))) {
      return;
    }
    boolean same = wanted.map(SeedFaces.Face::seed).equals(Optional.of(face.seed()));
    wanted = Optional.of(face);
    if (!same) {
      clear();
    }
    say(
        pictured.isPresent()
            ? "parameter.seedFacePicture.face"
            : "parameter.seedFacePicture.beingDrawn");
    refresh();
  }

  private void say(String key) {
    String text = wanted.map(face -> Texts.of(key, String.valueOf(face.seed()))).orElse("");
    node.setAccessibleText(text);
    tip.setText(text);
  }

  private void showingChanged(boolean now) {
    if (now) {
      faces.versionProperty().addListener(otherFaces);
      if (version != faces.versionProperty().get()) {
        forget();
      } else {
        refresh();
      }
    } else {
      faces.versionProperty().removeListener(otherFaces);
      stop();
    }
  }

  private void forget() {
    clear();
    say("parameter.seedFacePicture.beingDrawn");
    refresh();
  }

  private void clear() {
    pictured = Optional.empty();
    view.setImage(null);
    placeholder.setVisible(true);
  }

  private void stop() {
    rest.stop();
    cancel.run();
    cancel = () -> {};
  }

  private void refresh() {
    stop();
    if (showing.getValue() && wanted.isPresent() && !wanted.equals(pictured)) {
      rest.playFromStart();
    }
  }

  private void draw() {
    SeedFaces.Face face = wanted.orElseThrow();
    version = faces.versionProperty().get();
    cancel = faces.draw(face, picture -> drawn(face, picture));
  }

  private void drawn(SeedFaces.Face face, Optional<Image> picture) {
    clear();
    pictured = picture.map(image -> face);
    view.setImage(picture.orElse(null));
    placeholder.setVisible(picture.isEmpty());
    say(
        picture.isPresent()
            ? "parameter.seedFacePicture.face"
            : "parameter.seedFacePicture.cannotBeDrawn");
  }
}
