package studio.anycost.app.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.words.Texts;

/**
 * Sub-generators as the published searches write them: {@code {"15G": {"channels": [...], "res":
 * 256, "dist": 0.15, "macs": 1.5e10}}}, the names as somebody chose them, the work by the
 * literature's count.
 */
public final class PublishedCandidates {
  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final int LARGEST = 8 << 20;
  private static final int MOST = 10_000;
  private static final int LONGEST_NAME = 64;
  private static final String CHANNELS = "channels";
  private static final String RESOLUTION = "res";
  private static final String DISTANCE = "dist";
  private static final String MACS = "macs";

  private PublishedCandidates() {}

  /**
   * What a file holds for a model.
   *
   * @param candidates from the least work to the most, none twice: of several entries of the same
   *     widths the first counts
   * @param repeated entries of the same widths as one before
   * @param refused what cannot be used, by the entry's name, and why: a sentence each
   */
  public record Contents(List<Candidate> candidates, int repeated, Map<String, String> refused) {
    public Contents {
      candidates = List.copyOf(candidates);
      refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** How many entries there are. */
    public int entries() {
      return candidates.size() + repeated + refused.size();
    }
  }

  /**
   * Reads a file of which everything is to be used; see {@link #contents}.
   *
   * @return from the least work to the most, none twice
   * @throws IOException with a sentence that names the entry if one is none of this model's
   */
  public static List<Candidate> read(Path file, GeneratorDescription model) throws IOException {
    Contents contents = contents(file, model);
    for (Map.Entry<String, String> refused : contents.refused().entrySet()) {
      throw unusable(file, refused);
    }
    return contents.candidates();
  }

  private static IOException unusable(Path file, Map.Entry<String, String> refused) {
    return new IOException(
        Texts.of(
            "engine.publishedCandidates.inCannotBeUsed",
            refused.getKey(),
            file,
            refused.getValue()));
  }

  /**
   * Reads what a model can use of a file. Channels above a sub-generator's resolution, which
   * published files have, are left out; work is counted anew.
   *
   * @throws IOException with a sentence if it is no such file, or if nothing in it can be used
   */
  public static Contents contents(Path file, GeneratorDescription model) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(SafeFiles.read(file, LARGEST));
    } catch (JsonProcessingException e) {
      throw new IOException(Texts.of("engine.publishedCandidates.notOfASearch", file), e);
    }
    if (!root.isObject() || root.isEmpty() || root.size() > MOST) {
      throw new IOException(Texts.of("engine.publishedCandidates.namesNone", file));
    }
    Map<SubGenerator, Candidate> first = new LinkedHashMap<>();
    Map<String, String> refused = new LinkedHashMap<>();
    int usable = 0;
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      try {
        Candidate candidate = candidate(entry.getValue(), model.channels());
        first.putIfAbsent(candidate.subGenerator(), candidate);
        usable++;
      } catch (IllegalArgumentException e) {
        refused.put(shortened(entry.getKey()), e.getMessage());
      }
    }
    if (first.isEmpty()) {
      throw unusable(file, refused.entrySet().iterator().next());
    }
    List<Candidate> found = new ArrayList<>(first.values());
    found.sort(Comparator.comparingLong(each -> work(each.subGenerator(), model).literature()));
    return new Contents(found, usable - found.size(), refused);
  }

  private static Candidate candidate(JsonNode entry, ChannelTable table) {
    List<Integer> widths = new ArrayList<>();
    for (JsonNode width : entry.path(CHANNELS)) {
      if (!width.isInt()) {
        throw new IllegalArgumentException(Texts.of("engine.publishedCandidates.channelsNotWhole"));
      }
      widths.add(width.intValue());
    }
    if (!entry.path(RESOLUTION).isInt() || !entry.path(DISTANCE).isNumber()) {
      throw new IllegalArgumentException(Texts.of("engine.publishedCandidates.incomplete"));
    }
    SubGenerator subGenerator =
        new SubGenerator(new ChannelConfiguration(widths), entry.path(RESOLUTION).intValue());
    table.require(subGenerator);
    return new Candidate(subGenerator, entry.path(DISTANCE).doubleValue());
  }

  private static String shortened(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME) + "\u2026";
  }

  /**
   * Writes a file, in the order of the list; what is there is replaced.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public static void write(Path file, List<Candidate> candidates, GeneratorDescription model)
      throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Candidate candidate : candidates) {
      MacCount macs = work(candidate.subGenerator(), model);
      ObjectNode node = root.putObject(name(root, macs));
      ArrayNode channels = node.putArray(CHANNELS);
      candidate.subGenerator().channels().widths().forEach(channels::add);
      node.put(RESOLUTION, candidate.subGenerator().resolution());
      node.put(DISTANCE, candidate.distance());
      node.put(MACS, macs.literature());
    }
    SafeFiles.write(file, JSON.writeValueAsBytes(root));
  }

  private static MacCount work(SubGenerator subGenerator, GeneratorDescription model) {
    return MacCount.of(subGenerator, model.styleDimension());
  }

  private static String name(ObjectNode taken, MacCount macs) {
    String name = String.format(Locale.ROOT, "%.3fG", macs.literatureGiga());
    String free = name;
    for (int number = 2; taken.has(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }
}
