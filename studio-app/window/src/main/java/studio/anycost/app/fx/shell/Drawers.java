package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.TranslateTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import studio.anycost.app.fx.batch.BatchSheet;
import studio.anycost.app.fx.direction.DirectionsSheet;
import studio.anycost.app.fx.export.ExportSheet;
import studio.anycost.app.fx.help.HelpSheet;
import studio.anycost.app.fx.panel.AboutSheet;
import studio.anycost.app.fx.panel.PluginsSheet;
import studio.anycost.app.fx.panel.PreferencesSheet;
import studio.anycost.app.fx.panel.ShortcutsSheet;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Drawer;
import studio.anycost.app.fx.training.TrainingSheet;
import studio.anycost.app.fx.view.FocusReturn;
import studio.anycost.app.fx.view.Motions;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** Slides the wanted drawer over the right side of the window; the rest stays usable. */
final class Drawers extends View<StackPane> {
  /** Of what is chosen from; it stands beside the sliders where there is room. */
  static final double WIDTH = 360;

  /** Of what is read at leisure; a small window is filled by it. */
  private static final double WIDE = 1000;

  private static final double START = 40;
  private static final Duration SLIDE = Duration.millis(140);
  private static final List<ShortcutsSheet.Gesture> GESTURES =
      List.of(
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.view"),
              Texts.of("shell.drawers.holdB"),
              Texts.of("shell.drawers.seeTheFaceWithout")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.view"),
              Texts.of("shell.drawers.wheel"),
              Texts.of("shell.drawers.zoomAroundThePointer")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.view"),
              Texts.of("shell.drawers.drag"),
              Texts.of("shell.drawers.moveThePicture")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.view"),
              Texts.of("shell.drawers.ctrlDrag"),
              Texts.of("shell.drawers.dragThePictureTo")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.manyFaces"),
              Texts.of("shell.drawers.arrowKeys"),
              Texts.of("shell.drawers.goToAnotherFace")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.manyFaces"),
              Texts.of("shell.drawers.enter"),
              Texts.of("shell.drawers.takeTheFace")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.manyFaces"), "*", Texts.of("shell.drawers.keepItAmongThe")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"),
              "\u2190, \u2192",
              Texts.of("shell.drawers.moveByOneStep")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"),
              Texts.of("shell.drawers.shiftShift"),
              Texts.of("shell.drawers.moveByTenSteps")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"),
              Texts.of("shell.drawers.shiftWhileDragging"),
              Texts.of("shell.drawers.moveByATenth")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"),
              Texts.of("shell.drawers.delete"),
              Texts.of("shell.drawers.reset")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"),
              Texts.of("shell.drawers.doubleClick"),
              Texts.of("shell.drawers.reset")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"), "*", Texts.of("shell.drawers.putItAmongThe")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.slider"), "L", Texts.of("shell.drawers.lockOrUnlockIt")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.preset"), "F2", Texts.of("shell.drawers.rename")),
          new ShortcutsSheet.Gesture(
              Texts.of("shell.drawers.preset"),
              Texts.of("shell.drawers.delete"),
              Texts.of("shell.drawers.deleteItem")));

  private final FocusReturn focus = new FocusReturn();
  private final ViewState views;
  private final Map<Drawer, Supplier<Region>> sheets;
  private final Map<Drawer, Region> made = new EnumMap<>(Drawer.class);

  /** Each sheet is made when it is wanted first: a start needs none, and they are large. */
  @Inject
  Drawers(
      ViewState views,
      Provider<PreferencesSheet> preferences,
      Provider<PluginsSheet> plugins,
      Provider<DirectionsSheet> directions,
      Provider<TrainingSheet> training,
      Provider<BatchSheet> batch,
      Provider<ExportSheet> export,
      Provider<HelpSheet> help,
      Provider<AboutSheet> about,
      StudioActions actions) {
    super(new StackPane());
    this.views = views;
    sheets =
        Map.of(
            Drawer.PREFERENCES, () -> preferences.get().node(),
            Drawer.PLUGINS, () -> plugins.get().node(),
            Drawer.SHORTCUTS,
                () -> new ShortcutsSheet(actions.all(), GESTURES, views::closeDrawer).node(),
            Drawer.ABOUT, () -> about.get().node(),
            Drawer.DIRECTIONS, () -> directions.get().node(),
            Drawer.TRAINING, () -> training.get().node(),
            Drawer.BATCH, () -> batch.get().node(),
            Drawer.EXPORT, () -> export.get().node(),
            Drawer.HELP, () -> help.get().node());
    node().setId("drawer");
    node().setPickOnBounds(false);
    node().setAlignment(Pos.CENTER_RIGHT);
  }

  private Region sheet(Drawer drawer) {
    Region sheet = made.get(drawer);
    if (sheet == null) {
      sheet = sheets.get(drawer).get();
      double width = isNarrow(drawer) ? WIDTH : WIDE;
      sheet.setPrefWidth(width);
      sheet.setMaxWidth(width);
      made.put(drawer, sheet);
    }
    return sheet;
  }

  private static boolean isNarrow(Drawer drawer) {
    return switch (drawer) {
      case PREFERENCES, PLUGINS, SHORTCUTS, BATCH, EXPORT -> true;
      case ABOUT, DIRECTIONS, TRAINING, HELP -> false;
    };
  }

  /** Whether what is open is narrow. */
  boolean isNarrow() {
    return views.drawerProperty().get().filter(Drawers::isNarrow).isPresent();
  }

  @Override
  protected void onAttach() {
    onChange(views.drawerProperty(), this::show);
  }

  private void show() {
    List<Region> wanted = views.drawerProperty().get().map(this::sheet).stream().toList();
    boolean opening = node().getChildren().isEmpty();
    Node focused = node().getScene().getFocusOwner();
    if (wanted.isEmpty()) {
      focus.leave(node(), node().getChildren()::clear);
    } else {
      node().getChildren().setAll(wanted);
      focus.enter(wanted.get(0), focused);
    }
    if (opening && !wanted.isEmpty() && Motions.allowedOn(node())) {
      TranslateTransition slide = new TranslateTransition(SLIDE, wanted.get(0));
      slide.setFromX(START);
      slide.setToX(0);
      slide.play();
    }
  }
}
