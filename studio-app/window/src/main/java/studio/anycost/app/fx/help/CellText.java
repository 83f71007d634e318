package studio.anycost.app.fx.help;

import javafx.scene.text.TextFlow;

/**
 * What stands in a cell of a table. A short one keeps its width, and the column of long ones beside
 * it wraps, so that no word is broken where there is room. JavaFX thread only.
 */
final class CellText extends TextFlow {
  /** What the columns of a table share on a page of the least window, without their gaps. */
  private static final double SHARED = 440;

  private final double kept;

  /**
   * @param columns of the table, from 1 on
   */
  CellText(int columns) {
    kept = SHARED / columns;
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.min(kept, Math.ceil(prefWidth(-1)));
  }
}
