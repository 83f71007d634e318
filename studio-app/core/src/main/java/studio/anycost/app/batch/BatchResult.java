package studio.anycost.app.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import studio.anycost.app.files.CsvText;
import studio.anycost.app.files.SafeFiles;

/**
 * What became of all faces, in their order.
 *
 * @param folder where the pictures are
 */
public record BatchResult(Path folder, List<BatchOutcome> outcomes) {
  private static final String REPORT = "batch.csv";

  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  /** How many ended so. */
  public int count(BatchOutcome.State state) {
    return (int) outcomes.stream().filter(outcome -> outcome.state() == state).count();
  }

  /** Those that failed, in order. */
  public List<BatchOutcome> failures() {
    return outcomes.stream()
        .filter(outcome -> outcome.state() == BatchOutcome.State.FAILED)
        .toList();
  }

  /** Where the report is. */
  public Path report() {
    return folder.resolve(REPORT);
  }

  /**
   * Writes the report beside the pictures, in the place of an earlier one.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  void write() throws IOException {
    StringBuilder text = new StringBuilder("face,file,result,reason\r\n");
    for (BatchOutcome outcome : outcomes) {
      text.append(CsvText.quoted(outcome.face()))
          .append(',')
          .append(CsvText.quoted(String.valueOf(outcome.file().getFileName())))
          .append(',')
          .append(outcome.state().name().toLowerCase(Locale.ROOT))
          .append(',')
          .append(CsvText.quoted(outcome.reason().orElse("")))
          .append("\r\n");
    }
    SafeFiles.write(report(), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
