package studio.anycost.app.series;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;

/**
 * Which photo the squares in a folder are of, and how they were made: a file of one JSON object a
 * line beside them. Lines are added and never changed; of one name the last counts. A line that was
 * cut short by the end of a process, or that somebody else wrote, is passed over. For one thread.
 */
public final class FaceListing {
  /** The name of the file. */
  public static final String NAME = "faces.jsonl";

  private static final int LIMIT = 64 << 20;
  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final ObjectWriter LINES =
      JSON.writer().without(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  /** By names in small letters: some file systems take names of another case for the same. */
  private final Map<String, FaceEntry> entries = new LinkedHashMap<>();

  private FaceListing(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads what is known of a folder, which is there.
   *
   * @throws IOException with a sentence if there is a listing that cannot be read
   */
  public static FaceListing of(Path folder) throws IOException {
    FaceListing listing = new FaceListing(folder);
    Path file = folder.resolve(NAME);
    if (Files.exists(file)) {
      String text = new String(SafeFiles.read(file, LIMIT), StandardCharsets.UTF_8);
      Iterator<String> lines = text.lines().iterator();
      while (lines.hasNext()) {
        listing.take(lines.next());
      }
    }
    return listing;
  }

  private void take(String line) {
    try {
      remember(FaceEntry.of(JSON.readTree(line)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return; // not ours; its photo is made again
    }
  }

  private void remember(FaceEntry entry) {
    entries.put(entry.name().toLowerCase(Locale.ROOT), entry);
  }

  /**
   * What was made of a photo before. A photo of another name is another to people, though its bytes
   * be the same.
   */
  public Optional<FaceEntry> find(NamedPhoto photo, String sha256) {
    String file = fileName(photo);
    return entries.values().stream()
        .filter(entry -> entry.sha256().equals(sha256))
        .filter(
            entry ->
                entry.name().equalsIgnoreCase(photo.stem())
                    || PhotoList.isNamed(entry.name(), photo.stem()) && entry.photo().equals(file))
        .findFirst();
  }

  /** The name of a photo's file, as entries have it. */
  public static String fileName(NamedPhoto photo) {
    return String.valueOf(photo.file().getFileName());
  }

  /**
   * A name for a photo of which nothing was made before: no other photo has it, and nothing is lost
   * by writing its squares.
   *
   * @param count of its faces
   * @param same whether the file of a face that is there under this name holds what would be
   *     written
   */
  public String free(String stem, int count, Same same) throws IOException {
    for (int i = 1; ; i++) {
      String name = PhotoList.numbered(stem, i);
      if (!entries.containsKey(name.toLowerCase(Locale.ROOT)) && isFree(name, count, same)) {
        return name;
      }
    }
  }

  private boolean isFree(String name, int count, Same same) throws IOException {
    for (int number = 1; number <= count; number++) {
      Path file = FaceEntry.file(folder, name, number);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !same.holds(file, number)) {
        return false;
      }
    }
    return true;
  }

  /** Looks into a file. */
  @FunctionalInterface
  public interface Same {
    boolean holds(Path file, int number) throws IOException;
  }

  /**
   * Notes what was made of a photo.
   *
   * @throws IOException with a sentence if the file cannot be written
   */
  public void add(FaceEntry entry) throws IOException {
    Path file = folder.resolve(NAME);
    String line = (endsInLine(file) ? "" : "\n") + LINES.writeValueAsString(entry.json()) + "\n";
    SafeFiles.append(file, line.getBytes(StandardCharsets.UTF_8));
    remember(entry);
  }

  /** Whether the next line begins at its end: it does not behind one that was cut short. */
  private static boolean endsInLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      return true;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return true;
      }
      in.seek(in.length() - 1);
      return in.read() == '\n';
    }
  }
}
