package studio.anycost.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns every failure into one sentence on stderr and an exit code; the rest goes to the log. */
final class FailureReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReporter.class);

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName(" ");
    String message = e.getMessage().strip().replaceFirst("^Error: ", "");
    say(command.getErr(), withoutStop(message) + " (see " + name + " --help).");
    return ExitCodes.WRONG_INPUT;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    String name = command.getCommandSpec().qualifiedName(" ");
    if (e instanceof InputException) {
      LOG.info("{} was given wrong input", name, e);
      say(command.getErr(), e.getMessage());
      return ExitCodes.WRONG_INPUT;
    }
    if (e instanceof CancelledException) {
      say(command.getErr(), e.getMessage());
      return ExitCodes.CANCELLED;
    }
    LOG.error("{} failed", name, e);
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      say(command.getErr(), e.getMessage());
    } else {
      say(
          command.getErr(),
          "The studio itself failed ("
              + (e.getMessage() == null
                  ? e.getClass().getSimpleName()
                  : withoutStop(e.getMessage()))
              + "); the log tells more.");
    }
    return ExitCodes.FAILED;
  }

  private static void say(PrintWriter err, String message) {
    String line = message == null ? "The work failed." : message.replaceAll("\\s*\\R\\s*", " ");
    err.println(line.endsWith(".") || line.endsWith("?") ? line : line + ".");
    err.flush();
  }

  private static String withoutStop(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
