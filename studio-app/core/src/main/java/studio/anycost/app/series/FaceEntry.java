package studio.anycost.app.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The squares of one photo's faces in a folder.
 *
 * @param name what their files begin with
 * @param photo the name of the photo's file
 * @param sha256 of the photo's bytes, hexadecimal
 * @param count how many faces were found
 * @param written those of them, from 1 on, whose squares were written
 */
public record FaceEntry(
    String name,
    String photo,
    String sha256,
    FaceSettings settings,
    int count,
    SortedSet<Integer> written) {
  private static final int MOST_FACES = 10_000;

  public FaceEntry {
    Objects.requireNonNull(name);
    Objects.requireNonNull(photo);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(settings);
    written = new TreeSet<>(written);
    if (count < 1
        || count > MOST_FACES
        || !written.isEmpty() && (written.first() < 1 || written.last() > count)) {
      throw new IllegalArgumentException("These are no faces of one photo.");
    }
  }

  /** The file of a face, from 1 on. */
  public static Path file(Path folder, String name, int number) {
    return folder.resolve(fileName(name, number));
  }

  private static String fileName(String name, int number) {
    return name + "-face" + number + ".png";
  }

  /** Whether the square of a face was written, and its file is whole. */
  public boolean holds(Path folder, int number) {
    return written.contains(number) && WholeFile.isThere(file(folder, name, number));
  }

  /** Whether the squares of all faces were written, and their files are whole. */
  public boolean holdsAll(Path folder) {
    return IntStream.rangeClosed(1, count).allMatch(number -> holds(folder, number));
  }

  /** As a line of the listing. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", name).put("photo", photo).put("sha256", sha256);
    node.put("tool", settings.tool());
    ObjectNode values = node.putObject("values");
    new TreeMap<>(settings.values()).forEach(values::put);
    node.put("size", settings.size()).put("rotate", settings.turn()).put("faces", count);
    ArrayNode files = node.putArray("files");
    written.forEach(number -> files.add(fileName(name, number)));
    return node;
  }

  /**
   * The entry of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static FaceEntry of(JsonNode node) {
    String name = text(node, "name");
    int count = number(node, "faces");
    Map<String, String> values = new HashMap<>();
    node.path("values").fieldNames().forEachRemaining(key -> values.put(key, ""));
    values.replaceAll((key, nothing) -> text(node.path("values"), key));
    SortedSet<Integer> written = new TreeSet<>();
    for (JsonNode file : node.path("files")) {
      // No path is taken from a file: its name follows from what is known.
      String beginning = name + "-face";
      String text = file.asText();
      if (!text.startsWith(beginning) || !text.endsWith(".png")) {
        throw new IllegalArgumentException("This is no square of the photo.");
      }
      int number = Integer.parseInt(text.substring(beginning.length(), text.length() - 4));
      written.add(number);
    }
    return new FaceEntry(
        name,
        text(node, "photo"),
        text(node, "sha256"),
        new FaceSettings(text(node, "tool"), values, number(node, "size"), number(node, "rotate")),
        count,
        written);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is no text.");
    }
    return value.textValue();
  }

  private static int number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.canConvertToInt()) {
      throw new IllegalArgumentException(name + " is no number.");
    }
    return value.intValue();
  }
}
