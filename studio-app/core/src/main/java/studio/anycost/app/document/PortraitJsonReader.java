package studio.anycost.app.document;

import static studio.anycost.app.document.JsonParts.index;
import static studio.anycost.app.document.JsonParts.number;
import static studio.anycost.app.document.JsonParts.object;
import static studio.anycost.app.document.JsonParts.refusal;
import static studio.anycost.app.document.JsonParts.shortText;
import static studio.anycost.app.document.JsonParts.text;
import static studio.anycost.app.document.JsonParts.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.words.Texts;

/** Reads the portraits of one project, of any version. */
final class PortraitJsonReader {
  static final String NUMPY_SEED = "numpySeed";

  private static final int MAX_SHARED = 1000;
  private static final int MAX_STEPS = 1000;
  private static final int MAX_VALUES = 10_000;
  private static final int MAX_STYLES = 64;
  private static final int MAX_DIMENSION = 8192;

  private final String identity;
  private final SourceJson.Photos photos;
  private final List<StyleCode> codes = new ArrayList<>();
  private final List<PhotoSource> sources = new ArrayList<>();

  /**
   * @param root with what the portraits share; files of the first versions share nothing
   */
  PortraitJsonReader(String identity, JsonNode root, SourceJson.Photos photos) {
    this.identity = identity;
    this.photos = photos;
    for (JsonNode code :
        JsonParts.list(
            root, "codes", MAX_SHARED, Texts.of("document.portraitJsonReader.styleCodes"))) {
      codes.add(code(code));
    }
    for (JsonNode source :
        JsonParts.list(
            root, "sources", MAX_SHARED, Texts.of("document.portraitJsonReader.photos"))) {
      sources.add(SourceJson.read(source, photos));
    }
  }

  PortraitDocument read(JsonNode node) {
    PortraitDocument portrait =
        new PortraitDocument(
                identity,
                base(object(node, "base")),
                noise(node.path("noise")),
                recipe(node.path("recipe")))
            .withRuns(runs(node));
    return node.has("source") ? portrait.withSource(source(node)) : portrait;
  }

  private PhotoSource source(JsonNode node) {
    return node.path("source").isObject() // before version 3
        ? SourceJson.read(node.path("source"), photos)
        : sources.get(index(node, "source", sources.size()));
  }

  private BaseStyle base(JsonNode node) {
    double psi = number(node, "psi");
    if (node.has("seed")) {
      return new BaseStyle.Seed(whole(node, "seed"), psi);
    }
    if (node.has(NUMPY_SEED)) {
      return new BaseStyle.Seed(whole(node, NUMPY_SEED), psi, SeedNumbers.NUMPY);
    }
    StyleCode code =
        node.has("code")
            ? codes.get(index(node, "code", codes.size()))
            : code(node); // before version 3
    return new BaseStyle.Given(code, psi, text(node, "source"));
  }

  private static StyleCode code(JsonNode node) {
    long styles = whole(node, "styles");
    long dimension = whole(node, "dimension");
    JsonNode values = node.path("values");
    if (styles < 1 || styles > MAX_STYLES || dimension < 1 || dimension > MAX_DIMENSION) {
      throw refusal(Texts.of("document.portraitJsonReader.itsStyleCodeClaims", styles, dimension));
    }
    if (!values.isArray() || values.size() != styles * dimension) {
      throw refusal(Texts.of("document.portraitJsonReader.itsStyleCodeDoes"));
    }
    float[] data = new float[values.size()];
    for (int i = 0; i < data.length; i++) {
      JsonNode value = values.get(i);
      if (!value.isNumber()) {
        throw refusal(Texts.of("document.portraitJsonReader.itsStyleCodeHolds"));
      }
      data[i] = value.floatValue();
    }
    return StyleCode.of((int) styles, (int) dimension, data);
  }

  private static Noise noise(JsonNode node) {
    if (node.isObject()) {
      return Noise.seeded(whole(node, "seed"));
    }
    return switch (node.asText()) {
      case "fixed" -> Noise.FIXED;
      case "none" -> Noise.NONE;
      default -> throw refusal(Texts.of("document.portraitJsonReader.itsNoiseIsNeither"));
    };
  }

  /** Reads the edits of a portrait, or of a preset. */
  static Recipe recipe(JsonNode node) {
    if (!node.isArray() || node.size() > MAX_STEPS) {
      throw refusal(Texts.of("document.portraitJsonReader.itsRecipeIsNo", MAX_STEPS));
    }
    List<EditStep> steps = new ArrayList<>();
    for (JsonNode step : node) {
      steps.add(new EditStep(text(step, "edit"), values(step)));
    }
    return new Recipe(steps);
  }

  private static List<ToolStep> runs(JsonNode node) {
    List<ToolStep> runs = new ArrayList<>();
    for (JsonNode run :
        JsonParts.list(
            node,
            "runs",
            PortraitDocument.MOST_RUNS,
            Texts.of("document.portraitJsonReader.runs"))) {
      runs.add(new ToolStep(text(run, "tool"), values(run)));
    }
    return runs;
  }

  private static StepValues values(JsonNode step) {
    JsonNode values = object(step, "values");
    if (values.size() > MAX_VALUES) {
      throw refusal(Texts.of("document.portraitJsonReader.aStepOfIt", MAX_VALUES));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    values
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), shortText(entry.getValue(), entry.getKey())));
    return StepValues.written(texts);
  }
}
