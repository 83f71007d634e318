package studio.anycost.app.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;

/**
 * The JSON form of a project: version 2, and version 1, which knew no photos. Refusals are
 * IllegalArgumentExceptions with a sentence.
 */
final class ProjectJson {
  private static final String FORMAT = "anycost-project";
  private static final int VERSION = 2;
  private static final String NUMPY_SEED = "numpySeed";
  private static final int MAX_STEPS = 1000;
  private static final int MAX_VALUES = 10_000;
  private static final int MAX_TEXT = 4096;
  private static final int MAX_STYLES = 64;
  private static final int MAX_DIMENSION = 8192;
  private static final int MAX_SIDE = 65_535;
  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{64}");

  private ProjectJson() {}

  /** Reads a file of the first version. */
  static Project readFirst(JsonNode root) {
    requireVersion(root, 1);
    return new Project(document(root), bundleName(root));
  }

  /**
   * Reads the text of a project.
   *
   * @param photos the photos beside it, by path
   */
  static Project read(JsonNode root, Map<String, byte[]> photos) {
    requireVersion(root, VERSION);
    PortraitDocument document = document(root).withRuns(runs(root.path("runs")));
    if (!root.has("source")) {
      if (!photos.isEmpty()) {
        throw refusal("it holds a photo that belongs to nothing.");
      }
      return new Project(document, bundleName(root), keys(root));
    }
    PhotoSource source = source(object(root, "source"), photos);
    return new Project(document.withSource(source), bundleName(root), keys(root));
  }

