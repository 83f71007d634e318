package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.DirectionTable;

/** What is known of directions that were found, as lines and as JSON. */
final class DirectionReport {
  private static final List<FoundDirection.Figure> NOTHING = List.of();

  private final List<FoundDirection> found;
  private final DirectionTable table;

  DirectionReport(List<FoundDirection> found) {
    this.found = found;
    this.table = new DirectionTable(found);
  }

  /** A line for each, below one for what is the same of all. */
  void print(PrintWriter out) {
    List<String> names = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (FoundDirection.Figure figure : found.isEmpty() ? NOTHING : found.get(0).figures()) {
      if (found.stream().allMatch(each -> each.figures().contains(figure)) && found.size() > 1) {
        same.add(figure.name() + " " + number(figure.value()));
      } else {
        names.add(figure.name());
      }
    }
    if (!same.isEmpty()) {
      out.println("For all: " + String.join(", ", same) + ".");
    }
    int width = found.stream().mapToInt(each -> each.boundary().name().length()).max().orElse(0);
    StringBuilder head = new StringBuilder(" ".repeat(width)).append("  deviation");
    names.forEach(name -> head.append("  ").append(name));
    out.println(head + (found.size() > 1 ? "  most alike or opposite" : ""));
    List<DirectionTable.Row> rows = table.rows();
    for (int i = 0; i < found.size(); i++) {
      out.println(line(found.get(i), rows.get(i), width, names));
    }
  }

  private static String line(
      FoundDirection direction, DirectionTable.Row row, int width, List<String> names) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-" + width + "s", direction.boundary().name()));
    line.append(String.format(Locale.ROOT, "  %9.3f", direction.boundary().standardDeviation()));
    for (String name : names) {
      String value =
          direction.figures().stream()
              .filter(figure -> figure.name().equals(name))
              .findFirst()
              .map(figure -> number(figure.value()))
              .orElse("");
      line.append(String.format(Locale.ROOT, "  %" + name.length() + "s", value));
    }
    row.nearest()
        .ifPresent(
            nearest ->
                line.append(
                    String.format(
                        Locale.ROOT,
                        "  %s (%.0f degrees%s)",
                        nearest.name(),
                        nearest.degrees(),
                        Math.round(nearest.degrees()) > 90 ? ", the other way" : "")));
    return line.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  /**
   * @param tool its id
   * @param values that it was run with
   * @param model its name
   */
  ObjectNode json(String tool, ParameterValues values, String model) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("model", model);
    root.put("tool", tool);
    ObjectNode written = root.putObject("values");
    values.schema().parameters().forEach(each -> put(each, values, written));
    ArrayNode directions = root.putArray("directions");
    for (int i = 0; i < found.size(); i++) {
      FoundDirection direction = found.get(i);
      ObjectNode node = directions.addObject();
      node.put("name", direction.boundary().name());
      node.put("standardDeviation", direction.boundary().standardDeviation());
      ObjectNode figures = node.putObject("figures");
      direction.figures().forEach(figure -> figures.put(figure.name(), figure.value()));
      ObjectNode degrees = node.putObject("degreesTo");
      for (int j = 0; j < found.size(); j++) {
        if (j != i) {
          degrees.put(found.get(j).boundary().name(), Math.round(10 * table.angle(i, j)) / 10.0);
        }
      }
    }
    return root;
  }

  private static <T> void put(Parameter<T> parameter, ParameterValues values, ObjectNode node) {
    node.put(parameter.key(), parameter.format(values.get(parameter)));
  }
}
