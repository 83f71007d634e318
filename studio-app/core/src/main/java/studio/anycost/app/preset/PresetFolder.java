package studio.anycost.app.preset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.PresetFile;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.words.Texts;

/**
 * The presets in the studio's home, a file each. Every new one has a file that nobody else has, and
 * a change concerns one file, which it replaces in one step: of two studios that keep presets at
 * once neither loses one of the other's. Safe to use from any thread; calls read and write files.
 */
public final class PresetFolder {
  /** So many are kept. */
  public static final int MOST = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PresetFolder.class);
  private static final int LONGEST_STEM = 30;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Comparator<StoredPreset> BY_NAME =
      Comparator.comparing((StoredPreset each) -> each.name().toLowerCase(Locale.ROOT))
          .thenComparing(each -> each.file().toString());

  private final Path folder;

  /**
   * @param folder made when the first is kept
   */
  public PresetFolder(Path folder) {
    this.folder = folder;
  }

  /** All there are, and what is wrong with those that cannot be read. */
  public PresetListing list() {
    List<StoredPreset> all = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path file : files()) {
      try {
        all.add(new StoredPreset(file, PresetFile.read(file)));
      } catch (IOException e) {
        LOG.warn("A preset is left out: {}", e.getMessage());
        unreadable.add(Reasons.sentence(e));
      }
    }
    all.sort(BY_NAME);
    return new PresetListing(all, unreadable);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(PresetFile::isNamed)
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      LOG.warn("The presets in {} cannot be listed", folder, e);
      return List.of();
    }
  }

  /**
   * Keeps one more.
   *
   * @throws IOException with a sentence if there are too many, or it cannot be written
   */
  public StoredPreset add(Preset preset) throws IOException {
    if (files().size() >= MOST) {
      throw new IOException(Texts.of("preset.presetFolder.most", MOST));
    }
    StoredPreset stored = new StoredPreset(unusedFile(preset.name()), preset);
    put(stored);
    return stored;
  }

  /** A name that tells something to whoever looks into the folder, and is nobody else's. */
  private Path unusedFile(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    byte[] own = new byte[8];
    RANDOM.nextBytes(own);
    return folder.resolve(
        plain.substring(0, Math.min(plain.length(), LONGEST_STEM))
            + "-"
            + HexFormat.of().formatHex(own)
            + "."
            + PresetFile.EXTENSION);
  }

  /**
   * Writes one into its file again: changed, or as it was before it was deleted.
   *
   * @throws IOException with a sentence
   */
  public void put(StoredPreset stored) throws IOException {
    Files.createDirectories(folder);
    PresetFile.write(stored.file(), stored.preset());
  }

  /** Deletes one; nothing happens if somebody has done so. */
  public void delete(StoredPreset stored) throws IOException {
    Files.deleteIfExists(stored.file());
  }
}
