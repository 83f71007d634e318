package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a stage that enlarges its input: the stage computes strip after strip, so that no
 * node takes long and no intermediate map leaves the caches.
 *
 * <p>Rows are counted from the top. Each strip needs more rows of its input than half of its own,
 * because three windows follow each other: the transposed convolution, the blur of 4 and the
 * convolution of 3. Borders between strips lie on odd rows; then one surplus row of the transposed
 * convolution, at the top, is all that the blur has to skip.
 *
 * @param first whether it begins at the upper border
 * @param last whether it ends at the lower border
 * @param from first row of the output
 * @param to row after the last one of the output
 * @param inputFrom first row needed of the input, which has half the size
 * @param inputTo row after the last one needed of the input
 */
record Strip(boolean first, boolean last, int from, int to, int inputFrom, int inputTo) {
  /** Cuts an output of so many rows, even, into strips of about the same height. */
  static List<Strip> cut(int rows, int count) {
    List<Strip> strips = new ArrayList<>();
    int from = 0;
    for (int index = 0; index < count; index++) {
      boolean last = index == count - 1;
      int to = last ? rows : (int) ((long) rows * (index + 1) / count) | 1;
      int inputFrom = index == 0 ? 0 : (from - 3) / 2;
      int inputTo = last ? rows / 2 : (to + 3) / 2;
      strips.add(new Strip(index == 0, last, from, to, inputFrom, inputTo));
      from = to;
    }
    return List.copyOf(strips);
  }

  /** Rows of the output. */
  int rows() {
    return to - from;
  }

  /** Rows needed of the input. */
  int inputRows() {
    return inputTo - inputFrom;
  }

  /** Whether it is the whole stage. */
  boolean isWhole() {
    return first && last;
  }

  /** Rows of one phase of the transposed convolution: one more than the input at the border. */
  int phaseRows() {
    return inputRows() + bottomPad();
  }

  /** First row after the blur, which the convolution of 3 reads. */
  int blurredFrom() {
    return first ? from : from - 1;
  }

  /** Row after the last one after the blur. */
  int blurredTo() {
    return last ? to : to + 1;
  }

  /** Rows of zeros above the strip: 1 at the border. */
  int topPad() {
    return first ? 1 : 0;
  }

  /** Rows of zeros below the strip: 1 at the border. */
  int bottomPad() {
    return last ? 1 : 0;
  }

  /** Rows that the blur has to skip at the top. */
  int surplusRows() {
    return first ? 0 : 1;
  }
}
