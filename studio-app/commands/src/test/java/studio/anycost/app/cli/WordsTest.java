package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Whatever is wrong with a command line is said in one sentence that people understand. */
class WordsTest {
  /** What people must never read: names of classes and types, and what Java says by itself. */
  private static final Pattern CODE =
      Pattern.compile(
          "[a-z](?:Exception|Error)\\b|\\b(?:java|javax|sun|picocli|com|org|ai)\\.[a-z]|\\bnull\\b"
              + "|\\b(?:double|int|long|boolean)\\b|For input string|Input length|Invalid value"
              + "|Unmatched|\\bindex \\d|out of bounds|Cannot invoke|mutually exclusive");

  /** Of a sentence that is read at a glance. */
  private static final int MOST_LETTERS = 320;

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder.resolve("home"));
  }

  private void isRefusedInWords(Cli.Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).as(result.err()).hasSize(1);
    assertThat(result.err().strip()).matches("[-A-Z'/0-9].*[.?]").doesNotContainPattern(CODE);
  }

  static Stream<Arguments> options() {
    CliContext context =
        new CliContext(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            null,
            ProgressStyle.NONE);
    CommandLine line = StudioCommand.create(context, (bundle, project) -> {});
    List<Arguments> all = new ArrayList<>();
    addOptions(all, "", line);
    return all.stream();
  }

  /** Of all commands below one, and of those below them. */
  private static void addOptions(List<Arguments> all, String above, CommandLine line) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              String words = (above + " " + name).strip();
              for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.usageHelp()) {
                  continue;
                }
                if (option.arity().max() > 0) {
                  badValues(option)
                      .forEach(
                          bad -> all.add(Arguments.of(words, option.longestName() + "=" + bad)));
                  all.add(Arguments.of(words, option.longestName()));
                }
                if (!option.isMultiValue() && !isHelp(option)) {
                  String given = option.longestName() + goodValue(option);
                  all.add(Arguments.of(words, given + " " + given));
                }
              }
              all.add(Arguments.of(words, "--no-such-option"));
              all.add(Arguments.of(words, "-x"));
              addOptions(all, words, command);
            });
  }

  /** Also of a tool's command, which tells it by itself. */
  private static boolean isHelp(OptionSpec option) {
    return option.longestName().equals("--help");
  }

  private static String goodValue(OptionSpec option) {
    Class<?> type = option.type();
    if (option.arity().max() == 0) {
      return "";
    }
    if (type.isEnum()) {
      return "=" + type.getEnumConstants()[0];
    }
    return type == Boolean.class ? "=true" : "=1";
  }

  private static List<String> badValues(OptionSpec option) {
    Class<?> type = option.type();
    if (type == Double.class) {
      return List.of("x", "", "0,8", "1.2.3", "--1");
    }
    if (type == Integer.class || type == int.class || type == Long.class) {
      return List.of("x", "", "1.5", "99999999999", "99999999999999999999");
    }
    if (type == Boolean.class || type.isEnum()) {
      return List.of("x", "");
    }
    return type == Path.class ? List.of("") : List.of();
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyOptionRefusesWhatItDoesNotTake(String command, String options) {
    Cli.Result result = cli.run((Object[]) (command + " " + options).split(" "));
    isRefusedInWords(result);
    assertThat(result.err()).hasSizeLessThan(MOST_LETTERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sample --psi x | 'x' is not a number: --psi takes one",
        "sample --psi 0,8 | write 0.8 after --psi",
        "sample --resolution 64.5 | '64.5' is not a whole number: --resolution takes one",
        "sample --resolution 99999999999 | too large",
        "bench --runs | --runs needs a whole number after it",
        "sample --seed 7 --psi 1 --psi 2 | --psi can be given once only",
        "sample --seed 7 a.png | 'a.png' is one argument too many",
        "sample --sede 7 | no option --sede; did you mean --seed",
        "replay -o a.png | Name FILE.anycost",
        "export | Name --output",
        "sample --seed 7 --ratio 1 --channels 1,2 -o a.png | exclude each other"
      })
  void commandLinesThatCannotBeReadAreExplained(String line, String expected) {
    Cli.Result result = cli.run((Object[]) line.strip().split(" "));
    isRefusedInWords(result);
    assertThat(result.err()).contains(expected.strip());
  }

  private Path bad(String kind) throws IOException {
    Path file = folder.resolve("bad." + kind.substring(kind.indexOf('.') + 1));
    switch (kind.substring(0, kind.indexOf('.'))) {
      case "missing" -> Files.deleteIfExists(file);
      case "folder" -> Files.createDirectory(file);
      case "empty" -> Files.createFile(file);
      case "text" -> Files.writeString(file, "This is a text.\n".repeat(40));
      case "latin" -> Files.write(file, "Müller\nJosé\n".getBytes(StandardCharsets.ISO_8859_1));
      case "zeros" -> Files.write(file, new byte[4096]);
      case "zip" -> {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
          zip.putNextEntry(new ZipEntry("a.txt"));
          zip.write(1);
        }
      }
      case "half" -> Files.write(file, new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 1, 2});
      case "pickle" -> Files.write(file, new byte[] {(byte) 0x80, 2, '}', 'q', 0, '.'});
      case "npy" -> Files.write(file, "\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
      default -> throw new IllegalArgumentException(kind);
    }
    return file;
  }

  static Stream<Arguments> files() {
    List<String> kinds =
        List.of(
            "missing", "folder", "empty", "text", "latin", "zeros", "zip", "half", "pickle", "npy");
    List<String> commands =
        List.of(
            "sample --style BAD.npy -o OUT.png",
            "sample --z BAD.npy -o OUT.png",
            "sample --seed 7 --bundle BAD.zip -o OUT.png",
            "edit --recipe BAD.anycost -o OUT.png",
            "replay BAD.anycost -o OUT.png",
            "replay BAD.anycost --photo BAD.anycost -o OUT.png",
            "info --bundle BAD.zip",
            "plugins --bundle BAD.zip",
            "project starter-encoder BAD.jpg -o OUT.png",
            "import --generator BAD.pt -o OUT",
            "BAD.anycost");
    return kinds.stream()
        .flatMap(kind -> commands.stream().map(command -> Arguments.of(kind, command)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsRefusedInWords(String kind, String command) throws IOException {
    if (command.equals("BAD.anycost") && !kind.equals("missing") && !kind.equals("folder")) {
      return; // the window opens and tells
    }
    Path out = folder.resolve("out");
    List<Object> arguments = new ArrayList<>();
    for (String word : command.split(" ")) {
      arguments.add(
          word.startsWith("BAD.") && !Files.exists(folder.resolve("bad." + word.substring(4)))
              ? bad(kind + word.substring(3))
              : word.startsWith("BAD.")
                  ? folder.resolve("bad." + word.substring(4))
                  : word.replace("OUT", out.toString()));
    }
    isRefusedInWords(cli.run(arguments.toArray()));
    assertThat(Files.exists(out)).isFalse();
    assertThat(Files.exists(folder.resolve("out.png"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b.png", "\0"})
  void aNameThatNoFileCanHaveIsRefused(String name) {
    isRefusedInWords(cli.run("sample", "--seed", 7, "-o", name));
    isRefusedInWords(cli.run("sample", "--style", name, "-o", folder.resolve("a.png")));
    isRefusedInWords(cli.run("sample", "--seed", 7, "--sheet", name));
    isRefusedInWords(
        cli.run("sample", "--seed", 7, "--bundle", name, "-o", folder.resolve("a.png")));
  }

  @Test
  void aSentenceNeverNamesWhatOnlyProgrammersKnow() {
    assertThat("java.nio.file.NoSuchFileException: a").containsPattern(CODE);
    assertThat("'x' is not a double").containsPattern(CODE);
    assertThat("There is no file a.png.").doesNotContainPattern(CODE);
  }
}
