package studio.anycost.training.records;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.anycost.training.checkpoints.AtomicFiles;

/**
 * Options of a run by their names on the command line, without dashes, as texts: from there, from a
 * properties file, or from both. Immutable.
 */
public final class Values {
  private static final int LARGEST = 1 << 16;

  private final Map<String, String> texts;

  /** Takes values as they are. */
  public Values(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /**
   * Reads a properties file.
   *
   * @throws IOException with a sentence if there is none or it is none
   */
  public static Map<String, String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is too large to record a run.");
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new IOException(file + " is no properties file.", e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  /**
   * Replaces a file by values; the same ones give the same bytes.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public static void write(Path file, Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    String lines =
        text.toString()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));
    AtomicFiles.replace(file, out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether there is one of this name. */
  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /** A text. */
  public String text(String key, String otherwise) {
    return texts.getOrDefault(key, otherwise);
  }

  /**
   * A path.
   *
   * @throws IllegalArgumentException with a sentence if it cannot be one
   */
  public Optional<Path> path(String key) {
    return Optional.ofNullable(get(key, Values::toPath, null));
  }

  private static Path toPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * A path that has to be there.
   *
   * @throws IllegalArgumentException with a sentence if it is not
   */
  public Path requirePath(String key) {
    return path(key).orElseThrow(() -> missing(key));
  }

  /**
   * A large whole number that has to be there.
   *
   * @throws IllegalArgumentException with a sentence if it is not, or none
   */
  public long requireWhole(String key) {
    if (!has(key)) {
      throw missing(key);
    }
    return whole(key, 0L);
  }

  /** A large whole number. */
  public long whole(String key, long otherwise) {
    return get(key, Long::parseLong, otherwise);
  }

  /** A whole number. */
  public int whole(String key, int otherwise) {
    return get(key, Integer::parseInt, otherwise);
  }

  /** A number. */
  public double real(String key, double otherwise) {
    return get(key, Double::parseDouble, otherwise);
  }

  /** True or false. */
  public boolean flag(String key, boolean otherwise) {
    return get(
        key,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            },
        otherwise);
  }

  /** One of several, in any case. */
  public <E extends Enum<E>> E choice(String key, Class<E> kind, E otherwise) {
    return get(key, text -> Enum.valueOf(kind, text.toUpperCase(Locale.ROOT)), otherwise);
  }

  private <T> T get(String key, Function<String, T> parse, T otherwise) {
    String text = texts.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no value for --" + key + ".", e);
    }
  }

  private static IllegalArgumentException missing(String key) {
    return new IllegalArgumentException("A run needs --" + key + ".");
  }
}
