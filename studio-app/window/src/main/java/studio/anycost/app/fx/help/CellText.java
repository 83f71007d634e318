package studio.anycost.app.fx.help;

import javafx.scene.text.TextFlow;

/**
 * What stands in a cell of a table. A short one keeps its width as far as the page allows, and the
 * column of long ones beside it wraps, so that no word is broken where there is room. JavaFX thread
 * only.
 */
final class CellText extends TextFlow {
  private double share;

  /**
   * Tells how much of its table's width this cell may claim.
   *
   * @param width in pixels
   */
  void share(double width) {
    if (width != share) {
      share = width;
      requestLayout();
    }
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.min(share, Math.ceil(prefWidth(-1)));
  }
}
