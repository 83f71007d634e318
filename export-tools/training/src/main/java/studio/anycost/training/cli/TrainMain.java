package studio.anycost.training.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import studio.anycost.training.run.DivergedException;

/** Trains generators: 0 if all went well, 2 if it did not, with a sentence about what to do. */
@Command(
    name = "train",
    description = "Trains an anycost generator on a folder of pictures.",
    mixinStandardHelpOptions = true,
    subcommands = {PrepareCommand.class, RunCommand.class})
public final class TrainMain {
  static final int FAILED = 2;

  private TrainMain() {}

  /** Runs a command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new TrainMain())
        .setExecutionExceptionHandler(TrainMain::report)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    boolean told =
        failure instanceof IOException
            || failure instanceof UncheckedIOException
            || failure instanceof IllegalArgumentException
            || failure instanceof DivergedException;
    if (!told) {
      throw failure;
    }
    command.getErr().println(failure.getMessage());
    return FAILED;
  }
}
