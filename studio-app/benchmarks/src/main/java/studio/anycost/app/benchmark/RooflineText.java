package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** The figures of {@code --roofline} as tables. */
final class RooflineText {
  private static final int OPERATORS = 10;

  private final JsonNode report;
  private final PrintWriter out;

  RooflineText(JsonNode report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print() {
    printPeak();
    printConfigurations();
    printStages();
    report.path("operators").forEach(this::printOperators);
  }

  private void printPeak() {
    out.println();
    out.println(format("peak: %.1f GFLOP/s", report.path("peak_gflop_s").asDouble()));
    for (JsonNode probe : report.path("peaks")) {
      out.println(
          format("  %-40s %8.1f", probe.path("name").asText(), probe.path("gflop_s").asDouble()));
    }
  }

  private void printConfigurations() {
    out.println();
    out.println("ratio  resolution  median ms  fastest ms  true GMACs  GFLOP/s  of peak");
    for (JsonNode entry : report.path("configurations")) {
      out.println(
          format(
              "%-6s %7s px %10.2f %11.2f %11.3f %8.1f %6.0f %%",
              entry.path("ratio").asText(),
              entry.path("resolution").asText(),
              entry.path("median_ms").asDouble(),
              entry.path("fastest_ms").asDouble(),
              entry.path("true_gmacs").asDouble(),
              entry.path("gflop_s").asDouble(),
              100 * entry.path("share_of_peak").asDouble()));
    }
  }

  private void printStages() {
    JsonNode configurations = report.path("configurations");
    JsonNode longest = configurations.path(configurations.size() - 1).path("stages");
    out.println();
    out.println("median ms by stage");
    StringBuilder head = new StringBuilder("ratio  resolution");
    longest.forEach(stage -> head.append(format("%9s", stage.path("resolution").asText() + " px")));
    out.println(head);
    for (JsonNode entry : configurations) {
      StringBuilder line =
          new StringBuilder(
              format(
                  "%-6s %7s px", entry.path("ratio").asText(), entry.path("resolution").asText()));
      entry
          .path("stages")
          .forEach(stage -> line.append(format("%9.2f", stage.path("median_ms").asDouble())));
      out.println(line);
    }
  }

  private void printOperators(JsonNode profile) {
    out.println();
    out.println(
        format(
            "operators of ratio %s at %s px, ms in a profiled run (%.1f ms)",
            profile.path("ratio").asText(),
            profile.path("resolution").asText(),
            profile.path("ms").asDouble()));
    StringBuilder head = new StringBuilder(format("%-24s %6s %9s %7s", "", "nodes", "ms", "share"));
    profile
        .path("stages")
        .forEach(stage -> head.append(format("%9s", stage.path("resolution").asText() + " px")));
    out.println(head);
    int shown = 0;
    for (JsonNode operator : profile.path("operators")) {
      if (shown++ == OPERATORS) {
        break;
      }
      String name = operator.path("operator").asText();
      StringBuilder line =
          new StringBuilder(
              format(
                  "%-24s %6.0f %9.2f %5.1f %%",
                  name,
                  operator.path("nodes").asDouble(),
                  operator.path("ms").asDouble(),
                  100 * operator.path("share").asDouble()));
      profile
          .path("stages")
          .forEach(stage -> line.append(format("%9.2f", milliseconds(stage, name))));
      out.println(line);
    }
  }

  private static double milliseconds(JsonNode stage, String operator) {
    for (JsonNode time : stage.path("operators")) {
      if (time.path("operator").asText().equals(operator)) {
        return time.path("ms").asDouble();
      }
    }
    return 0;
  }
}
