package studio.anycost.app.series;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.app.words.Texts;

/** Names of numbered files, written as {@code face-%04d.png}. Immutable. */
public final class NamePattern {
  private static final Pattern NUMBER = Pattern.compile("%0?([1-9]?)d");

  private final String before;
  private final String after;
  private final int digits;

  private NamePattern(String before, String after, int digits) {
    this.before = before;
    this.after = after;
    this.digits = digits;
  }

  /** Whether a text has a place for a number. */
  public static boolean isPattern(String text) {
    return NUMBER.matcher(text).find();
  }

  /**
   * Understands a pattern.
   *
   * @param text a path with one {@code %d} or, for so many digits at least, {@code %04d} in the
   *     file's name
   * @throws IllegalArgumentException with a sentence if there are several, or one in a folder's
   *     name
   */
  public static NamePattern of(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.find()) {
      throw new IllegalArgumentException(Texts.of("series.namePattern.noPlace", text));
    }
    String before = text.substring(0, number.start());
    String after = text.substring(number.end());
    if (isPattern(after)) {
      throw new IllegalArgumentException(Texts.of("series.namePattern.severalPlaces", text));
    }
    if (Path.of(before + "0" + after).getNameCount() != Path.of(before + "0").getNameCount()) {
      throw new IllegalArgumentException(Texts.of("series.namePattern.placeInFolder", text));
    }
    String width = number.group(1);
    return new NamePattern(before, after, width.isEmpty() ? 1 : Integer.parseInt(width));
  }

  /** The file of a number. */
  public Path file(long number) {
    return Path.of(before + padded(number, digits) + after);
  }

  /** A number with at least so many digits, whatever the locale. */
  static String padded(long number, int digits) {
    String text = Long.toString(number);
    String sign = number < 0 ? "-" : "";
    String size = text.substring(sign.length());
    return sign + "0".repeat(Math.max(0, digits - size.length())) + size;
  }
}
