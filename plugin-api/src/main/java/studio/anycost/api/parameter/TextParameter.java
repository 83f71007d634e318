package studio.anycost.api.parameter;

import java.util.Objects;

/**
 * A line of text: a name, for instance.
 *
 * @param longest how many characters it may have, 1..1000
 * @param defaultValue may be empty
 */
public record TextParameter(ParameterInfo info, int longest, String defaultValue)
    implements Parameter<String> {
  public TextParameter {
    Objects.requireNonNull(defaultValue);
    if (longest < 1 || longest > 1000 || defaultValue.length() > longest) {
      throw new IllegalArgumentException(
          "The text '" + info.key() + "' has 1 to 1000 characters, and its default fits.");
    }
  }

  @Override
  public String parse(String text) throws ParameterException {
    return check(text);
  }

  @Override
  public String format(String value) {
    return value;
  }

  @Override
  public String check(Object value) throws ParameterException {
    if (value instanceof String text
        && text.length() <= longest
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw ParameterException.of(info, name -> Texts.of("textParameter.tooLong", name, longest));
  }
}
