package studio.anycost.app.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.words.Texts;
import studio.anycost.models.bundle.KeptSubGenerator;

/**
 * The sub-generators that are kept on this machine: a folder with one file for each model, which
 * holds what the last search found, or what a person has kept of it. Safe to use from any thread;
 * reads and writes files.
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
    static Entry of(KeptSubGenerator kept) {
      SubGenerator subGenerator = kept.candidate().subGenerator();
      return new Entry(
          subGenerator.resolution(),
          subGenerator.channels().widths(),
          kept.candidate().distance(),
          kept.difference().isPresent() ? (Double) kept.difference().getAsDouble() : null);
    }

    KeptSubGenerator kept() {
      return new KeptSubGenerator(
          new Candidate(new SubGenerator(new ChannelConfiguration(channels), resolution), distance),
          difference == null ? OptionalDouble.empty() : OptionalDouble.of(difference));
    }
  }

  /** What is kept for a model, which may be nothing; empty if there is no file that can be used. */
  public synchronized Optional<List<KeptSubGenerator>> found(GeneratorDescription model) {
    try {
      return stored(model);
    } catch (IOException | RuntimeException e) {
      LOG.warn("What a search had found is not used: {} is damaged.", file(model), e);
      return Optional.empty();
    }
  }

  /** Why what a search had found for a model is not used, one sentence; empty if it is. */
  public synchronized Optional<String> problem(GeneratorDescription model) {
    try {
      stored(model);
      return Optional.empty();
    } catch (NewerFileException e) {
      return Optional.of(e.getMessage());
    } catch (IOException | RuntimeException e) {
      return Optional.of(Texts.of("engine.candidateLibrary.whatASearchHad", file(model)));
    }
  }

  private Optional<List<KeptSubGenerator>> stored(GeneratorDescription model) throws IOException {
    Path file = file(model);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = SafeFiles.read(file, LIMIT);
    checkVersion(file, bytes);
    return Optional.of(read(bytes, model));
  }

  private static void checkVersion(Path file, byte[] bytes) throws IOException {
    JsonNode root = JSON.readTree(bytes);
    if (FORMAT.equals(root.path("format").asText())) {
      NewerFileException.check(file, root, VERSION, Set.of("format", "candidates"));
    }
  }

  private static List<KeptSubGenerator> read(byte[] bytes, GeneratorDescription model)
      throws IOException {
    Document document = JSON.readValue(bytes, Document.class);
    if (!FORMAT.equals(document.format()) || document.version() != VERSION) {
      throw new IOException("It does not hold candidates of version " + VERSION + ".");
    }
    List<KeptSubGenerator> kept = document.candidates().stream().map(Entry::kept).toList();
    kept.forEach(each -> model.channels().require(each.candidate().subGenerator()));
    return kept;
  }

  /**
   * Keeps these for a model, in the place of those before.
   *
   * @throws IOException with a sentence if they cannot be kept, or a newer studio wrote the file
   */
  public synchronized void keep(GeneratorDescription model, List<KeptSubGenerator> found)
      throws IOException {
    List<Entry> entries = found.stream().map(Entry::of).toList();
    byte[] bytes = JSON.writeValueAsBytes(new Document(FORMAT, VERSION, entries));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(Texts.of("engine.candidateLibrary.theFolderCannotBe", folder), e);
    }
    Path file = file(model);
    requireMine(file);
    SafeFiles.write(file, bytes);
  }

  /** What a newer studio found is not written over; what is damaged is. */
  private static void requireMine(Path file) throws IOException {
    if (Files.exists(file)) {
      try {
        checkVersion(file, SafeFiles.read(file, LIMIT));
      } catch (NewerFileException e) {
        throw e;
      } catch (IOException e) {
        LOG.info("{} is written anew.", file, e);
      }
    }
  }

  /**
   * Keeps nothing for a model any more, not even that there is nothing.
   *
   * @throws IOException with a sentence if its file cannot be deleted
   */
  public synchronized void forget(GeneratorDescription model) throws IOException {
    Path file = file(model);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IOException(Texts.of("engine.candidateLibrary.theFileCannotBe", file), e);
    }
  }

  private Path file(GeneratorDescription model) {
    return folder.resolve(Identities.require(model) + ".json");
  }
}
