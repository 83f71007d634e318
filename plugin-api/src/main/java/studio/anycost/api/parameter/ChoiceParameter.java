package studio.anycost.api.parameter;

import java.util.HashSet;
import java.util.List;

/**
 * One of several named options; the value is the option's key.
 *
 * @param options in display order, keys unique
 * @param defaultValue key of one option
 */
public record ChoiceParameter(ParameterInfo info, List<Option> options, String defaultValue)
    implements Parameter<String> {

  /** An option: stable key and label for people. */
  public record Option(String key, String label) {}

  public ChoiceParameter {
    options = List.copyOf(options);
    if (new HashSet<>(options.stream().map(Option::key).toList()).size() != options.size()) {
      throw new IllegalArgumentException("The choice '" + info.key() + "' names an option twice.");
    }
    String wanted = defaultValue;
    if (options.stream().noneMatch(option -> option.key().equals(wanted))) {
      throw new IllegalArgumentException(
          "The default of the choice '" + info.key() + "' is none of its options.");
    }
  }

  @Override
  public String parse(String text) throws ParameterException {
    return check(text.strip());
  }

  @Override
  public String format(String value) {
    return value;
  }

  @Override
  public String check(Object value) throws ParameterException {
    for (Option option : options) {
      if (option.key().equals(value)) {
        return option.key();
      }
    }
    String keys = String.join(", ", options.stream().map(Option::key).toList());
    throw ParameterException.of(info, name -> Texts.of("choiceParameter.oneOf", name, keys, value));
  }
}
