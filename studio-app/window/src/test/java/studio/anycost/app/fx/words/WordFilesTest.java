package studio.anycost.app.fx.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of words of all modules, and the code that asks for what is in them. */
class WordFilesTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final int LONGEST_KEY = 60;

  /** Folders with a file of English words, as seen from the root. */
  private static List<Path> folders() throws IOException {
    List<Path> roots = new ArrayList<>();
    for (Path parent : List.of(ROOT, ROOT.resolve("studio-app"), ROOT.resolve("plugins"))) {
      try (Stream<Path> modules = Files.list(parent)) {
        modules.map(each -> each.resolve("src/main/resources")).forEach(roots::add);
      }
    }
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(each -> each.endsWith("words.properties")).forEach(found::add);
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(0);
    return found.stream().map(Path::getParent).toList();
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> words = new TreeMap<>();
    properties.forEach((key, value) -> words.put((String) key, (String) value));
    return words;
  }

  /** What is said of a plugin's controls stands in its code in English, and in no file. */
  private static boolean isSentence(String key) {
    return !key.contains("/") && !key.equals("name") && !key.equals("description");
  }

  @Test
  void bothLanguagesSayTheSame() throws IOException {
    for (Path folder : folders()) {
      Map<String, String> english = read(folder.resolve("words.properties"));
      Map<String, String> german = read(folder.resolve("words_de.properties"));
      assertThat(german.keySet().stream().filter(WordFilesTest::isSentence).toList())
          .as(folder + ": keys in German as in English")
          .containsExactlyElementsOf(english.keySet());
      for (String key : english.keySet()) {
        assertThat(places(german.get(key), Locale.GERMAN))
            .as(key + ": what is filled in in German as in English")
            .isEqualTo(places(english.get(key), Locale.ENGLISH));
      }
    }
  }

  /** The numbers of the arguments; fails where a pattern cannot be read. */
  private static Set<String> places(String pattern, Locale locale) {
    assertThat(pattern.replace("''", ""))
        .as("an apostrophe is written twice in: " + pattern)
        .doesNotContainPattern("(?<![\"{}])'(?![{}])");
    new MessageFormat(pattern, locale);
    Set<String> places = new TreeSet<>();
    Matcher place = Pattern.compile("\\{(\\d+)").matcher(pattern);
    while (place.find()) {
      places.add(place.group(1));
    }
    return places;
  }

  @Test
  void everyWordIsAskedForAndEveryWordThatIsAskedForIsThere() throws IOException {
    for (Path folder : folders()) {
      Path module = folder;
      while (!module.endsWith("src/main/resources")) {
        module = module.getParent();
      }
      String code = code(module.resolveSibling("java"));
      Set<String> keys = read(folder.resolve("words.properties")).keySet();

      Set<String> asked = new TreeSet<>();
      Set<String> beginnings = new TreeSet<>();
      Matcher ask = Pattern.compile("Texts\\.\\w+\\(\\s*\"([^\"]+)\"(\\s*\\+)?").matcher(code);
      while (ask.find()) {
        (ask.group(2) == null ? asked : beginnings).add(ask.group(1));
      }
      assertThat(keys).as(folder + ": asked for, and not there").containsAll(asked);
      assertThat(keys)
          .as(folder + ": there, and never asked for")
          .filteredOn(key -> !code.contains("\"" + key + "\""))
          .filteredOn(key -> beginnings.stream().noneMatch(key::startsWith))
          .isEmpty();
    }
  }

  /** A number tells nobody which of several sentences it is. */
  @Test
  void keysSayWhatTheirSentencesAreFor() throws IOException {
    for (Path folder : folders()) {
      assertThat(read(folder.resolve("words.properties")).keySet())
          .as(folder + ": names")
          .noneMatch(key -> key.matches(".*\\d"))
          .allMatch(key -> key.length() <= LONGEST_KEY);
    }
  }

  private static String code(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(WordFilesTest::text)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
