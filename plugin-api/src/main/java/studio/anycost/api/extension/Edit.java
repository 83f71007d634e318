package studio.anycost.api.extension;

import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;

/**
 * A change of a style code, replayable: the same input and values give the same output.
 *
 * <p>Called from worker threads, possibly several at once, at every move of a slider: an edit keeps
 * no state between calls, returns within a few milliseconds and throws only for values that no
 * schema can rule out.
 */
public interface Edit extends Contribution {
  /**
   * @param input the code before this edit
   * @param values checked against {@link #parameters}
   * @param generator the open generator, for edits that need other styles
   * @return a code of the same shape
   */
  StyleCode apply(StyleCode input, ParameterValues values, Generator generator);
}
