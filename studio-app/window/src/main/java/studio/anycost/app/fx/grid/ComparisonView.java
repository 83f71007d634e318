package studio.anycost.app.fx.grid;

import jakarta.inject.Inject;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Compared;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.SideBySide;
import studio.anycost.app.preview.UniformGrid;

/**
 * All usable uniform sub-generators of the present face beside each other; a click picks the
 * preview.
 */
public final class ComparisonView extends View<VBox> {
  /** A face that keeps changing is compared when it has come to rest. */
  private static final Duration REST = Duration.millis(250);

  /** Below it the heading has room for what can be clicked alone. */
  private static final double NARROW = 560;

  private static final String HINT = Texts.of("grid.comparisonView.quickerAtTheTop");

  private final ComparisonState comparison;
  private final DocumentState documents;
  private final PreviewState preview;
  private final ModelState model;
  private final ViewState views;
  private final Label count = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button cancel =
      new Button(Texts.of("grid.comparisonView.cancel"), Icons.of(Signs.CANCEL));
  private final Button again =
      new Button(Texts.of("grid.comparisonView.continue"), Icons.of(Signs.START));
  private final Label problem = new Label();
  private final PauseTransition rest = new PauseTransition(REST);
  private final ScrollPane room = new ScrollPane();
  private final VariantsView variants;
  private static final double SPACING = 12;

  private final Segments<Compared> what;
  private final Label hint = new Label(HINT);
  private SubGeneratorGrid grid;
  private boolean narrow;

  @Inject
  public ComparisonView(
      ComparisonState comparison,
      DocumentState documents,
      PreviewState preview,
      ModelState model,
      ViewState views,
      VariantsView variants) {
    super(new VBox());
    this.comparison = comparison;
    this.documents = documents;
    this.preview = preview;
    this.model = model;
    this.views = views;
    this.variants = variants;
    what =
        new Segments<>(
            "comparison-what",
            List.of(Compared.values()),
            each ->
                each == Compared.UNIFORM
                    ? Texts.of("grid.comparisonView.allUniform")
                    : Texts.of("grid.comparisonView.any"),
            views.comparedProperty()::set);
    Tips.set(
        what.button(Compared.UNIFORM.ordinal()), Texts.of("grid.comparisonView.allUniformTip"));
    Tips.set(what.button(Compared.ANY.ordinal()), Texts.of("grid.comparisonView.anyTip"));
    // Its words stay whole in a small window; the hint gives way.
    what.setMinWidth(180);
    what.setPrefWidth(180);
    node().setId("comparison");
    node().getStyleClass().add("comparison");
    // Or long words would keep it from ever being narrow.
    node().setMinWidth(0);
    Label title = new Label(Texts.of("grid.comparisonView.sideBySide"));
    title.getStyleClass().add("view-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    hint.getStyleClass().add("muted");
    hint.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    count.setId("comparison-count");
    count.getStyleClass().add("muted");
    count.setMinWidth(Region.USE_PREF_SIZE);
    count.managedProperty().bind(count.visibleProperty());
    progress.setId("comparison-progress");
    progress.getStyleClass().add("small");
    progress.setPrefWidth(110);
    progress.setMinWidth(60);
    prepare(cancel, "comparison-cancel", Texts.of("grid.comparisonView.stopRenderingThePictures"));
    prepare(again, "comparison-continue", Texts.of("grid.comparisonView.renderTheMissingPictures"));
    cancel.setOnAction(event -> comparison.cancel());
    again.setOnAction(event -> start());
    HBox heading = new HBox(SPACING, title, what, hint, gap, count, progress, cancel, again);
    title.managedProperty().bind(title.visibleProperty());
    hint.managedProperty().bind(hint.visibleProperty());
    node()
        .widthProperty()
        .addListener(
            (observable, old, now) -> {
              narrow = now.doubleValue() < NARROW;
              title.setVisible(!narrow);
              gap.setManaged(!narrow);
              heading.setSpacing(narrow ? SPACING / 2 : SPACING);
              update();
            });
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.setMinHeight(32);
    problem.setId("comparison-problem");
    problem.getStyleClass().add("refusal");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.visibleProperty());
    room.getStyleClass().addAll("comparison-room", "edge-to-edge");
    room.setFitToWidth(true);
    room.setFitToHeight(true);
    room.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(room, Priority.ALWAYS);
    VBox.setVgrow(variants.node(), Priority.ALWAYS);
    node().getChildren().addAll(heading, problem);
    rest.setOnFinished(event -> start());
  }

