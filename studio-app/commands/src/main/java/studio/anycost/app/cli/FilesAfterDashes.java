package studio.anycost.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Files whose names begin with a dash, behind {@code --}. The options of a command may follow them
 * all the same, as they may follow every other file; a file that is called like an option is
 * written {@code ./--size}.
 */
final class FilesAfterDashes {
  private static final String DASHES = "--";

  private FilesAfterDashes() {}

  /** The same words without {@code --}, and with files that nobody takes for an option. */
  static List<String> of(List<String> words, CommandSpec spec) {
    int dashes = words.indexOf(DASHES);
    if (dashes < 0) {
      return words;
    }
    List<String> result = new ArrayList<>(words.subList(0, dashes));
    boolean isValue = false;
    for (String word : words.subList(dashes + 1, words.size())) {
      OptionSpec option = spec.findOption(word.split("=", 2)[0]);
      boolean isFile = word.startsWith("-") && option == null && !isValue;
      result.add(isFile ? "./" + word : word);
      isValue = option != null && !word.contains("=") && option.arity().min() > 0;
    }
    return result;
  }
}
