package studio.anycost.training.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import studio.anycost.training.records.Values;

/** The options that a run records: those of a group of the command line. */
final class GivenOptions {
  private GivenOptions() {}

  /**
   * Given ones over recorded ones.
   *
   * @param recorded by their names without dashes; changed
   */
  static Map<String, String> over(Map<String, String> recorded, CommandSpec spec) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.group() != null) {
        recorded.put(
            option.longestName().substring("--".length()),
            String.valueOf(option.<Object>getValue()));
      }
    }
    return recorded;
  }

  /** Given ones over those that the run in a folder recorded, if it began before. */
  static Map<String, String> over(Path plan, CommandSpec spec) throws IOException {
    return over(Files.exists(plan) ? Values.read(plan) : new TreeMap<>(), spec);
  }
}
