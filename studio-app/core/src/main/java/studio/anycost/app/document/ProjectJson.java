package studio.anycost.app.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;

/**
 * The JSON form of a project, version 1. Refusals are IllegalArgumentExceptions with a sentence.
 */
final class ProjectJson {
  private static final String FORMAT = "anycost-project";
  private static final int VERSION = 1;
  private static final int MAX_STEPS = 1000;
  private static final int MAX_VALUES = 10_000;
  private static final int MAX_TEXT = 4096;
  private static final int MAX_STYLES = 64;
  private static final int MAX_DIMENSION = 8192;
  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{64}");

  private ProjectJson() {}

  static Project read(JsonNode root) {
    if (!FORMAT.equals(root.path("format").asText())) {
      throw refusal("it does not say that it is an Anycost project.");
    }
    long version = whole(root, "version");
    if (version != VERSION) {
      throw refusal(
          version > VERSION
              ? "it was written by a newer studio (format "
                  + version
                  + ", this one reads "
                  + VERSION
                  + ")."
              : "its format version " + version + " does not exist.");
    }
    JsonNode bundle = object(root, "bundle");
    String identity = text(bundle, "identity");
    if (!IDENTITY.matcher(identity).matches()) {
      throw refusal("its bundle identity is no SHA-256.");
    }
    PortraitDocument document =
        new PortraitDocument(
            identity,
            base(object(root, "base")),
            noise(root.path("noise")),
            recipe(root.path("recipe")));
    return new Project(document, text(bundle, "name"));
  }

  static ObjectNode write(Project project) {
    PortraitDocument document = project.document();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.putObject("bundle")
        .put("identity", document.bundleIdentity())
        .put("name", project.bundleName());
    root.set("base", base(document.base()));
    if (document.noise() instanceof Noise.Seeded seeded) {
      root.putObject("noise").put("seed", seeded.seed());
    } else {
      root.put("noise", document.noise() instanceof Noise.None ? "none" : "fixed");
    }
    ArrayNode recipe = root.putArray("recipe");
    for (EditStep step : document.recipe().steps()) {
      ObjectNode node = recipe.addObject().put("edit", step.editId());
      ObjectNode values = node.putObject("values");
      step.values().texts().forEach(values::put);
    }
    return root;
  }

  private static ObjectNode base(BaseStyle base) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (base instanceof BaseStyle.Seed seed) {
      node.put("seed", seed.seed());
    } else if (base instanceof BaseStyle.Given given) {
      node.put("source", given.source());
      node.put("styles", given.code().count());
      node.put("dimension", given.code().dimension());
      ArrayNode values = node.putArray("values");
      for (float value : given.code().toArray()) {
        values.add(value);
      }
    }
    return node.put("psi", base.psi());
  }

  private static BaseStyle base(JsonNode node) {
    double psi = number(node, "psi");
    if (node.has("seed")) {
      return new BaseStyle.Seed(whole(node, "seed"), psi);
    }
    long styles = whole(node, "styles");
    long dimension = whole(node, "dimension");
    JsonNode values = node.path("values");
    if (styles < 1 || styles > MAX_STYLES || dimension < 1 || dimension > MAX_DIMENSION) {
      throw refusal("its style code claims " + styles + " styles of " + dimension + " values.");
    }
    if (!values.isArray() || values.size() != styles * dimension) {
      throw refusal("its style code does not hold the values that it claims.");
    }
    float[] data = new float[values.size()];
    for (int i = 0; i < data.length; i++) {
      JsonNode value = values.get(i);
      if (!value.isNumber()) {
        throw refusal("its style code holds something that is no number.");
      }
      data[i] = value.floatValue();
    }
    return new BaseStyle.Given(
        StyleCode.of((int) styles, (int) dimension, data), psi, text(node, "source"));
  }

  private static Noise noise(JsonNode node) {
    if (node.isObject()) {
      return Noise.seeded(whole(node, "seed"));
    }
    return switch (node.asText()) {
      case "fixed" -> Noise.FIXED;
      case "none" -> Noise.NONE;
      default -> throw refusal("its noise is neither \"fixed\", \"none\" nor a seed.");
    };
  }

  private static Recipe recipe(JsonNode node) {
    if (!node.isArray() || node.size() > MAX_STEPS) {
      throw refusal("its recipe is no list of at most " + MAX_STEPS + " steps.");
    }
    List<EditStep> steps = new ArrayList<>();
    for (JsonNode step : node) {
      JsonNode values = object(step, "values");
      if (values.size() > MAX_VALUES) {
        throw refusal("a step of its recipe holds more than " + MAX_VALUES + " values.");
      }
      Map<String, String> texts = new LinkedHashMap<>();
      values.properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
      steps.add(EditStep.written(text(step, "edit"), texts));
    }
    return new Recipe(steps);
  }

  private static JsonNode object(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isObject()) {
      throw refusal("the part \"" + field + "\" is missing.");
    }
    return node;
  }

  private static String text(JsonNode parent, String field) {
    if (!parent.path(field).isTextual()) {
      throw refusal("the text \"" + field + "\" is missing.");
    }
    return text(parent.path(field));
  }

  private static String text(JsonNode node) {
    if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
      throw refusal("it holds something else where a short text belongs.");
    }
    return node.textValue();
  }

  private static long whole(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw refusal("the whole number \"" + field + "\" is missing.");
    }
    return node.longValue();
  }

  private static double number(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isNumber()) {
      throw refusal("the number \"" + field + "\" is missing.");
    }
    return node.doubleValue();
  }

  private static IllegalArgumentException refusal(String sentence) {
    return new IllegalArgumentException(sentence);
  }
}
