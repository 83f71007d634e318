package studio.anycost.app.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.SharedFile;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.words.Texts;

/**
 * The preferences and their file. Safe to use from any thread.
 *
 * <p>A file that cannot be read never keeps the studio from starting: it is kept aside with the
 * ending {@code .bad}, the defaults are used, and {@link #problem} says so. One of a newer studio
 * stays as it is, and changes hold until this one ends; fields that are not known are kept.
 */
public final class PreferenceStore {
  private static final Logger LOG = LoggerFactory.getLogger(PreferenceStore.class);
  private static final int LIMIT = 256 << 10;

  private static final ObjectMapper JSON =
      StrictJson.mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path file;
  private final Optional<String> problem;
  private Preferences current;

  /** Whether the file has all that was changed here. */
  private boolean written = true;

  /** Reads the file, or starts with the defaults if there is none. */
  public PreferenceStore(Path file) {
    this.file = file;
    Preferences read = Preferences.DEFAULTS;
    Optional<String> trouble = Optional.empty();
    if (Files.exists(file)) {
      try {
        read = read(file);
      } catch (NewerFileException e) {
        LOG.warn("The preferences are those of a newer studio", e);
        trouble = Optional.of(e.getMessage());
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("The preferences in {} cannot be used", file, e);
        trouble = Optional.of(keepAside());
      }
    }
    this.current = read;
    this.problem = trouble;
  }

  /**
   * What a file says, for somebody who changes nothing: the defaults if there is none or it cannot
   * be read, which is left for the next window to tell.
   */
  public static Preferences peek(Path file) {
    if (Files.exists(file)) {
      try {
        return read(file);
      } catch (IOException | IllegalArgumentException e) {
        LOG.debug("The preferences in {} cannot be used", file, e);
      }
    }
    return Preferences.DEFAULTS;
  }

  private static Preferences read(Path file) throws IOException {
    JsonNode root = parse(SafeFiles.read(file, LIMIT));
    NewerFileException.checkVersion(file, root, PreferenceJson.VERSION);
    return PreferenceJson.read(root);
  }

  private static JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IOException(Texts.of("settings.preferenceStore.thePreferencesAreNot"), e);
    }
  }

  private String keepAside() {
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return Texts.of("settings.preferenceStore.thePreferencesCouldNot", aside);
    } catch (IOException e) {
      LOG.warn("{} cannot be kept aside", file, e);
      return Texts.of("settings.preferenceStore.thePreferencesInCould", file);
    }
  }

  /** What was wrong with the file at the start, one sentence for people. */
  public Optional<String> problem() {
    return problem;
  }

  public synchronized Preferences get() {
    return current;
  }

  /**
   * Changes the preferences and writes them at once. What another studio has written meanwhile
   * stays, and holds here too from now on: the change is made in the file as it is.
   *
   * @throws IOException if they cannot be written; the change holds until the studio ends
   */
  public synchronized void update(UnaryOperator<Preferences> change) throws IOException {
    if (change.apply(current).equals(current)) {
      return;
    }
    Preferences before = current;
    try {
      current = SharedFile.changing(file, () -> written(change));
      written = true;
    } catch (IOException e) {
      current = change.apply(before);
      written = false;
      throw e;
    }
  }

  private Preferences written(UnaryOperator<Preferences> change) throws IOException {
    JsonNode there = inFile();
    try {
      NewerFileException.checkVersion(file, there, PreferenceJson.VERSION);
    } catch (NewerFileException e) {
      LOG.debug("A change is not written", e);
      return change.apply(current);
    }
    Preferences changed = change.apply(written ? read(there) : current);
    SafeFiles.write(file, JSON.writeValueAsBytes(PreferenceJson.write(changed, there)));
    return changed;
  }

  /** What the file says now; nothing if it cannot be read. */
  private JsonNode inFile() {
    try {
      return parse(SafeFiles.read(file, LIMIT));
    } catch (IOException e) {
      LOG.debug("The preferences in {} are not as they were written", file, e);
      return MissingNode.getInstance();
    }
  }

  /** What this studio knows if the file says nothing that can be used. */
  private Preferences read(JsonNode there) {
    try {
      return PreferenceJson.read(there);
    } catch (IllegalArgumentException e) {
      LOG.debug("The preferences in {} are not as they were written", file, e);
      return current;
    }
  }
}
