package studio.anycost.training.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import studio.anycost.training.checkpoints.AtomicFiles;

/** A CSV file whose lines begin with the number of a step, ascending. */
public final class StepTable {
  private final Path file;
  private final String header;

  /**
   * A table, whose file is not touched yet.
   *
   * @param header the names of the columns, {@code step} first
   */
  public StepTable(Path file, String header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Makes the file ready to go on behind a step: what a process wrote that got further than its
   * last checkpoint is written again, so it goes first.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void resumeAfter(long step) throws IOException {
    List<String> kept = new ArrayList<>();
    kept.add(header);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (isUpTo(line, step)) {
          kept.add(line);
        }
      }
    }
    String text = String.join("\n", kept) + "\n";
    AtomicFiles.replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  // A line that a killed process did not finish has no end that could be told from a shorter
  // number,
  // but it is the last one, behind the last checkpoint.
  private static boolean isUpTo(String line, long step) {
    int comma = line.indexOf(',');
    if (comma < 1 || !line.substring(0, comma).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    return comma < 19 && Long.parseLong(line.substring(0, comma)) <= step;
  }

  /**
   * Adds lines, without their ends.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void append(List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      String text = String.join("\n", lines) + "\n";
      AtomicFiles.append(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A number as a cell. */
  public static String cell(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  /** A number that may be missing as a cell. */
  public static String cell(OptionalDouble value) {
    return value.isPresent() ? cell(value.getAsDouble()) : "";
  }
}
