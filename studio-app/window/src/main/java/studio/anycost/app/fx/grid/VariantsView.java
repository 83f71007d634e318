package studio.anycost.app.fx.grid;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.DifferenceMap;
import studio.anycost.app.compare.Order;
import studio.anycost.app.fx.command.CompareCommands;
import studio.anycost.app.fx.command.VariantCommands;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * Any sub-generators, and variants of the edits, of the present face beside each other: zoomed and
 * moved as one, as pictures or as differences, sorted, and exported.
 */
public final class VariantsView extends View<VBox> {
  private static final double SMALLEST = 140;
  private static final double GAP = 14;

  /** About what the lines below a picture take before there is one. */
  private static final double WORDS = 66;

  /** Enlarged more than so much, a picture shows no more of the face. */
  private static final double LARGEST = 2;

  private final CompareCommands commands;
  private final ModelState model;
  private final CommonPlace place = new CommonPlace();
  private final VariantChooser choose;
  private final Button again = new Button(Texts.of("grid.variantsView.compare"));
  private final Button export = new Button(Texts.of("grid.variantsView.export"));
  private final ToggleButton difference =
      new ToggleButton(Texts.of("grid.variantsView.difference", DifferenceMap.AMPLIFICATION));
  private final ProgressBar progress = new ProgressBar();
  private final Label problem = new Label();
  private final FlowPane tiles = new FlowPane(GAP, GAP);
  private final ScrollPane room = new ScrollPane(tiles);
  private final TileSides sides = new TileSides(SMALLEST, GAP);
  private final Segments<Order> orders;
  private final List<VariantTile> all = new ArrayList<>();
  private Order order = Order.NAMED;
  private Optional<Run> current = Optional.empty();
  private double sideNow = SMALLEST;
  private int expected;

  @Inject
  VariantsView(CompareCommands commands, VariantCommands variants, ModelState model) {
    super(new VBox(10));
    this.commands = commands;
    this.model = model;
    choose = new VariantChooser(commands);
    node().setId("variants");
    again.setId("variants-compare");
    export.setId("variants-export");
    difference.setId("variants-difference");
    progress.setId("variants-progress");
    tiles.setId("variants-tiles");
    for (Region control : List.of(again, export, difference)) {
      control.setMinWidth(Region.USE_PREF_SIZE);
    }
    Tips.set(again, Texts.of("grid.variantsView.renderThePresentFace"));
    Tips.set(difference, Texts.of("grid.variantsView.whereEachDiffersFrom"));
    Tips.set(export, Texts.of("grid.variantsView.onePictureWithAll"));
    Button keepEdit = new Button(Texts.of("grid.variantsView.keepAsAVariant"));
    keepEdit.setId("variants-edit");
    keepEdit.setMinWidth(Region.USE_PREF_SIZE);
    Tips.set(keepEdit, Texts.of("grid.variantsView.compareWhatTheFace"));
    keepEdit.setOnAction(event -> variants.keepToCompare());
    orders =
        new Segments<>(
            "variants-order",
            List.of(Order.values()),
            VariantsView::label,
            chosen -> {
              order = chosen;
              layOutTiles();
            });
    orders.show(order);
    orders.setPrefWidth(300);
    problem.setId("variants-problem");
    problem.getStyleClass().add("refusal");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.visibleProperty());
    problem.setVisible(false);
    progress.getStyleClass().add("small");
    progress.setPrefWidth(110);
    progress.managedProperty().bind(progress.visibleProperty());
    progress.setVisible(false);
    // In a small window it takes several lines; the progress comes last, for it comes and goes.
    FlowPane bar =
        new FlowPane(8, 8, choose.node(), keepEdit, again, orders, difference, export, progress);
    bar.setId("variants-bar");
    tiles.setAlignment(Pos.CENTER);
    room.setFitToHeight(true);
    room.setFitToWidth(true);
    room.getStyleClass().addAll("comparison-room", "edge-to-edge");
    VBox.setVgrow(room, Priority.ALWAYS);
    node().getChildren().addAll(bar, problem, room);
    difference
        .selectedProperty()
        .addListener((observable, old, now) -> all.forEach(tile -> tile.showDifference(now)));
    again.setOnAction(event -> start());
    export.setOnAction(
        event -> commands.export(sorted().stream().map(VariantTile::compared).toList()));
    tiles.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            place.reset();
          }
        });
    room.viewportBoundsProperty().addListener(observable -> size());
  }

  private static String label(Order order) {
    return switch (order) {
      case NAMED -> Texts.of("grid.variantsView.chosen");
      case DISTANCE -> Texts.of("grid.variantsView.distance");
      case MS -> Texts.of("grid.variantsView.time");
      case GMACS -> Texts.of("grid.variantsView.work");
    };
  }

  @Override
  protected void onAttach() {
    onChange(commands.chosen(), choose::tell);
    onChange(commands.portraits(), choose::tell);
    commands.refresh();
    onChange(commands.requestsProperty(), this::start);
    whileAttached(this::cancel);
  }

  private void cancel() {
    current.ifPresent(run -> run.task.cancel());
    current = Optional.empty();
  }

  private void start() {
    cancel();
    all.clear();
    layOutTiles();
    problem.setVisible(false);
    progress.setVisible(false);
    if (commands.count() > CompareCommands.MOST) {
      tell(Texts.of("grid.variantsView.atMostPicturesAre", CompareCommands.MOST));
      return;
    }
    progress.setVisible(true);
    expected = commands.count();
    size();
    Run run = new Run();
    BackgroundTask task = commands.compare(run::add, run);
    run.task = task;
    current = Optional.of(run);
    progress.progressProperty().bind(task.progressProperty());
  }

  private void tell(String sentence) {
    problem.setText(sentence);
    problem.setVisible(true);
  }

  private List<VariantTile> sorted() {
    List<VariantTile> sorted = new ArrayList<>(all);
    sorted.sort((one, other) -> order.comparator().compare(one.compared(), other.compared()));
    return sorted;
  }

  private void layOutTiles() {
    tiles.getChildren().setAll(sorted());
    export.setDisable(all.isEmpty());
  }

  /** All pictures that there will be share the room: none moves when the next one comes. */
  private void size() {
    Bounds bounds = room.getViewportBounds();
    double words = all.stream().mapToDouble(VariantTile::words).max().orElse(WORDS);
    sideNow =
        sides.of(
            Math.max(1, Math.max(expected, all.size())),
            bounds.getWidth() - 2,
            bounds.getHeight() - 2,
            words,
            LARGEST * model.fullSide());
    all.forEach(tile -> tile.setSide(sideNow));
  }

  /**
   * One comparison. A later one silences it; its end does not, because pictures may arrive after
   * that.
   */
  private final class Run implements TaskListener<Object, List<Compared>> {
    private BackgroundTask task;

    void add(Compared compared) {
      if (!isCurrent()) {
        return;
      }
      VariantTile tile =
          new VariantTile("variant-" + all.size(), compared, model.fullSide(), place);
      tile.setSide(sideNow);
      tile.showDifference(difference.isSelected());
      all.add(tile);
      layOutTiles();
      size();
    }

    private boolean isCurrent() {
      return current.filter(now -> now == this).isPresent();
    }

    @Override
    public void done(List<Compared> result) {}

    @Override
    public void failed(Throwable failure) {
      if (isCurrent()) {
        tell(Texts.of("grid.variantsView.theComparisonStopped", commands.reason(failure)));
      }
    }

    @Override
    public void finished() {
      if (isCurrent()) {
        progress.progressProperty().unbind();
        progress.setVisible(false);
        expected = all.size();
        size();
      }
    }
  }
}
