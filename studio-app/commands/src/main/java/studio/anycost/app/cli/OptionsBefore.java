package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Makes what stands before a subcommand count for it: {@code studio --bundle B sample} is {@code
 * studio sample --bundle B}. What a subcommand has no use for is refused, never dropped.
 */
final class OptionsBefore implements IExecutionStrategy {
  private static final String BUNDLE = "--bundle";

  @Override
  public int execute(ParseResult parsed) {
    if (parsed.hasSubcommand()) {
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      handOver(parsed, last);
    }
    return new RunLast().execute(parsed);
  }

  private static void handOver(ParseResult root, ParseResult command) {
    CommandLine line = command.commandSpec().commandLine();
    String name = command.commandSpec().qualifiedName(" ");
    if (!root.matchedPositionals().isEmpty()) {
      throw new ParameterException(
          line,
          "'"
              + root.matchedPositionals().get(0).getValue()
              + "' stands before a command; a project to open in the window stands alone");
    }
    if (!root.hasMatchedOption(BUNDLE)) {
      return;
    }
    Path before = root.matchedOption(BUNDLE).getValue();
    OptionSpec own = command.commandSpec().findOption(BUNDLE);
    if (own == null) {
      throw new ParameterException(
          line, BUNDLE + " " + before + " stands before '" + name + "', which takes no bundle");
    }
    if (command.hasMatchedOption(BUNDLE) && !Objects.equals(own.getValue(), before)) {
      throw new ParameterException(
          line,
          BUNDLE + " stands before and behind '" + name + "' with different values; give it once");
    }
    own.setValue(before);
  }
}
