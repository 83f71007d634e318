package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.app.plugin.project.PluginProject;
import studio.anycost.app.settings.ProductVersion;

/** {@code studio plugins new}. */
@Command(
    name = "new",
    description = {
      "Write a Maven project of a new plugin: one edit with one slider, ready to be built.",
      "'mvn package' in its folder builds it (JDK 17 or newer, Maven 3.8 or newer)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio plugins new tone-down",
      "  studio plugins new 'Tone down' -o ~/projects/tone-down"
    })
final class NewPluginCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "NAME", description = "What the plugin is called.")
  private String name;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Where to write it, a new or empty folder; else one that is called as it is.")
  private Path folder;

  NewPluginCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException {
    PluginProject project =
        InputException.checking(() -> new PluginProject(name, ProductVersion.number()));
    Path target = folder == null ? Path.of(project.folderName()) : folder;
    boolean whole;
    try {
      whole = project.writeTo(target);
    } catch (IOException e) {
      throw InputException.of(e);
    }
    context.out().println("Wrote " + target + ". Next:");
    if (!whole) {
      context
          .out()
          .println(
              "  mvn install -pl plugin-api -am -DskipTests    # once, in the studio's sources");
    }
    context.out().println("  mvn -f '" + target + "' package");
    context.out().println("  studio plugins install '" + target + "'");
    return ExitCodes.DONE;
  }
}
