package studio.anycost.training.data;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a preparation has looked at so far: a line for each file, in order, with its length, its
 * time and, if it was left out, the reason. From it a preparation that was ended goes on. Not
 * thread-safe.
 */
final class PreparationJournal implements AutoCloseable {
  private static final String FORMAT = "anycost-preparation 1, pixels ";
  private static final long LARGEST = 1L << 30;
  private static final String KEPT = "kept";
  private static final String LEFT_OUT = "left out: ";

  private final Path file;
  private final int size;
  private final Path folder;
  private final List<Path> files;
  private final List<String> leftOut = new ArrayList<>();
  private final List<Path> kept = new ArrayList<>();
  private int seen;
  private Writer writer;

  private PreparationJournal(Path file, int size, Path folder, List<Path> files) {
    this.file = file;
    this.size = size;
    this.folder = folder;
    this.files = files;
  }

  /**
   * Reads what is known of these files, or begins.
   *
   * @param files all that will be looked at, in order
   */
  static PreparationJournal open(Path file, int size, Path folder, List<Path> files)
      throws IOException {
    PreparationJournal journal = new PreparationJournal(file, size, folder, files);
    List<String> known = journal.read();
    journal.begin();
    for (String line : known) {
      journal.take(line);
    }
    journal.flush();
    return journal;
  }

  /** The lines that are still true. */
  private List<String> read() throws IOException {
    List<String> known = new ArrayList<>();
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      return known;
    }
    // Decoded leniently: a line that was cut off is no reason to end.
    String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(FORMAT + size)) {
      return known;
    }
    // What follows the last line break was cut off.
    for (int i = 1; i + 1 < lines.length && i <= files.size(); i++) {
      String about = about(files.get(i - 1));
      boolean same = lines[i].startsWith(about);
      String rest = same ? lines[i].substring(about.length()) : "";
      if (!rest.equals(KEPT) && !rest.startsWith(LEFT_OUT)) {
        break;
      }
      known.add(rest);
    }
    return known;
  }

  private void begin() throws IOException {
    writer =
        Files.newBufferedWriter(
            file,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    writer.write(FORMAT + size + "\n");
  }

  private String about(Path path) throws IOException {
    String name = folder.relativize(path).toString().replaceAll("\\R", " ");
    return name
        + "\t"
        + Files.size(path)
        + "\t"
        + Files.getLastModifiedTime(path).toMillis()
        + "\t";
  }

  private void take(String rest) throws IOException {
    Path path = files.get(seen++);
    if (rest.equals(KEPT)) {
      kept.add(path);
    } else {
      leftOut.add(folder.relativize(path) + ": " + rest.substring(LEFT_OUT.length()));
    }
    writer.write(about(path) + rest + "\n");
  }

  /**
   * Notes the next file.
   *
   * @param reason why it is left out; empty if it is not
   */
  void add(String reason) throws IOException {
    take(reason.isEmpty() ? KEPT : LEFT_OUT + reason.replaceAll("\\R", " "));
  }

  /** Hands what was noted over to the system. */
  void flush() throws IOException {
    writer.flush();
  }

  /** Forgets everything. */
  void restart() throws IOException {
    writer.close();
    seen = 0;
    kept.clear();
    leftOut.clear();
    begin();
  }

  /** How many files were looked at. */
  int seen() {
    return seen;
  }

  /** How many of them are pictures that are used. */
  int kept() {
    return kept.size();
  }

  /** Those files, in order. */
  List<Path> keptFiles() {
    return List.copyOf(kept);
  }

  /** Those that are not, each with the reason. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Closes it and takes it away. */
  void delete() throws IOException {
    writer.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
