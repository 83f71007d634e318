package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.DoubleConsumer;
import studio.anycost.app.engine.StudioEngine;

/**
 * One kind of measurement of {@code bench}: its figures as JSON with stable names, and the text
 * that is made from them.
 */
interface BenchPart {
  /**
   * Measures, and adds the figures to the report.
   *
   * @param runs measured runs of each sub-generator
   * @param progress hears the share of the measurement that is done
   */
  void measure(StudioEngine engine, int runs, ObjectNode report, DoubleConsumer progress)
      throws IOException, InterruptedException;

  /**
   * Prints its figures.
   *
   * @param report with the figures that {@link #measure} added
   */
  void print(JsonNode report, PrintWriter out);
}