  /** The grid, or any variants in its place. */
  private void showCompared() {
    Compared wanted = views.comparedProperty().get();
    boolean any = wanted == Compared.ANY;
    what.show(wanted);
    if (any) {
      comparison.cancel();
      node().getChildren().remove(room);
      if (!node().getChildren().contains(variants.node())) {
        node().getChildren().add(variants.node());
      }
    } else {
      node().getChildren().remove(variants.node());
      if (!node().getChildren().contains(room)) {
        node().getChildren().add(room);
      }
      start();
    }
    hint.setText(any ? Texts.of("grid.comparisonView.scrollZoomsAllDragging") : HINT);
    update();
  }

  private boolean showsAny() {
    return node().getChildren().contains(variants.node());
  }

  private static void prepare(Button button, String id, String tip) {
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
    Tips.set(button, tip);
  }

  @Override
  protected void onAttach() {
    problem.setVisible(false);
    onChange(model.gridProperty(), this::rebuild);
    onChange(comparison.runningProperty(), this::update);
    onChange(preview.modeProperty(), this::markCurrent);
    onChange(documents.documentProperty(), rest::playFromStart);
    rest.stop();
    onChange(views.comparedProperty(), this::showCompared);
    whileAttached(
        () -> {
          rest.stop();
          comparison.cancel();
        });
  }

  private void rebuild() {
    if (grid != null) {
      node().getChildren().remove(room);
    }
    grid = new SubGeneratorGrid(model.gridProperty().get(), this::choose);
    grid.setId("comparison-grid");
    room.setContent(grid);
    if (!showsAny()) {
      node().getChildren().add(room);
    }
    comparison.forget();
    markCurrent();
    rest.playFromStart();
  }

  private void choose(UniformGrid.Place place) {
    preview.modeProperty().set(PreviewMode.Fixed.at(place));
    views.showSingle();
  }

  private void start() {
    rest.stop();
    if (showsAny()) {
      return;
    }
    comparison.show(documents.get(), grid.grid(), new Fill(grid));
  }

  private void markCurrent() {
    grid.markCurrent(preview.modeProperty().get());
  }

  private void update() {
    if (grid == null) {
      return; // not on the screen yet
    }
    boolean running = comparison.runningProperty().get();
    int filled = grid.filled();
    // The pictures themselves tell how far it is.
    progress.setVisible(running && !narrow);
    progress.setManaged(running && !narrow);
    progress.setProgress((double) filled / grid.size());
    // How far it is takes the room of the hint.
    hint.setVisible(!narrow && !running);
    cancel.setVisible(running);
    boolean missing = filled < grid.size() && !showsAny();
    again.setVisible(!running && missing);
    count.setText(Texts.of("grid.comparisonView.of", filled, grid.size()));
    count.setVisible(missing && !narrow);
  }

  private final class Fill implements ComparisonState.Listener {
    private final SubGeneratorGrid target;

    Fill(SubGeneratorGrid target) {
      this.target = target;
    }

    @Override
    public void started() {
      problem.setVisible(false);
      target.clear();
      update();
    }

    @Override
    public void cell(SideBySide.Cell cell) {
      target.show(cell.row(), cell.column(), cell.picture(), cell.milliseconds());
      update();
    }

    @Override
    public void failed(String sentence) {
      problem.setText(sentence);
      problem.setVisible(true);
      update();
    }
  }
}
