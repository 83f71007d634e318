package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a stage on the way back, which has the strips of the way forwards: every strip gives
 * rows of the gradient of the stage's input, and reads the rows that these depend on.
 *
 * <p>The blur and the transposed convolution reach over two rows to either side, the second
 * convolution over one more. What lies in the strip's own rows is summed up; the rows beyond belong
 * to its neighbours' sums.
 *
 * @param from first own row, even
 * @param to row after the last own one, even
 * @param side of the stage
 * @param enlarges whether the stage begins with a transposed convolution; else the strip is all
 */
record BackwardStrip(int from, int to, int side, boolean enlarges) {
  /** How far the blur and the transposed convolution reach. */
  private static final int REACH = 2;

  /** The strips of a stage that enlarges its input, for as many on the way forwards. */
  static List<BackwardStrip> cut(int side, int count) {
    List<BackwardStrip> strips = new ArrayList<>();
    for (Strip strip : Strip.cut(side, count)) {
      // Borders lie on odd rows there.
      int from = strip.first() ? 0 : strip.from() - 1;
      int to = strip.last() ? side : strip.to() - 1;
      strips.add(new BackwardStrip(from, to, side, true));
    }
    return List.copyOf(strips);
  }

  /** The only strip of the first stage. */
  static BackwardStrip whole(int side) {
    return new BackwardStrip(0, side, side, false);
  }

  /** First row of the gradient between the convolutions that is needed. */
  int innerFrom() {
    return enlarges ? Math.max(0, from - REACH) : from;
  }

  /** Row after the last one of the gradient between the convolutions that is needed. */
  int innerTo() {
    return enlarges ? Math.min(side, to + REACH) : to;
  }

  int innerRows() {
    return innerTo() - innerFrom();
  }

  /** First row of the gradient behind the second convolution that is needed. */
  int outerFrom() {
    return Math.max(0, innerFrom() - 1);
  }

  /** Row after the last one of the gradient behind the second convolution that is needed. */
  int outerTo() {
    return Math.min(side, innerTo() + 1);
  }

  int outerRows() {
    return outerTo() - outerFrom();
  }

  /** Rows of zeros that the second convolution needs above: 1 at the border. */
  int convolutionTopPad() {
    return innerFrom() == 0 ? 1 : 0;
  }

  /** Rows of zeros that the second convolution needs below: 1 at the border. */
  int convolutionBottomPad() {
    return innerTo() == side ? 1 : 0;
  }

  /** Rows of zeros that the blur needs above. */
  int blurTopPad() {
    return REACH - (from - innerFrom());
  }

  /** Rows of zeros that the blur needs below. */
  int blurBottomPad() {
    return REACH - (innerTo() - to);
  }

  /** First row of the stage's input. */
  int inputFrom() {
    return from / 2;
  }

  /** Row after the last one of the stage's input. */
  int inputTo() {
    return to / 2;
  }

  int inputRows() {
    return inputTo() - inputFrom();
  }
}
