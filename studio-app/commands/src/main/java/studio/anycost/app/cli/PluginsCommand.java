package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.plugin.PluginHost;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.models.bundle.ModelBundle;

/** {@code studio plugins}. */
@Command(
    name = "plugins",
    description = {
      "List the plugins, what became of them, and the parameters that --set takes.",
      "Exit code 0 even if a plugin failed: the list says so."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio plugins",
      "  studio plugins --json",
      "  studio plugins install crossover-1.0.0.jar",
      "  studio plugins remove crossover",
      "  studio plugins new tone-down"
    })
final class PluginsCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private PluginsCommand(CliContext context) {
    this.context = context;
  }

  static CommandLine of(CliContext context) {
    CommandLine line = new CommandLine(new PluginsCommand(context));
    line.addSubcommand(new InstallPluginCommand(context));
    line.addSubcommand(new RemovePluginCommand(context));
    line.addSubcommand(new NewPluginCommand(context));
    return line;
  }

  /** A plugin as sentences name it. */
  static String named(PluginReport report) {
    return report.name() + " " + report.version() + " (" + report.id() + ")";
  }

  @Override
  public Integer call() throws IOException, InputException {
    GeneratorDescription model;
    try (ModelBundle open = context.openBundle(bundle.path())) {
      model = open.description();
    }
    try (PluginHost host = context.engines().startPlugins()) {
      List<Contribution> contributions = host.contributions().all();
      List<PluginReport> reports = host.reports();
      if (json) {
        context.print(json(reports, contributions, model));
      } else {
        print(reports, contributions, model, context.out());
      }
    }
    return ExitCodes.DONE;
  }

  private static ObjectNode json(
      List<PluginReport> reports, List<Contribution> contributions, GeneratorDescription model) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("model", model.name());
    ArrayNode plugins = root.putArray("plugins");
    for (PluginReport report : reports) {
      ObjectNode plugin = plugins.addObject();
      plugin.put("id", report.id());
      plugin.put("version", report.version());
      plugin.put("name", report.name());
      plugin.put("state", report.state().name().toLowerCase(Locale.ROOT));
      plugin.put("file", report.file().toString());
      report.problem().ifPresent(problem -> plugin.put("problem", problem));
      ArrayNode offered = plugin.putArray("contributions");
      for (Contribution contribution : contributions) {
        if (report.contributions().contains(contribution.info().id())) {
          offered.add(ContributionJson.of(contribution, model));
        }
      }
    }
    return root;
  }

  private static void print(
      List<PluginReport> reports,
      List<Contribution> contributions,
      GeneratorDescription model,
      PrintWriter out) {
    if (reports.isEmpty()) {
      out.println("There are no plugins.");
    }
    for (PluginReport report : reports) {
      out.println(named(report) + ": " + report.state().name().toLowerCase(Locale.ROOT));
      report.problem().ifPresent(problem -> out.println("  " + problem));
      for (Contribution contribution : contributions) {
        if (report.contributions().contains(contribution.info().id())) {
          out.println("  " + contribution.info().id() + ": " + contribution.info().description());
          ContributionJson.lines(contribution.parameters(model).parameters())
              .forEach(line -> out.println("    " + line));
        }
      }
    }
  }
}
