package studio.anycost.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.app.files.Reasons;
import studio.anycost.models.io.FullDisk;

/** Turns every failure into one sentence on stderr and an exit code; the rest goes to the log. */
final class FailureReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReporter.class);

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName(" ");
    String words = ParseWords.of(e, args);
    LOG.info("{} was not understood: {}", name, words);
    LOG.debug("{} was not understood", name, e);
    say(command.getErr(), capitalised(words) + " (see " + name + " --help).");
    return ExitCodes.WRONG_INPUT;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    String name = command.getCommandSpec().qualifiedName(" ");
    boolean input = e instanceof InputException || e instanceof WrongInputException;
    if (input && !isFullDisk(e)) {
      // The person's, not the program's: where in the code it was found is for programmers.
      LOG.info("{} was given wrong input: {}", name, e.getMessage());
      LOG.debug("{} was given wrong input", name, e);
      say(command.getErr(), e.getMessage());
      return ExitCodes.WRONG_INPUT;
    }
    if (e instanceof CancelledException) {
      say(command.getErr(), e.getMessage());
      return ExitCodes.CANCELLED;
    }
    LOG.error("{} failed", name, e);
    say(command.getErr(), input ? e.getMessage() : Reasons.of(e));
    return ExitCodes.FAILED;
  }

  /** Who named a file could not know that there is no room for it. */
  private static boolean isFullDisk(Exception e) {
    return e.getCause() instanceof IOException cause && FullDisk.isCause(cause);
  }

  private static void say(PrintWriter err, String message) {
    String line = message.replaceAll("\\s*\\R\\s*", " ");
    err.println(line.endsWith(".") || line.endsWith("?") ? line : line + ".");
    err.flush();
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
