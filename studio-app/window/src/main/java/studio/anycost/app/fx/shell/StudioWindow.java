package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.action.ActionKeys;
import studio.anycost.app.fx.align.AlignmentView;
import studio.anycost.app.fx.faces.FaceWall;
import studio.anycost.app.fx.grid.ComparisonView;
import studio.anycost.app.fx.notice.NoticeStack;
import studio.anycost.app.fx.palette.CommandPalette;
import studio.anycost.app.fx.panel.AnimationStrip;
import studio.anycost.app.fx.panel.FacePanel;
import studio.anycost.app.fx.panel.PastPanel;
import studio.anycost.app.fx.panel.PreviewPanel;
import studio.anycost.app.fx.panel.SidePanel;
import studio.anycost.app.fx.panel.StatusBarView;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.tour.CoachMarks;
import studio.anycost.app.fx.view.FocusReturn;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Pulses;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.log.StartupTrace;

/** Arranges all views in one window and gives keys to the actions. */
public final class StudioWindow extends View<StackPane> {
  private static final double LEFT_WIDTH = 252;
  private static final double RIGHT_WIDTH = 332;
  private static final double RIGHT_MINIMUM = 280;
  private static final double PICTURE_MINIMUM = 320;
  private static final double LEAST_PICTURE = 240;
  private static final String LEFT_PANEL = "panel-left";
  private static final String RIGHT_PANEL = "panel-right";

  private final FocusReturn focus = new FocusReturn();
  private final StudioActions actions;
  private final PortraitPresenter portrait;
  private final Provider<ComparisonView> comparison;
  private final Provider<AlignmentView> alignment;
  private final Provider<FaceWall> faces;
  private final ViewState views;
  private final DropArea dropArea;
  private final PreviewState preview;
  private final List<Node> leftPanels;
  private final Node side;
  private final Node strip;
  private final VBox bottom = new VBox();
  private final VBox left = new VBox();
  private final StackPane middle = new StackPane();
  private final StackPane right = new StackPane();
  private final SplitPane columns = new SplitPane();
  private final StackPane centre;
  private final ScrollPane column;
  private final BorderPane frame = new BorderPane();
  private final Drawers drawers;
  private final CoachMarks tour;
  private double divider;

  @Inject
  StudioWindow(
      StudioActions actions,
      NamedPlaces places,
      TopBar topBar,
      FacePanel facePanel,
      PreviewPanel previewPanel,
      PastPanel pastPanel,
      SidePanel side,
      PortraitPresenter portrait,
      Provider<ComparisonView> comparison,
      Provider<AlignmentView> alignment,
      Provider<FaceWall> faces,
      AnimationStrip strip,
      StatusBarView statusBar,
      Drawers drawers,
      NoticeStack notices,
      DropArea dropArea,
      CoachMarks tour,
      ViewState views,
      FoldMemory folds,
      PreviewState preview) {
    super(new StackPane());
    this.actions = actions;
    this.portrait = portrait;
    this.comparison = comparison;
    this.alignment = alignment;
    this.faces = faces;
    this.views = views;
    this.dropArea = dropArea;
    this.preview = preview;
    this.leftPanels = List.of(facePanel.node(), previewPanel.node(), pastPanel.node());
    this.side = side.node();
    facePanel.build(actions.newFace, actions.faces);
    pastPanel.build(actions.undo, actions.redo, actions.compareVariants, actions.keepVariant);
    left.getStyleClass().addAll("side", "left");
    // On a low screen it scrolls; else the history fills what is left.
    column = new ScrollPane(left);
    column.setId("left-column");
    column.getStyleClass().addAll("side-column", "edge-to-edge");
    column.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    column.setFitToWidth(true);
    column.setFitToHeight(true);
    column.setMinHeight(0);
    column.setMinWidth(LEFT_WIDTH);
    column.setPrefWidth(LEFT_WIDTH);
    column.setMaxWidth(LEFT_WIDTH);
    centre = new StackPane(middle, notices.node());
    centre.setMinWidth(320);
    StackPane.setAlignment(notices.node(), Pos.BOTTOM_LEFT);
    // Above the floating bar, and not where a drawer opens.
    StackPane.setMargin(notices.node(), new Insets(16, 16, 64, 16));
    // What the portrait asks in the same place is not lain upon.
    notices.node().translateYProperty().bind(portrait.node().bannerHeightProperty().negate());
    right.getStyleClass().addAll("side", "right");
    right.setMinWidth(RIGHT_MINIMUM);
    right.setPrefWidth(RIGHT_WIDTH);
    columns.setId("columns");
    columns.getStyleClass().add("columns");
    columns.getItems().addAll(centre, right);
    SplitPane.setResizableWithParent(right, false);
    this.drawers = drawers;
    this.tour = tour;
    // In this order the keyboard goes through them.
    frame.setTop(topBar.node());
    frame.setLeft(column);
    frame.setCenter(new StackPane(columns, drawers.node()));
    strip.build(actions.addKeyFrame, actions.exportFilm);
    this.strip = strip.node();
    bottom.getChildren().setAll(statusBar.node());
    frame.setBottom(bottom);
    node().setId("studio");
    node().getStyleClass().add("studio");
    CommandPalette palette = new CommandPalette(views, actions.all(), places::now);
    node().getChildren().addAll(frame, tour.node(), palette.node(), dropArea);
    remember(LEFT_PANEL, views.leftProperty(), folds);
    remember(RIGHT_PANEL, views.rightProperty(), folds);
  }