  /** Files of earlier studios have none. */
  private static List<PortraitDocument> keys(JsonNode root) {
    JsonNode node = root.path("keys");
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > Project.MOST_KEYS) {
      throw refusal("its key frames are no list of at most " + Project.MOST_KEYS + ".");
    }
    List<PortraitDocument> keys = new ArrayList<>();
    for (JsonNode key : node) {
      keys.add(portrait(identity(root), key));
    }
    return keys;
  }

  private static void requireVersion(JsonNode root, int expected) {
    if (!FORMAT.equals(root.path("format").asText())) {
      throw refusal("it does not say that it is an Anycost project.");
    }
    long version = whole(root, "version");
    if (version > VERSION) {
      throw refusal(
          "it was written by a newer studio (format "
              + version
              + ", this one reads "
              + VERSION
              + ").");
    }
    if (version != expected) {
      throw refusal("its format version " + version + " does not exist in this form.");
    }
  }

  private static PortraitDocument document(JsonNode root) {
    return portrait(identity(root), root);
  }

  private static String identity(JsonNode root) {
    String identity = text(object(root, "bundle"), "identity");
    if (!IDENTITY.matcher(identity).matches()) {
      throw refusal("its bundle identity is no SHA-256.");
    }
    return identity;
  }

  private static PortraitDocument portrait(String identity, JsonNode node) {
    return new PortraitDocument(
        identity,
        base(object(node, "base")),
        noise(node.path("noise")),
        recipe(node.path("recipe")));
  }

  private static String bundleName(JsonNode root) {
    return text(object(root, "bundle"), "name");
  }

  /** Where the photo lies; the name leads out of no folder. */
  static Optional<String> photoPath(JsonNode root) {
    if (!root.has("source")) {
      return Optional.empty();
    }
    String path = text(object(root, "source"), "photo");
    if (!ProjectZip.isPhoto(path)) {
      throw refusal("its photo is missing.");
    }
    return Optional.of(path);
  }

  private static PhotoSource source(JsonNode node, Map<String, byte[]> photos) {
    String path = text(node, "photo");
    byte[] bytes = photos.get(path);
    if (bytes == null || photos.size() != 1) {
      throw refusal("its photo is missing.");
    }
    PhotoFile file;
    try {
      file = PhotoFile.wrap(text(node, "name"), bytes);
    } catch (PhotoException e) {
      throw new IllegalArgumentException("its photo cannot be used: " + e.getMessage(), e);
    }
    if (!ProjectZip.path(file).equals(path)) {
      throw refusal("its photo is not the one that was saved.");
    }
    return new PhotoSource(
        file,
        side(node, "width"),
        side(node, "height"),
        alignment(object(node, "alignment")),
        turn(node),
        faces(node.path("faces")));
  }

  private static Alignment alignment(JsonNode square) {
    return new Alignment(
        number(square, "centreX"),
        number(square, "centreY"),
        number(square, "axisX"),
        number(square, "axisY"));
  }

  /** Files of earlier studios turn nothing. */
  private static QuarterTurn turn(JsonNode source) {
    if (!source.has("turn")) {
      return QuarterTurn.NONE;
    }
    long degrees = whole(source, "turn");
    if (degrees < 0 || degrees >= 360 || degrees % 90 != 0) {
      throw refusal("its photo is turned by " + degrees + " degrees instead of quarters.");
    }
    return QuarterTurn.ofDegrees((int) degrees).orElseThrow();
  }

  private static List<Face> faces(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > PhotoSource.MOST_FACES) {
      throw refusal(
          "the faces of its photo are no list of at most " + PhotoSource.MOST_FACES + ".");
    }
    List<Face> faces = new ArrayList<>();
    for (JsonNode face : node) {
      faces.add(
          new Face(
              alignment(object(face, "alignment")),
              number(face, "confidence"),
              face.has("points") ? Optional.of(points(object(face, "points"))) : Optional.empty()));
    }
    return faces;
  }

  private static FacePoints points(JsonNode node) {
    return new FacePoints(
        place(node, "leftEye"),
        place(node, "rightEye"),
        place(node, "leftMouth"),
        place(node, "rightMouth"));
  }

  private static FacePoints.Place place(JsonNode node, String field) {
    JsonNode place = object(node, field);
    return new FacePoints.Place(number(place, "x"), number(place, "y"));
  }

  private static int side(JsonNode node, String field) {
    long value = whole(node, field);
    if (value < 1 || value > MAX_SIDE) {
      throw refusal("its photo has no size.");
    }
    return (int) value;
  }

  static ObjectNode write(Project project) {
    PortraitDocument document = project.document();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.putObject("bundle")
        .put("identity", document.bundleIdentity())
        .put("name", project.bundleName());
    write(root, document);
    document.source().ifPresent(source -> root.set("source", source(source)));
    ArrayNode runs = root.putArray("runs");
    for (ToolStep run : document.runs()) {
      write(runs.addObject().put("tool", run.toolId()), run.values());
    }
    if (!project.keys().isEmpty()) {
      ArrayNode keys = root.putArray("keys");
      project.keys().forEach(key -> write(keys.addObject(), key));
    }
    return root;
  }

  private static void write(ObjectNode node, PortraitDocument portrait) {
    node.set("base", base(portrait.base()));
    if (portrait.noise() instanceof Noise.Seeded seeded) {
      node.putObject("noise").put("seed", seeded.seed());
    } else {
      node.put("noise", portrait.noise() instanceof Noise.None ? "none" : "fixed");
    }
    ArrayNode recipe = node.putArray("recipe");
    for (EditStep step : portrait.recipe().steps()) {
      write(recipe.addObject().put("edit", step.editId()), step.values());
    }
  }

  private static void write(ObjectNode step, StepValues values) {
    ObjectNode node = step.putObject("values");
    values.texts().forEach(node::put);
  }

  private static ObjectNode source(PhotoSource source) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("photo", ProjectZip.path(source.file()))
        .put("name", source.file().name())
        .put("width", source.width())
        .put("height", source.height());
    write(node.putObject("alignment"), source.alignment());
    if (source.turn() != QuarterTurn.NONE) {
      node.put("turn", source.turn().degrees());
    }
    if (!source.faces().isEmpty()) {
      ArrayNode faces = node.putArray("faces");
      for (Face face : source.faces()) {
        ObjectNode each = faces.addObject().put("confidence", face.confidence());
        write(each.putObject("alignment"), face.alignment());
        face.points().ifPresent(points -> write(each.putObject("points"), points));
      }
    }
    return node;
  }

  private static void write(ObjectNode node, Alignment square) {
    node.put("centreX", square.centreX())
        .put("centreY", square.centreY())
        .put("axisX", square.axisX())
        .put("axisY", square.axisY());
  }

  private static void write(ObjectNode node, FacePoints points) {
    write(node, "leftEye", points.leftEye());
    write(node, "rightEye", points.rightEye());
    write(node, "leftMouth", points.leftMouth());
    write(node, "rightMouth", points.rightMouth());
  }

  private static void write(ObjectNode node, String field, FacePoints.Place place) {
    node.putObject(field).put("x", place.x()).put("y", place.y());
  }

  private static ObjectNode base(BaseStyle base) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (base instanceof BaseStyle.Seed seed) {
      // A name of its own: a reader that does not know it must not draw another face.
      node.put(seed.numbers() == SeedNumbers.NUMPY ? NUMPY_SEED : "seed", seed.seed());
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
    if (node.has(NUMPY_SEED)) {
      return new BaseStyle.Seed(whole(node, NUMPY_SEED), psi, SeedNumbers.NUMPY);
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
      steps.add(new EditStep(text(step, "edit"), values(step)));
    }
    return new Recipe(steps);
  }

  private static List<ToolStep> runs(JsonNode node) {
    if (!node.isArray() || node.size() > PortraitDocument.MOST_RUNS) {
      throw refusal("its runs are no list of at most " + PortraitDocument.MOST_RUNS + " tools.");
    }
    List<ToolStep> runs = new ArrayList<>();
    for (JsonNode run : node) {
      runs.add(new ToolStep(text(run, "tool"), values(run)));
    }
    return runs;
  }

  private static StepValues values(JsonNode step) {
    JsonNode values = object(step, "values");
    if (values.size() > MAX_VALUES) {
      throw refusal("a step of it holds more than " + MAX_VALUES + " values.");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    values.properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
    return StepValues.written(texts);
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
