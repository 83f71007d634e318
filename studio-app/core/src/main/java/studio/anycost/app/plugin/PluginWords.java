package studio.anycost.app.plugin;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.ColourParameter;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.PointParameter;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.api.parameter.TextParameter;

/**
 * What a plugin and its controls are called in another language, by what the plugin's file says of
 * it. Ids, keys and everything else stay as they are; what the file does not say is called as the
 * plugin calls it. Immutable.
 *
 * <p>The file holds the plugin's {@code name} and {@code description}; by the id of a contribution
 * {@code id/name}, {@code id/description} and {@code id/action}; and by the key of a parameter
 * {@code id/key/label}, {@code id/key/help}, {@code id/key/unit}, {@code id/key/minimum}, {@code
 * id/key/empty} and {@code id/key/option/OPTION}. A heading stands there as {@code
 * id/group/HEADING}, with the words that the plugin has for it.
 */
public final class PluginWords {
  /** The plugin's own words. */
  public static final PluginWords NONE = new PluginWords(Map.of());

  private static final int MOST = 2000;

  private final Map<String, String> words;

  private PluginWords(Map<String, String> words) {
    this.words = Map.copyOf(words);
  }

  /**
   * Reads a file that nobody has looked at yet. What is too long is cut.
   *
   * @param text as {@link Properties} are written
   * @throws PluginException with half a sentence if it is not written like that, or says too much
   */
  static PluginWords read(String text) throws PluginException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) { // the latter for broken escapes
      throw new PluginException("is not written as properties are", e);
    }
    if (properties.size() > MOST) {
      throw new PluginException("holds more than " + MOST + " entries");
    }
    Map<String, String> words = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      String word = Failures.clean(properties.getProperty(key));
      if (!word.isEmpty()) {
        words.put(key, word);
      }
    }
    return new PluginWords(words);
  }

  private String word(String key, String own) {
    return words.getOrDefault(key, own);
  }

  /** The plugin's name. */
  String name(String own) {
    return word("name", own);
  }

  /** What the plugin is for. */
  String description(String own) {
    return word("description", own);
  }

  /** A contribution as it is called here. */
  public ContributionInfo of(ContributionInfo info) {
    String id = info.id();
    return new ContributionInfo(
        id,
        word(id + "/name", info.name()),
        word(id + "/description", info.description()),
        info.order(),
        info.action().isEmpty() ? "" : word(id + "/action", info.action()));
  }

  /** What a contribution found, with its figures as they are called here. */
  public FoundDirection of(String contribution, FoundDirection found) {
    return new FoundDirection(
        found.boundary(),
        found.figures().stream()
            .map(
                figure ->
                    new FoundDirection.Figure(
                        word(contribution + "/figure/" + figure.name(), figure.name()),
                        figure.value()))
            .toList());
  }

  /** The parameters of a contribution as they are called here. */
  public ParameterSchema of(String contribution, ParameterSchema schema) {
    if (words.isEmpty()) {
      return schema;
    }
    return new ParameterSchema(
        schema.parameters().stream().map(each -> of(contribution, each, schema)).toList());
  }

  private Parameter<?> of(String contribution, Parameter<?> parameter, ParameterSchema schema) {
    String at = contribution + "/" + parameter.key() + "/";
    ParameterInfo info = of(contribution, at, parameter.info());
    if (parameter instanceof NumberParameter number) {
      return new NumberParameter(
          info,
          number.minimum(),
          number.maximum(),
          number.defaultNumber(),
          number.step(),
          word(at + "unit", number.unit()),
          number.readout(),
          word(at + "minimum", number.minimumText()),
          number.usual());
    }
    if (parameter instanceof ChoiceParameter choice) {
      return new ChoiceParameter(
          info, options(contribution, at, choice.options(), schema), choice.defaultValue());
    }
    if (parameter instanceof SelectionParameter selection) {
      return new SelectionParameter(
          info,
          options(contribution, at, selection.options(), schema),
          selection.defaultValue(),
          word(at + "empty", selection.emptyText()));
    }
    if (parameter instanceof FlagParameter flag) {
      return new FlagParameter(info, flag.defaultFlag());
    }
    if (parameter instanceof ColourParameter colour) {
      return new ColourParameter(info, colour.defaultValue());
    }
    if (parameter instanceof PointParameter point) {
      return new PointParameter(info, point.defaultValue());
    }
    if (parameter instanceof FileParameter file) {
      return new FileParameter(info, file.extensions());
    }
    if (parameter instanceof SeedParameter seed) {
      return new SeedParameter(info, seed.defaultSeed(), seed.face());
    }
    if (parameter instanceof TextParameter text) {
      return new TextParameter(info, text.longest(), text.defaultValue());
    }
    return parameter;
  }

  private ParameterInfo of(String contribution, String at, ParameterInfo info) {
    return new ParameterInfo(
        info.key(),
        word(at + "label", info.label()),
        word(at + "help", info.help()),
        info.group().isEmpty() ? "" : word(contribution + "/group/" + info.group(), info.group()),
        info.rating());
  }

  private List<Option> options(
      String contribution, String at, List<Option> options, ParameterSchema schema) {
    return options.stream()
        .map(
            option ->
                new Option(
                    option.key(),
                    Optional.ofNullable(words.get(at + "option/" + option.key()))
                        .orElseGet(() -> asParameter(contribution, option, schema))))
        .toList();
  }

  /** An option that stands for another parameter is called as that is, and what it says more. */
  private String asParameter(String contribution, Option option, ParameterSchema schema) {
    String here = words.get(contribution + "/" + option.key() + "/label");
    String own = schema.find(option.key()).map(parameter -> parameter.info().label()).orElse(null);
    return here != null && own != null && option.label().startsWith(own)
        ? here + option.label().substring(own.length())
        : option.label();
  }
}
