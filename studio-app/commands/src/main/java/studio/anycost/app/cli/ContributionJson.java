package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ColourParameter;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.PointParameter;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.api.parameter.TextParameter;
import studio.anycost.app.plugin.Tool;

/** Contributions and their parameters as JSON and as lines of text. */
final class ContributionJson {
  private static final int MANY = 6;

  private ContributionJson() {}

  static ObjectNode of(Contribution contribution, GeneratorDescription model) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", contribution.info().id());
    node.put("kind", kind(contribution));
    node.put("name", contribution.info().name());
    node.put("description", contribution.info().description());
    ArrayNode parameters = node.putArray("parameters");
    for (Parameter<?> parameter : contribution.parameters(model).parameters()) {
      parameters.add(parameter(parameter));
    }
    return node;
  }

  private static String kind(Contribution contribution) {
    if (contribution instanceof Edit) {
      return "edit";
    }
    return contribution instanceof Tool tool ? tool.kind().noun() : "other";
  }

  private static <T> ObjectNode parameter(Parameter<T> parameter) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("key", parameter.key());
    node.put("label", parameter.info().label());
    node.put("help", parameter.info().help());
    node.put("group", parameter.info().group());
    node.put("type", type(parameter));
    node.put("default", parameter.format(parameter.defaultValue()));
    if (parameter instanceof NumberParameter number) {
      node.put("minimum", number.minimum());
      node.put("maximum", number.maximum());
      if (number.usual().isPresent()) {
        node.put("usualMinimum", number.usualMinimum());
        node.put("usualMaximum", number.usualMaximum());
      }
      node.put("step", number.step());
      node.put("unit", number.unit());
    } else if (parameter instanceof ChoiceParameter choice) {
      ArrayNode options = node.putArray("options");
      choice.options().forEach(option -> options.add(option.key()));
    } else if (parameter instanceof SelectionParameter selection) {
      ArrayNode options = node.putArray("options");
      selection.options().forEach(option -> options.add(option.key()));
    }
    parameter.info().rating().ifPresent(rating -> node.put("rating", rating.value()));
    return node;
  }

  /** For instance {@code -3.0 to 3.0, usually -1.0 to 1.0}. */
  static String range(NumberParameter number) {
    String all = number.format(number.minimum()) + " to " + number.format(number.maximum());
    return number.usual().isEmpty()
        ? all
        : all
            + ", usually "
            + number.format(number.usualMinimum())
            + " to "
            + number.format(number.usualMaximum());
  }

  private static String keys(List<ChoiceParameter.Option> options) {
    return String.join(", ", options.stream().map(ChoiceParameter.Option::key).toList());
  }

  private static String type(Parameter<?> parameter) {
    if (parameter instanceof NumberParameter) {
      return "number";
    } else if (parameter instanceof ChoiceParameter) {
      return "choice";
    } else if (parameter instanceof FlagParameter) {
      return "flag";
    } else if (parameter instanceof ColourParameter) {
      return "colour";
    } else if (parameter instanceof FileParameter) {
      return "file";
    } else if (parameter instanceof PointParameter) {
      return "point";
    } else if (parameter instanceof SeedParameter) {
      return "seed";
    } else if (parameter instanceof SelectionParameter) {
      return "selection";
    } else if (parameter instanceof TextParameter) {
      return "text";
    }
    throw new IllegalStateException("There is no name for " + parameter.getClass() + ".");
  }

  /**
   * Lines that name all parameters. Of many in a row that take the same only the names are told:
   * nobody reads the help of forty sliders one after the other.
   */
  static List<String> lines(List<? extends Parameter<?>> parameters) {
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < parameters.size(); ) {
      String taken = taken(parameters.get(first));
      int end = first + 1;
      while (end < parameters.size() && taken(parameters.get(end)).equals(taken)) {
        end++;
      }
      List<? extends Parameter<?>> alike = parameters.subList(first, end);
      if (alike.size() >= MANY) {
        lines.add(String.join(", ", alike.stream().map(Parameter::key).toList()) + ":");
        lines.add("  each a " + taken + "; --json tells what each does.");
      } else {
        alike.forEach(parameter -> lines.add(line(parameter)));
      }
      first = end;
    }
    return lines;
  }

  /** For instance {@code Smiling: number from -1.0 to 1.0}. */
  static String line(Parameter<?> parameter) {
    String help = parameter.info().help();
    return parameter.key() + ": " + taken(parameter) + (help.isEmpty() ? "" : ". " + help);
  }

  /** For instance {@code number from -1.0 to 1.0}. */
  private static String taken(Parameter<?> parameter) {
    String range = "";
    if (parameter instanceof NumberParameter number) {
      range = " from " + range(number);
    } else if (parameter instanceof ChoiceParameter choice) {
      range = " of " + keys(choice.options());
    } else if (parameter instanceof SelectionParameter selection
        && !selection.options().isEmpty()) {
      range = " of " + ToolOptions.listed(selection.options());
    }
    return type(parameter) + range;
  }
}
