package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * One kind of measurement of {@code bench}: its options (an implementation is a mixin of the
 * command), its figures as JSON with stable names, and the text that is made from them.
 */
interface BenchPart {
  /** Whether the options ask for it. */
  boolean isWanted();

  /**
   * Checks the options before anything is opened.
   *
   * @throws InputException with a sentence that names the option
   */
  void check() throws InputException;

  /** Measures, and adds the figures to the report of the run. */
  void measure(BenchRun run) throws IOException, InterruptedException;

  /**
   * Prints its figures.
   *
   * @param report with the figures that {@link #measure} added
   */
  void print(JsonNode report, PrintWriter out);
}
