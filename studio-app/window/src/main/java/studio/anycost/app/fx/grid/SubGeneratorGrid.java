package studio.anycost.app.fx.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.Labels;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/**
 * The labelled grid of sub-generators: channel ratios down, resolutions across, all cells square
 * and of one size. JavaFX thread only.
 */
final class SubGeneratorGrid extends Region {
  private static final double GAP = 12;
  private static final double GAP_BELOW = 2;
  private static final double CAPTION_WIDTH = 132;
  private static final double HEAD = 28;
  private static final double SIDE_HEAD = 64;

  /** In a narrow window the pictures need the room more. */
  private static final double NARROW = 400;

  private static final double NARROW_GAP = 4;
  private static final double NARROW_HEAD = 48;
  private static final double SMALLEST = 56;

  private final UniformGrid grid;
  private final List<GridCell> cells = new ArrayList<>();
  private final List<Label> rowHeads = new ArrayList<>();
  private final List<Label> columnHeads = new ArrayList<>();

  /**
   * @param chosen takes the place whose picture was clicked
   */
  SubGeneratorGrid(UniformGrid grid, Consumer<UniformGrid.Place> chosen) {
    this.grid = grid;
    getStyleClass().add("sub-generator-grid");
    setMinWidth(0);
    for (double ratio : grid.ratios()) {
      rowHeads.add(head(Words.ratio(ratio), Pos.CENTER_RIGHT));
    }
    for (int resolution : grid.resolutions()) {
      columnHeads.add(head(resolution + " px", Pos.CENTER));
    }
    for (UniformGrid.Place place : grid.places()) {
      GridCell cell =
          new GridCell(
              "cell-" + place.row() + "-" + place.column(),
              Words.work(place.macs()),
              Texts.of(
                  "grid.subGeneratorGrid.useAsPreview",
                  Labels.uniform(place.ratio(), place.subGenerator().resolution())));
      twin(place).ifPresent(same -> cell.sameAs(Words.ratio(same.ratio())));
      cell.setOnAction(event -> chosen.accept(place));
      place
          .obstacle()
          .ifPresent(
              reason ->
                  cell.leaveOut(
                      Texts.of("grid.subGeneratorGrid.notTrainedForThis"),
                      Texts.of("grid.subGeneratorGrid.clickToLookAt", reason)));
      cells.add(cell);
    }
    getChildren().addAll(rowHeads);
    getChildren().addAll(columnHeads);
    getChildren().addAll(cells);
  }

  /** The place of a higher ratio that is the same where layers have no fewer channels to give. */
  private Optional<UniformGrid.Place> twin(UniformGrid.Place place) {
    return grid.placeOf(place.subGenerator()).filter(same -> same.row() != place.row());
  }

  private static Label head(String text, Pos alignment) {
    Label label = new Label(text);
    label.getStyleClass().add("grid-head");
    label.setAlignment(alignment);
    return label;
  }

  void clear() {
    for (int i = 0; i < cells.size(); i++) {
      if (grid.places().get(i).usable()) {
        cells.get(i).clear();
      }
    }
  }

  /** Shows a picture, in all places of its sub-generator: they are the same in every figure. */
  void show(int row, int column, ScreenPicture picture, double milliseconds) {
    if (cell(row, column).isFilled()) {
      return;
    }
    SubGenerator shown = place(row, column).subGenerator();
    for (UniformGrid.Place place : grid.places()) {
      if (place.subGenerator().equals(shown)) {
        cell(place.row(), place.column()).show(picture, Words.milliseconds(milliseconds));
      }
    }
  }

  private UniformGrid.Place place(int row, int column) {
    return grid.places().get(row * grid.resolutions().size() + column);
  }

  void markCurrent(PreviewMode mode) {
    for (int i = 0; i < cells.size(); i++) {
      UniformGrid.Place place = grid.places().get(i);
      cells.get(i).markCurrent(mode instanceof PreviewMode.Fixed current && current.isAt(place));
    }
  }

  int filled() {
    return (int) cells.stream().filter(GridCell::isFilled).count();
  }

  /** How many pictures there will be. */
  int size() {
    return grid.usableCheapestFirst().size();
  }

  /** What it is a grid of. */
  UniformGrid grid() {
    return grid;
  }

  private GridCell cell(int row, int column) {
    return cells.get(row * grid.resolutions().size() + column);
  }

  /** With less room it is scrolled. */
  @Override
  protected double computeMinHeight(double width) {
    return HEAD + rowHeads.size() * (SMALLEST + GridCell.CAPTION + GAP_BELOW);
  }

  @Override
  protected void layoutChildren() {
    int columns = columnHeads.size();
    int rows = rowHeads.size();
    double gap = getWidth() < NARROW ? NARROW_GAP : GAP;
    double sideHead = getWidth() < NARROW ? NARROW_HEAD : SIDE_HEAD;
    double roomX = (getWidth() - sideHead - gap * columns) / columns;
    double roomY = (getHeight() - HEAD - (GridCell.CAPTION + GAP_BELOW) * rows) / rows;
    double side = Math.floor(Math.max(SMALLEST, Math.min(roomX, roomY)));
    // The line below a small picture may be wider than the picture.
    double wide = Math.max(side, Math.min(Math.floor(roomX), CAPTION_WIDTH));
    double width = sideHead + columns * (wide + gap);
    double high = side + GridCell.CAPTION;
    double height = HEAD + rows * (high + GAP_BELOW);
    double left = Math.floor(Math.max(0, (getWidth() - width - sideHead / 2) / 2));
    double top = Math.floor(Math.max(0, (getHeight() - height) / 2));
    for (int column = 0; column < columns; column++) {
      columnHeads
          .get(column)
          .resizeRelocate(left + sideHead + gap + column * (wide + gap), top, wide, HEAD);
    }
    for (int row = 0; row < rows; row++) {
      double y = top + HEAD + row * (high + GAP_BELOW);
      rowHeads.get(row).resizeRelocate(left, y, sideHead, side);
      for (int column = 0; column < columns; column++) {
        GridCell cell = cell(row, column);
        cell.setSide(side, wide >= CAPTION_WIDTH);
        cell.resizeRelocate(left + sideHead + gap + column * (wide + gap), y, wide, high);
      }
    }
  }
}
