package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
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
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.api.parameter.TextParameter;
import studio.anycost.app.plugin.Tool;

/** Contributions and their parameters as JSON and as lines of text. */
final class ContributionJson {
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
    } else if (parameter instanceof SelectionParameter) {
      return "selection";
    } else if (parameter instanceof TextParameter) {
      return "text";
    }
    throw new IllegalStateException("There is no name for " + parameter.getClass() + ".");
  }

  /** For instance {@code Smiling: number from -1.0 to 1.0}. */
  static String line(Parameter<?> parameter) {
    String range = "";
    if (parameter instanceof NumberParameter number) {
      range =
          String.format(
              Locale.ROOT,
              " from %s to %s",
              number.format(number.minimum()),
              number.format(number.maximum()));
    } else if (parameter instanceof ChoiceParameter choice) {
      range = " of " + keys(choice.options());
    } else if (parameter instanceof SelectionParameter selection
        && !selection.options().isEmpty()) {
      range = " of " + ToolOptions.listed(selection.options());
    }
    String help = parameter.info().help();
    return parameter.key() + ": " + type(parameter) + range + (help.isEmpty() ? "" : ". " + help);
  }
}
