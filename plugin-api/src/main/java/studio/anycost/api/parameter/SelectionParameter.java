package studio.anycost.api.parameter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Any number of several named options, none included; the value is the list of their keys in the
 * order of the options. Written with commas between the keys, which options do not have in theirs.
 *
 * @param options in display order, keys unique; may be empty
 * @param defaultValue keys of options, in the order of the options
 * @param emptyText what it means that nothing is selected, such as "All"
 */
public record SelectionParameter(
    ParameterInfo info,
    List<ChoiceParameter.Option> options,
    List<String> defaultValue,
    String emptyText)
    implements Parameter<List<String>> {
  public SelectionParameter {
    options = List.copyOf(options);
    List<String> keys = options.stream().map(ChoiceParameter.Option::key).toList();
    if (new HashSet<>(keys).size() != keys.size()) {
      throw new IllegalArgumentException(
          "The selection '" + info.key() + "' names an option twice.");
    }
    for (String key : keys) {
      if (key.isBlank() || key.contains(",") || !key.equals(key.strip())) {
        throw new IllegalArgumentException(
            "The selection '" + info.key() + "' has '" + key + "' as a key: no commas or blanks.");
      }
    }
    Set<String> wanted = new LinkedHashSet<>(defaultValue);
    if (!keys.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "The default of the selection '" + info.key() + "' is none of its options.");
    }
    defaultValue = keys.stream().filter(wanted::contains).toList();
  }

  /** Where nothing that is selected is nothing. */
  public SelectionParameter(
      ParameterInfo info, List<ChoiceParameter.Option> options, List<String> defaultValue) {
    this(info, options, defaultValue, "None");
  }

  /** The same, where nothing that is selected means something else. */
  public SelectionParameter withEmptyText(String text) {
    return new SelectionParameter(info, options, defaultValue, text);
  }

  /** Of which nothing is selected by default. */
  public static SelectionParameter of(ParameterInfo info, List<ChoiceParameter.Option> options) {
    return new SelectionParameter(info, options, List.of());
  }

  @Override
  public List<String> parse(String text) throws ParameterException {
    List<String> keys = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        keys.add(part.strip());
      }
    }
    return check(keys);
  }

  @Override
  public String format(List<String> value) {
    return String.join(",", value);
  }

  @Override
  public List<String> check(Object value) throws ParameterException {
    if (!(value instanceof List<?> list)) {
      throw refusal(value);
    }
    Set<String> wanted = new HashSet<>();
    for (Object element : list) {
      wanted.add(keyOf(element));
    }
    return options.stream().map(ChoiceParameter.Option::key).filter(wanted::contains).toList();
  }

  /** Whatever case it is written in: people type these. */
  private String keyOf(Object element) throws ParameterException {
    if (element instanceof String text) {
      for (ChoiceParameter.Option option : options) {
        if (option.key().equals(text)) {
          return text;
        }
      }
      for (ChoiceParameter.Option option : options) {
        if (option.key().equalsIgnoreCase(text)) {
          return option.key();
        }
      }
    }
    throw refusal(element);
  }

  private ParameterException refusal(Object got) {
    List<String> keys = options.stream().map(ChoiceParameter.Option::key).toList();
    return ParameterException.of(
        info,
        name ->
            keys.isEmpty()
                ? Texts.of("selectionParameter.nothingToChoose", name, got)
                : Texts.of("selectionParameter.someOf", name, String.join(", ", keys), got));
  }
}
