package studio.anycost.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words: picocli's own speak of types and indices. */
final class ParseWords {
  /** Stands for the option in what a converter says, which does not know whose value it reads. */
  private static final String ARGUMENT = "<option>";

  /**
   * Not all that Java takes for one: nobody means 1f or 0x1p-1. What is no finite number is refused
   * by what it is for, which knows its range.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|NaN|[-+]?Infinity");

  private ParseWords() {}

  /** Lets numbers and paths of a command and its subcommands be refused in words. */
  static void install(CommandLine line) {
    // One reference for both: Java 17 crashes when it archives the classes of a start with two.
    ITypeConverter<Double> number = ParseWords::number;
    line.registerConverter(Double.class, number);
    line.registerConverter(double.class, number);
    line.registerConverter(Integer.class, text -> (int) whole(text, Integer.MAX_VALUE));
    line.registerConverter(int.class, text -> (int) whole(text, Integer.MAX_VALUE));
    line.registerConverter(Long.class, text -> whole(text, Long.MAX_VALUE));
    line.registerConverter(long.class, text -> whole(text, Long.MAX_VALUE));
    line.registerConverter(Path.class, ParseWords::path);
  }

  private static double number(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    String point = text.replace(',', '.');
    boolean comma = !point.equals(text) && point.matches("[-+]?\\d*\\.\\d+");
    throw new TypeConversionException(
        "'"
            + text
            + "' is not a number: "
            + (comma ? "write " + point + " after " + ARGUMENT : ARGUMENT + " takes one"));
  }

  private static long whole(String text, long largest) {
    try {
      long value = Long.parseLong(text);
      if (Math.abs(value) <= largest && value != Long.MIN_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      if (!text.matches("[-+]?\\d+")) {
        throw new TypeConversionException(
            "'" + text + "' is not a whole number: " + ARGUMENT + " takes one");
      }
    }
    throw new TypeConversionException("'" + text + "' is too large for " + ARGUMENT);
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException(ARGUMENT + " needs the name of a file");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'" + text + "' cannot be the name of a file here: give " + ARGUMENT + " another");
    }
  }

  /**
   * Half a sentence, without a full stop.
   *
   * @param words of the command line, which tell what picocli does not
   */
  static String of(ParameterException failure, String... words) {
    ArgSpec argument = failure.getArgSpec();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return of(unmatched);
    }
    if (failure instanceof OverwrittenOptionException twice) {
      return onceOnly(twice.getOverwritten());
    }
    GivenWords given = GivenWords.of(failure.getCommandLine(), words);
    if (failure instanceof MaxValuesExceededException) {
      // Of an option of a group, told with all that was given so far and without its name.
      return given.twice().map(ParseWords::onceOnly).orElseGet(() -> message(failure));
    }
    if (failure instanceof MissingParameterException missing) {
      // What stands there wrongly is often what is missing, misspelt.
      return isUnnamed(missing)
          ? wrong(given).orElseGet(() -> missing(missing, argument))
          : missing(missing, argument);
    }
    if (failure instanceof MutuallyExclusiveArgsException) {
      return message(failure)
          .replace(
              "are mutually exclusive (specify only one)",
              "exclude each" + " other: give one of them");
    }
    Throwable cause = failure.getCause();
    if (cause instanceof TypeConversionException && argument != null) {
      // A converter of the option's own says more than that.
      Optional<String> choice =
          argument.converters().length == 0 ? choice(argument) : Optional.empty();
      if (choice.isPresent()) {
        return "'" + failure.getValue() + "' is not for " + name(argument) + ": " + choice.get();
      }
      return String.valueOf(cause.getMessage()).replace(ARGUMENT, name(argument));
    }
    return message(failure);
  }

  private static String onceOnly(ArgSpec argument) {
    return name(argument) + " can be given once only";
  }

  /** What an option of few values takes. */
  private static Optional<String> choice(ArgSpec argument) {
    Class<?> type = argument.type();
    if (type == Boolean.class || type == boolean.class) {
      return Optional.of("it takes true or false");
    }
    return type.isEnum()
        ? Optional.of(
            "it takes one of "
                + Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")))
        : Optional.empty();
  }

  /** Whether something that a command needs does not stand there at all. */
  private static boolean isUnnamed(MissingParameterException failure) {
    return failure.getMessage().startsWith("Missing required")
        && !failure.getMessage().startsWith("Missing required subcommand");
  }

  private static Optional<String> wrong(GivenWords given) {
    return given
        .unknown()
        .map(word -> noOption(word, given.like(word)))
        .or(() -> given.twice().map(ParseWords::onceOnly));
  }

  private static String noOption(String word, List<String> like) {
    return "there is no option "
        + word
        + (like.isEmpty() ? "" : "; did you mean " + String.join(" or ", like) + "?");
  }

  private static String of(UnmatchedArgumentException failure) {
    List<String> unknown = failure.getUnmatched();
    String first = unknown.isEmpty() ? "" : unknown.get(0);
    CommandLine line = failure.getCommandLine();
    if (line.getCommand() instanceof StudioCommand studio && studio.seemsCommand()) {
      // The word before is what was not understood, and not what follows it.
      return studio.unknownCommand(line);
    }
    List<String> similar =
        failure.getSuggestions().stream().filter(text -> !text.isBlank()).limit(3).toList();
    return first.startsWith("-") && first.length() > 1
        ? noOption(first, similar)
        : "'" + first + "' is one argument too many; put a name with blanks in quotes";
  }

  private static String missing(MissingParameterException failure, ArgSpec argument) {
    if (failure.getMessage().startsWith("Missing required subcommand")) {
      return "name what to do: "
          + String.join(", ", failure.getCommandLine().getSubcommands().keySet());
    }
    List<ArgSpec> missing = failure.getMissing();
    ArgSpec bare = argument == null && missing.size() == 1 ? missing.get(0) : argument;
    if (bare instanceof OptionSpec && !failure.getMessage().startsWith("Missing required option")) {
      return name(bare) + " needs " + kind(bare) + " after it";
    }
    if (missing.isEmpty()) {
      return message(failure);
    }
    return "name "
        + missing.stream()
            .map(
                arg ->
                    arg instanceof OptionSpec
                        ? name(arg) + " " + arg.paramLabel()
                        : arg.paramLabel())
            .collect(Collectors.joining(" and "))
        + (missing.size() == 1 && missing.get(0).description().length > 0
            ? ": " + decapitalised(missing.get(0).description()[0].split("(?<=\\.) ")[0])
            : "");
  }

  private static String decapitalised(String sentence) {
    String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String kind(ArgSpec argument) {
    Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    return type == Path.class ? "the name of a file" : "a value (" + argument.paramLabel() + ")";
  }

  private static String message(ParameterException failure) {
    String text = failure.getMessage().strip().replaceFirst("^Error: ", "");
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
