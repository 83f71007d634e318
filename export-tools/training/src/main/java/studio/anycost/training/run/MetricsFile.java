package studio.anycost.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import studio.anycost.training.checkpoints.AtomicFiles;

/**
 * The losses of a run as a CSV file, one line a step. A step's line has no value where the step did
 * not have the loss.
 */
final class MetricsFile {
  private static final String HEADER = "step,pictures,discriminator,generator,r1,path,path_mean";

  private final Path file;

  MetricsFile(Path file) {
    this.file = file;
  }

  /**
   * Makes the file ready to go on behind a step: what a process wrote that got further than its
   * last checkpoint is written again, so it goes first.
   */
  void resumeAfter(long step) throws IOException {
    List<String> kept = new ArrayList<>();
    kept.add(HEADER);
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

  /** Adds lines. */
  void append(List<Losses> losses, int batch) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Losses one : losses) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%.6g,%.6g,%s,%s,%.6g%n",
              one.step(),
              one.step() * batch,
              one.discriminator(),
              one.generator(),
              cell(one.penalty()),
              cell(one.path()),
              one.pathMean()));
    }
    String lines = text.toString().replace(System.lineSeparator(), "\n");
    Files.writeString(file, lines, StandardOpenOption.APPEND);
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "";
  }
}
