package studio.anycost.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import studio.anycost.app.engine.Spelling;
import studio.anycost.app.plugin.PluginException;
import studio.anycost.app.plugin.PluginHost;
import studio.anycost.app.plugin.PluginReport;

/** {@code studio plugins remove}. */
@Command(
    name = "remove",
    description = {
      "Remove a plugin that you installed.",
      "Its file lies aside until the next one is removed, and what is printed tells where; portraits",
      "keep their values for it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  studio plugins remove crossover"})
final class RemovePluginCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "ID", description = "Its id, as 'studio plugins' has it in brackets.")
  private String id;

  RemovePluginCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InputException {
    try (PluginHost host = context.engines().startPlugins()) {
      List<String> ids = host.reports().stream().map(PluginReport::id).toList();
      if (!ids.contains(id)) {
        List<String> like = Spelling.closest(id, ids);
        throw new InputException(
            "There is no plugin '"
                + id
                + "'"
                + (like.isEmpty()
                    ? "; 'studio plugins' lists them."
                    : "; did you mean " + String.join(" or ", like) + "?"));
      }
      PluginReport removed = host.uninstall(id);
      context
          .out()
          .println(
              "Removed "
                  + PluginsCommand.named(removed)
                  + "; to have it back: studio plugins install '"
                  + removed.file()
                  + "'");
    } catch (PluginException e) {
      throw new InputException(e.getMessage(), e);
    }
    return ExitCodes.DONE;
  }
}
