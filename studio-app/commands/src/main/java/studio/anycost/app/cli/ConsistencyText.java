package studio.anycost.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.models.bundle.Consistency;

/** What is known of a model's sub-generators, as a table for people. */
final class ConsistencyText {
  private static final String UNUSED = "*";

  private ConsistencyText() {}

  /** One word: where a table comes from. */
  static String origin(Consistency table) {
    return table.origin() == Consistency.Origin.MEASURED ? "measured" : "stated";
  }

  /** Prints the table of a model; {@code *} marks what is not used. */
  static void print(PrintWriter out, UniformGrid grid, Consistency table) {
    out.println();
    out.println(
        table.origin() == Consistency.Origin.MEASURED
            ? "Difference from the full picture, measured (100 % = another face):"
            : "What the model was trained for, as stated at import:");
    out.print("  ratio ");
    grid.resolutions()
        .forEach(resolution -> out.print(String.format(Locale.ROOT, "%9s", resolution + " px")));
    for (UniformGrid.Place place : grid.places()) {
      if (place.column() == 0) {
        out.println();
        out.print(String.format(Locale.ROOT, "  %-6s", Labels.ratio(place.ratio())));
      }
      out.print(String.format(Locale.ROOT, "%9s", cell(place)));
    }
    out.println();
    if (grid.places().stream().anyMatch(place -> !place.usable())) {
      out.println("  " + UNUSED + " not trained for this: auto and side by side do without it.");
    }
  }

  private static String cell(UniformGrid.Place place) {
    String known =
        place.difference().isPresent()
            ? Labels.difference(place.difference().getAsDouble())
            : place.usable() ? "yes" : "no";
    return place.usable() ? known + " " : known + UNUSED;
  }
}
