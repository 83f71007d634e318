package studio.anycost.app.fx.view;

import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Buttons of the same width beside each other; below each other as soon as the words of one have no
 * room beside the others. JavaFX thread only.
 */
public final class EvenRow extends Pane {
  private final double gap;

  /**
   * @param gap between them, in pixels
   */
  public EvenRow(double gap, Region... parts) {
    super(parts);
    this.gap = gap;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double widest() {
    return snapSizeX(
        getManagedChildren().stream().mapToDouble(part -> part.prefWidth(-1)).max().orElse(0));
  }

  private double highest() {
    return snapSizeY(
        getManagedChildren().stream().mapToDouble(part -> part.prefHeight(-1)).max().orElse(0));
  }

  private double inARow() {
    int count = getManagedChildren().size();
    return count * widest() + Math.max(0, count - 1) * gap;
  }

  @Override
  protected double computeMinWidth(double height) {
    return widest();
  }

  @Override
  protected double computePrefWidth(double height) {
    return inARow();
  }

  @Override
  protected double computePrefHeight(double width) {
    int rows = width < 0 || width >= inARow() ? 1 : getManagedChildren().size();
    return rows * highest() + Math.max(0, rows - 1) * gap;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computeMaxHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    int count = getManagedChildren().size();
    boolean row = getWidth() >= inARow();
    double width = row ? (getWidth() - (count - 1) * gap) / count : getWidth();
    double height = highest();
    for (int i = 0; i < count; i++) {
      getManagedChildren()
          .get(i)
          .resizeRelocate(
              row ? snapPositionX(i * (width + gap)) : 0,
              row ? 0 : i * (height + gap),
              snapSizeX(width),
              height);
    }
  }
}
