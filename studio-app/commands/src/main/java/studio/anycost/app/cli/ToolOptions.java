package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;

/**
 * Options of the command line made from the parameters that a plugin declares: {@code --key VALUE},
 * for a flag also {@code --key} and {@code --no-key} alone.
 */
final class ToolOptions {
  private static final int MOST_LISTED = 60;
  private static final String NO = "--no-";

  private ToolOptions() {}

  /**
   * Adds an option for every parameter.
   *
   * @param spec of the command; its own options keep their names, and a parameter of the same name
   *     is {@code --tool.key}
   */
  static void addTo(CommandSpec spec, ParameterSchema schema) {
    schema.parameters().forEach(parameter -> add(spec, parameter));
  }

  /**
   * The same for a second tool: an option that is there already counts for both, or, if it is the
   * command's own, for the command alone.
   */
  static void addMissing(CommandSpec spec, ParameterSchema schema) {
    for (Parameter<?> parameter : schema.parameters()) {
      if (spec.findOption("--" + parameter.key()) == null) {
        add(spec, parameter);
      }
    }
  }

  /**
   * Whether an option was given for one of the parameters of a second tool that the first does not
   * have.
   */
  static boolean areGiven(ParseResult parsed, ParameterSchema second, ParameterSchema first) {
    return parsed.matchedOptions().stream()
        .map(OptionSpec::userObject)
        .filter(Parameter.class::isInstance)
        .map(parameter -> ((Parameter<?>) parameter).key())
        .anyMatch(key -> second.find(key).isPresent() && first.find(key).isEmpty());
  }

  private static void add(CommandSpec spec, Parameter<?> parameter) {
    OptionSpec.Builder option =
        OptionSpec.builder(name(spec, parameter))
            .type(String.class)
            .paramLabel(label(parameter))
            .description(description(parameter))
            .userObject(parameter);
    if (parameter instanceof FlagParameter) {
      option.arity("0..1").fallbackValue("true");
    } else {
      option.arity("1");
    }
    spec.addOption(option.build());
    if (parameter instanceof FlagParameter) {
      addOff(spec, parameter);
    }
  }

  /** {@code --no-key} is {@code --key off}, unless something else is called so. */
  private static void addOff(CommandSpec spec, Parameter<?> flag) {
    String name = NO + flag.key();
    if (spec.findOption(name) == null) {
      spec.addOption(
          OptionSpec.builder(name)
              .type(boolean.class)
              .arity("0")
              .hidden(true)
              .userObject(flag)
              .build());
    }
  }

  /**
   * The values that were given for a tool.
   *
   * @param start what holds where nothing is given
   * @throws InputException with a sentence that names the parameter and what it takes
   */
  static ParameterValues values(ParseResult parsed, ParameterValues start) throws InputException {
    ParameterValues values = start;
    for (OptionSpec option : parsed.matchedOptions()) {
      if (option.userObject() instanceof Parameter<?> parameter
          && start.schema().find(parameter.key()).isPresent()) {
        try {
          // The only option without a value is the one that switches a flag off.
          String text = option.type() == boolean.class ? "off" : option.getValue();
          values = values.withText(parameter.key(), text);
          requireSome(option, parameter, values, start);
        } catch (ParameterException e) {
          throw new InputException(e.keyed(), e);
        }
      }
    }
    return values;
  }

  /** The files that are among the values of a tool. */
  static List<Path> files(ParameterValues values) {
    return values.schema().parameters().stream()
        .filter(FileParameter.class::isInstance)
        .flatMap(parameter -> values.file(parameter.key()).stream())
        .toList();
  }

  /**
   * Whoever writes a list with nothing in it, which may be all that a shell made of a variable,
   * does not mean what leaving the option out means.
   */
  private static void requireSome(
      OptionSpec option, Parameter<?> parameter, ParameterValues values, ParameterValues start)
      throws InputException {
    if (parameter instanceof SelectionParameter selection
        && values.get(selection).isEmpty()
        && start.get(selection).isEmpty()) {
      throw new InputException(
          option.longestName() + " names nothing: name some, or leave it out.");
    }
  }

  private static String name(CommandSpec spec, Parameter<?> parameter) {
    String name = "--" + parameter.key();
    return spec.findOption(name) == null ? name : "--tool." + parameter.key();
  }

  private static String label(Parameter<?> parameter) {
    if (parameter instanceof NumberParameter number) {
      return number.isWhole() ? "N" : "X";
    }
    if (parameter instanceof SeedParameter) {
      return "N";
    }
    if (parameter instanceof SelectionParameter) {
      return "A,B";
    }
    return parameter instanceof ChoiceParameter ? "WHICH" : "VALUE";
  }

  private static <T> String[] description(Parameter<T> parameter) {
    List<String> sentences = new ArrayList<>();
    String help = parameter.info().help();
    sentences.add(stopped(help.isEmpty() ? parameter.info().label() : help));
    if (parameter instanceof NumberParameter number) {
      String unit = number.unit().isEmpty() ? "" : " " + number.unit();
      sentences.add(ContributionJson.range(number) + unit + ".");
    } else if (parameter instanceof ChoiceParameter choice) {
      sentences.add(
          String.join(", ", choice.options().stream().map(ChoiceParameter.Option::key).toList())
              + ".");
    } else if (parameter instanceof SelectionParameter selection) {
      sentences.add("Some of " + listed(selection.options()) + ", with commas between.");
    }
    if (parameter instanceof FlagParameter) {
      sentences.add(NO + parameter.key() + " switches it off.");
    }
    String start = parameter.format(parameter.defaultValue());
    if (!start.isEmpty()) {
      sentences.add("Default: " + start + ".");
    }
    // picocli would read % and @ in a plugin's own words as instructions
    return new String[] {String.join(" ", sentences).replace("%", "%%").replace("@|", "@ |")};
  }

  /** All keys, or the first and the last of very many. */
  static String listed(List<ChoiceParameter.Option> options) {
    List<String> keys = options.stream().map(ChoiceParameter.Option::key).toList();
    return keys.size() <= MOST_LISTED
        ? String.join(", ", keys)
        : keys.get(0) + ", " + keys.get(1) + " ... " + keys.get(keys.size() - 1);
  }

  private static String stopped(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
  }
}
