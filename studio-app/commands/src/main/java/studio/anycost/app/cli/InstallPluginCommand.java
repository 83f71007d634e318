package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import studio.anycost.app.plugin.PluginException;
import studio.anycost.app.plugin.PluginFinder;
import studio.anycost.app.plugin.PluginHost;
import studio.anycost.app.plugin.PluginReport;

/** {@code studio plugins install}. */
@Command(
    name = "install",
    description = {
      "Copy a plugin into your plugin folder and start it once, to see that it works.",
      "It takes the place of another version that you installed before; if it does not start, that",
      "one comes back. A window that is open sees it after its next start."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio plugins install crossover-1.0.0.jar",
      "  studio plugins install crossover/     # what 'mvn package' built there"
    })
final class InstallPluginCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "JAR|FOLDER",
      description = "The jar or zip of a plugin, or a folder with one in it or in its target.")
  private Path source;

  InstallPluginCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InputException {
    try (PluginHost host = context.engines().startPlugins()) {
      PluginReport report = host.install(PluginFinder.find(source));
      if (report.state() != PluginReport.State.STARTED) {
        throw new InputException(report.problem().orElseThrow());
      }
      context
          .out()
          .println(
              "Installed "
                  + PluginsCommand.named(report)
                  + host.replaced(report.id())
                      .map(old -> " in place of " + old.version())
                      .orElse("")
                  + ".");
    } catch (PluginException e) {
      throw new InputException(e.getMessage(), e);
    }
    return ExitCodes.DONE;
  }
}
