package studio.anycost.app.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;

/**
 * The sub-generators that searches found on this machine: a folder with one file for each model,
 * which holds what the last search found. Safe to use from any thread; reads and writes files.
 */
public final class CandidateLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(CandidateLibrary.class);
  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final String FORMAT = "anycost-candidates";
  private static final int VERSION = 1;
  private static final int LIMIT = 8 << 20;

  private final Path folder;

  /**
   * @param folder made when the first search is kept
   */
  public CandidateLibrary(Path folder) {
    this.folder = folder;
  }

  private record Document(String format, int version, List<Entry> candidates) {}

  /**
   * @param difference null if it was never measured
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Entry(int resolution, List<Integer> channels, double distance, Double difference) {
    Candidate candidate() {
      return new Candidate(
          new SubGenerator(new ChannelConfiguration(channels), resolution), distance);
    }
  }

  /** What the last search found for a model; empty if there was none, or its file is damaged. */
  public synchronized List<Candidate> found(GeneratorDescription model) {
    return entries(model).stream().map(Entry::candidate).toList();
  }

  /**
   * How much those that were found differ from the full generator, in the measure of {@link
   * studio.anycost.models.bundle.Consistency}, where that is known.
   */
  public synchronized Map<SubGenerator, Double> differences(GeneratorDescription model) {
    Map<SubGenerator, Double> differences = new HashMap<>();
    for (Entry entry : entries(model)) {
      if (entry.difference() != null) {
        differences.put(entry.candidate().subGenerator(), entry.difference());
      }
    }
    return differences;
  }

  /** Why what a search had found for a model is not used, one sentence; empty if it is. */
  public synchronized Optional<String> problem(GeneratorDescription model) {
    try {
      stored(model);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "What a search had found is not used: "
              + file(model)
              + " is damaged; search again, or move the file away.");
    }
  }

  private List<Entry> entries(GeneratorDescription model) {
    try {
      return stored(model);
    } catch (IOException | RuntimeException e) {
      LOG.warn("What a search had found is not used: {} is damaged.", file(model), e);
      return List.of();
    }
  }

  private List<Entry> stored(GeneratorDescription model) throws IOException {
    Path file = file(model);
    return Files.exists(file) ? read(SafeFiles.read(file, LIMIT), model) : List.of();
  }

  private static List<Entry> read(byte[] bytes, GeneratorDescription model) throws IOException {
    Document document = JSON.readValue(bytes, Document.class);
    if (!FORMAT.equals(document.format()) || document.version() != VERSION) {
      throw new IOException("It does not hold candidates of version " + VERSION + ".");
    }
    for (Entry entry : document.candidates()) {
      model.channels().require(entry.candidate().subGenerator());
      if (entry.difference() != null && !(entry.difference() >= 0)) {
        throw new IOException("A difference is at least 0, not " + entry.difference() + ".");
      }
    }
    return document.candidates();
  }

  /**
   * Keeps what a search found, in the place of what the one before found.
   *
   * @param differences of those of which they were measured
   * @throws IOException with a sentence if it cannot be kept
   */
  public synchronized void keep(
      GeneratorDescription model, List<Candidate> found, Map<SubGenerator, Double> differences)
      throws IOException {
    List<Entry> entries =
        found.stream()
            .map(
                each ->
                    new Entry(
                        each.subGenerator().resolution(),
                        each.subGenerator().channels().widths(),
                        each.distance(),
                        differences.get(each.subGenerator())))
            .toList();
    byte[] bytes = JSON.writeValueAsBytes(new Document(FORMAT, VERSION, entries));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("The folder " + folder + " cannot be made.", e);
    }
    SafeFiles.write(file(model), bytes);
  }

  private Path file(GeneratorDescription model) {
    return folder.resolve(Identities.require(model) + ".json");
  }
}
