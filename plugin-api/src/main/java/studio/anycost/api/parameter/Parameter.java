package studio.anycost.api.parameter;

import java.util.regex.Pattern;

/**
 * One declared parameter of type T.
 *
 * @param <T> an immutable value type with {@code equals}
 */
public sealed interface Parameter<T>
    permits ChoiceParameter,
        ColourParameter,
        FileParameter,
        FlagParameter,
        NumberParameter,
        PointParameter,
        SeedParameter,
        SelectionParameter,
        TextParameter {

  /** Key, label and help. */
  ParameterInfo info();

  /** The value that changes nothing, or the most common one. */
  T defaultValue();

  /**
   * Reads a value as the command line and recipes write it.
   *
   * @throws ParameterException with a sentence that names the parameter and what it takes
   */
  T parse(String text) throws ParameterException;

  /** Writes a valid value so that {@link #parse} gives an equal one. */
  String format(T value);

  /**
   * Checks the type and the range of a value.
   *
   * @return the value itself
   * @throws ParameterException with a sentence that names the parameter and what it takes
   */
  T check(Object value) throws ParameterException;

  /** Shorthand for {@code info().key()}. */
  default String key() {
    return info().key();
  }

  /** Keys start with a letter or digit and hold letters, digits, {@code _ . -}; 64 at most. */
  Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
}