  private static void remember(String part, BooleanProperty shown, FoldMemory folds) {
    shown.set(folds.isUnfolded(part, true));
    shown.addListener((observable, old, now) -> folds.remember(part, now));
  }

  /** Gives keys and dropped files of a scene to this window, which is in it. */
  public void install(Scene scene) {
    new ActionKeys(actions.all()).install(scene);
    dropArea.install(scene);
    PortraitPane pane = portrait.node().portrait();
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean plain = !event.isShortcutDown() && !event.isAltDown();
          boolean typing = scene.getFocusOwner() instanceof TextInputControl;
          if (event.getCode() == KeyCode.B && plain && !typing) {
            pane.holdBeforeProperty().set(true);
            event.consume();
          }
        });
    scene.addEventHandler(
        KeyEvent.KEY_RELEASED,
        event -> {
          if (event.getCode() == KeyCode.B) {
            pane.holdBeforeProperty().set(false);
          }
        });
    // Who leaves the window while holding the key never lets it go here.
    scene
        .windowProperty()
        .flatMap(window -> window.focusedProperty())
        .addListener((observable, old, focused) -> pane.holdBeforeProperty().set(false));
  }

  /** Where the divider beside the side panel is, or was, 0..1 of the width of the columns. */
  double divider() {
    return columns.getDividers().isEmpty() ? divider : columns.getDividerPositions()[0];
  }

  /** Puts the divider there, now or when the side panel is shown again. */
  void setDivider(double place) {
    divider = place;
    if (!columns.getDividers().isEmpty()) {
      columns.setDividerPosition(0, place);
    }
  }

  @Override
  protected void onAttach() {
    onChange(views.modeProperty(), this::showMode);
    onChange(views.animationProperty(), this::showStrip);
    onChange(views.leftProperty(), this::showLeft);
    onChange(views.rightProperty(), this::showRight);
    onChange(views.drawerProperty(), this::makeRoom);
    onChange(columns.widthProperty(), this::makeRoom);
    onChange(right.widthProperty(), this::makeRoom);
    if (left.getChildren().isEmpty()) {
      Scene scene = node().getScene();
      whileAttached(new FirstPortrait(preview, scene, () -> fillSides(scene))::close);
    }
  }

  /**
   * The portrait comes first: the hundreds of controls beside it take longer to style and lay out
   * than everything that is on the screen before them.
   */
  private void fillSides(Scene scene) {
    left.getChildren().setAll(leftPanels);
    Pulses.afterNext(
        scene,
        () -> {
          right.getChildren().setAll(side);
          Pulses.afterNext(
              scene,
              () -> {
                StartupTrace.mark("panels shown");
                tour.offer();
              });
        });
  }

  private void showLeft() {
    // Not taken out: its place in the order of the keyboard would be the last.
    column.setVisible(views.leftProperty().get());
    column.setManaged(views.leftProperty().get());
  }

  private void showRight() {
    boolean wanted = views.rightProperty().get();
    if (wanted == columns.getItems().contains(right)) {
      return;
    }
    if (wanted) {
      columns.getItems().add(right);
      columns.setDividerPosition(0, divider);
    } else {
      divider = columns.getDividerPositions()[0];
      columns.getItems().remove(right);
    }
    makeRoom();
  }

  /**
   * A narrow drawer stands between picture and sliders, so that what is chosen in it can be tried
   * at once; in a small window there is no room for that, and it lies over the sliders, with the
   * picture beside it as long as that is not tiny.
   */
  private void makeRoom() {
    double side = columns.getItems().contains(right) ? right.getWidth() : 0;
    boolean beside =
        drawers.isNarrow() && columns.getWidth() - side - Drawers.WIDTH >= PICTURE_MINIMUM;
    double over = drawers.isNarrow() ? beside ? Drawers.WIDTH : Drawers.WIDTH - side : 0;
    boolean room = columns.getWidth() - side - over >= LEAST_PICTURE;
    centre.setPadding(new Insets(0, room ? Math.max(0, over) : 0, 0, 0));
    drawers.node().setPadding(new Insets(0, beside ? side : 0, 0, 0));
  }

  private void showStrip() {
    boolean shown = bottom.getChildren().contains(strip);
    if (views.animationProperty().get() && !shown) {
      bottom.getChildren().add(0, strip);
    } else if (!views.animationProperty().get()) {
      bottom.getChildren().remove(strip);
    }
  }

  private void showMode() {
    Node wanted =
        switch (views.modeProperty().get()) {
          case SINGLE, SPLIT -> portrait.node();
          case COMPARISON -> comparison.get().node();
          case ALIGNMENT -> alignment.get().node();
          case FACES -> faces.get().node();
        };
    if (middle.getChildren().contains(wanted)) {
      return;
    }
    Node focused = node().getScene().getFocusOwner();
    if (wanted == portrait.node()) {
      focus.leave(middle, () -> middle.getChildren().setAll(wanted));
    } else {
      middle.getChildren().setAll(wanted);
      focus.enter(wanted, focused);
    }
  }
}
