package studio.anycost.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands where a command is that the launcher script fetches on its first use, and says so where it
 * did not.
 */
@Command
final class FetchedCommand implements Callable<Integer> {
  private final String name;
  @Unmatched private List<String> rest;

  private FetchedCommand(String name) {
    this.name = name;
  }

  /** Adds those commands that nobody brought. */
  static void addMissing(CommandLine line) {
    add(
        line,
        "evaluate",
        "Measure how good a model is: FID, KID, path length, consistency. Fetched on first use.");
    add(
        line,
        "train",
        "Train an own model on a folder of pictures. Fetched on first use: about 120 MB.");
  }

  private static void add(CommandLine line, String name, String description) {
    if (!line.getSubcommands().containsKey(name)) {
      CommandLine command = new CommandLine(new FetchedCommand(name));
      command.getCommandSpec().usageMessage().description(description);
      line.addSubcommand(name, command);
    }
  }

  @Override
  public Integer call() throws InputException {
    throw new InputException(
        "'"
            + name
            + "' is not part of this distribution: start it with the script 'studio' of a checkout,"
            + " which builds it with Maven on its first use.");
  }
}
