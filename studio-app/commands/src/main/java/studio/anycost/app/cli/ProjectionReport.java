package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.Faithfulness;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.portrait.Difference;

/**
 * How faithful the projections of photos are, as text for people and as JSON. One thread at a time.
 */
final class ProjectionReport {
  private static final int LIMIT = 64 << 20;
  private static final ObjectMapper JSON =
      StrictJson.mapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What became of a photo.
   *
   * @param seconds that its projection took; empty if an earlier command made it
   */
  private record Entry(
      String photo, String file, OptionalDouble seconds, Faithfulness faithfulness) {}

  private final GeneratorDescription model;
  private final String perceptual;
  private final List<SubGenerator> subGenerators;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * @param perceptual what the perceptual distance is measured by, for people
   * @param subGenerators that are compared
   */
  ProjectionReport(
      GeneratorDescription model, String perceptual, List<SubGenerator> subGenerators) {
    this.model = model;
    this.perceptual = perceptual;
    this.subGenerators = subGenerators;
  }

  void add(Path photo, Path file, OptionalDouble seconds, Faithfulness faithfulness) {
    entries.put(
        photo.toString(), new Entry(photo.toString(), file.toString(), seconds, faithfulness));
  }

  void fail(Path photo, String sentence) {
    failures.put(photo.toString(), sentence);
  }

  /** One line for each photo, and a table of the means if there are several photos. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Entry entry : entries.values()) {
      Difference difference = entry.faithfulness().fullVsPhoto();
      lines.add(
          String.format(Locale.ROOT, "%s: perceptual %.3f", entry.photo(), difference.perceptual())
              + (difference.identity().isPresent()
                  ? String.format(
                      Locale.ROOT, ", same person %.2f", difference.identity().getAsDouble())
                  : ", no face to compare")
              + (entry.seconds().isPresent()
                  ? String.format(Locale.ROOT, ", %.1f s", entry.seconds().getAsDouble())
                  : ""));
    }
    if (entries.size() > 1 || !subGenerators.isEmpty() && !entries.isEmpty()) {
      Faithfulness mean = mean();
      lines.add(
          (entries.size() > 1 ? "mean of " + entries.size() + " portraits" : "")
              + (entries.size() > 1 && !subGenerators.isEmpty() ? ", " : "")
              + (subGenerators.isEmpty() ? "" : "sub = " + subGenerators.size() + " sub-generators")
              + ":");
      lines.add("                 L1      MSE     perceptual  same person");
      lines.add(row("full vs photo", mean.fullVsPhoto()));
      mean.subVsPhoto().ifPresent(difference -> lines.add(row("sub vs photo", difference)));
      mean.subVsFull().ifPresent(difference -> lines.add(row("sub vs full", difference)));
    }
    return lines;
  }

  private static String row(String name, Difference difference) {
    return String.format(
        Locale.ROOT,
        "%-16s %.4f  %.4f  %.4f      %s",
        name,
        difference.l1(),
        difference.mse(),
        difference.perceptual(),
        difference.identity().isPresent()
            ? String.format(Locale.ROOT, "%.3f", difference.identity().getAsDouble())
            : "-");
  }

  private Faithfulness mean() {
    return Faithfulness.over(entries.values().stream().map(Entry::faithfulness).toList());
  }

  /**
   * Writes everything as JSON, in one step.
   *
   * @throws IOException with a sentence if that is not possible
   */
  void write(Path file) throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("model", model.name()).put("identity", model.identity());
    root.put("perceptual", perceptual);
    ArrayNode subs = root.putArray("subGenerators");
    subGenerators.forEach(each -> put(subs.addObject(), each));
    ArrayNode photos = root.putArray("photos");
    for (Entry entry : entries.values()) {
      ObjectNode node = photos.addObject();
      node.put("photo", entry.photo()).put("file", entry.file());
      entry.seconds().ifPresent(seconds -> node.put("seconds", rounded(seconds, 1000)));
      put(node, entry.faithfulness());
    }
    ArrayNode failed = root.putArray("failures");
    failures.forEach((photo, why) -> failed.addObject().put("photo", photo).put("error", why));
    if (!entries.isEmpty()) {
      put(root.putObject("mean"), mean());
    }
    SafeFiles.write(file, JSON.writeValueAsBytes(root));
  }

  private static void put(ObjectNode node, SubGenerator subGenerator) {
    node.put("resolution", subGenerator.resolution());
    ArrayNode channels = node.putArray("channels");
    subGenerator.channels().widths().forEach(channels::add);
  }

  private static void put(ObjectNode node, Faithfulness faithfulness) {
    put(node.putObject("fullVsPhoto"), faithfulness.fullVsPhoto());
    faithfulness
        .subVsPhoto()
        .ifPresent(difference -> put(node.putObject("subVsPhoto"), difference));
    faithfulness.subVsFull().ifPresent(difference -> put(node.putObject("subVsFull"), difference));
  }

  private static void put(ObjectNode node, Difference difference) {
    node.put("l1", rounded(difference.l1(), 1e6))
        .put("mse", rounded(difference.mse(), 1e6))
        .put("perceptual", rounded(difference.perceptual(), 1e6));
    difference.identity().ifPresent(identity -> node.put("identity", rounded(identity, 1e6)));
  }

  private static double rounded(double value, double steps) {
    return Math.rint(value * steps) / steps;
  }

  /**
   * What an earlier command measured of a portrait that is still there: taken over instead of being
   * measured again.
   *
   * @param earlier the report that is there; see {@link #read}
   * @return whether there was something to take
   */
  boolean take(JsonNode earlier, Path photo, Path file) {
    for (JsonNode node : earlier.path("photos")) {
      if (node.path("photo").asText().equals(photo.toString())
          && node.path("file").asText().equals(file.toString())) {
        try {
          Optional<Difference> sub = difference(node.path("subVsPhoto"));
          if (sub.isEmpty() != subGenerators.isEmpty()) {
            return false;
          }
          JsonNode seconds = node.path("seconds");
          add(
              photo,
              file,
              seconds.isNumber()
                  ? OptionalDouble.of(seconds.doubleValue())
                  : OptionalDouble.empty(),
              new Faithfulness(
                  difference(node.path("fullVsPhoto")).orElseThrow(),
                  sub,
                  difference(node.path("subVsFull"))));
          return true;
        } catch (RuntimeException e) {
          return false; // somebody else's; it is measured again
        }
      }
    }
    return false;
  }

  private static Optional<Difference> difference(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new Difference(
                number(node, "l1"),
                number(node, "mse"),
                number(node, "perceptual"),
                node.has("identity")
                    ? OptionalDouble.of(number(node, "identity"))
                    : OptionalDouble.empty()))
        : Optional.empty();
  }

  private static double number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(name + " is no number.");
    }
    return value.doubleValue();
  }

  /** The report of an earlier command on the same model; an empty one if there is none. */
  JsonNode read(Path file) {
    JsonNode none = JsonNodeFactory.instance.objectNode();
    if (!Files.isRegularFile(file)) {
      return none;
    }
    try {
      JsonNode root = JSON.readTree(SafeFiles.read(file, LIMIT));
      boolean same =
          root.path("identity").asText().equals(model.identity())
              && root.path("perceptual").asText().equals(perceptual);
      return same ? root : none;
    } catch (IOException e) {
      return none;
    }
  }
}
