package studio.anycost.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import studio.anycost.app.engine.Spelling;

/**
 * The options among the words that a command was given, read once more where the parser tells less
 * about them than people need.
 */
final class GivenWords {
  private final CommandSpec spec;

  /** The words that stand where an option may, without values that follow {@code =}. */
  private final List<String> options;

  private GivenWords(CommandSpec spec, List<String> options) {
    this.spec = spec;
    this.options = options;
  }

  /**
   * The options of a command.
   *
   * @param words of the whole line; those up to the command's name belong to others
   */
  static GivenWords of(CommandLine line, String... words) {
    CommandSpec spec = line.getCommandSpec();
    List<String> all = List.of(words);
    List<String> options = new ArrayList<>();
    boolean isValue = false;
    for (String word : all.subList(all.indexOf(spec.name()) + 1, all.size())) {
      if (word.equals("--")) {
        break;
      }
      boolean isOption = !isValue && word.matches("--?[A-Za-z].*");
      if (isOption) {
        options.add(word.split("=", 2)[0]);
      }
      OptionSpec known = isOption ? spec.findOption(word) : null;
      isValue = known != null && known.arity().min() > 0;
    }
    return new GivenWords(spec, options);
  }

  /** The first option that stands there a second time and takes one value. */
  Optional<OptionSpec> twice() {
    Set<OptionSpec> seen = new HashSet<>();
    return options.stream()
        .map(spec::findOption)
        .filter(option -> option != null && !option.isMultiValue() && !seen.add(option))
        .findFirst();
  }

  /** The first that the command does not know. */
  Optional<String> unknown() {
    return options.stream()
        .filter(word -> spec.findOption(word) == null && !isJoined(word))
        .findFirst();
  }

  /** A short option with its value: {@code -oface.png}. */
  private boolean isJoined(String word) {
    return !word.startsWith("--") && spec.findOption(word.substring(0, 2)) != null;
  }

  /** The command's options that are spelt like a word. */
  List<String> like(String word) {
    return Spelling.closest(
        word,
        spec.options().stream()
            .map(OptionSpec::longestName)
            .filter(o -> o.startsWith("--"))
            .toList());
  }
}
