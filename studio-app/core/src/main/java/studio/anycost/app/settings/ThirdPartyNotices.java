package studio.anycost.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the studio is shipped with that others made, and under which licences. */
public final class ThirdPartyNotices {
  /** In the archive of the core; the distribution has a copy. */
  private static final String RESOURCE = "/META-INF/THIRD-PARTY.txt";

  /** A longer line goes on in the next one. */
  private static final int WRAPPED_FROM = 60;

  private ThirdPartyNotices() {}

  /**
   * The same for a place that wraps lines by itself: a paragraph is one line. What is indented, as
   * lists are, stays as it is.
   */
  public static String paragraphs() {
    StringBuilder paragraphs = new StringBuilder();
    String before = "";
    for (String line : text().split("\n", -1)) {
      boolean goesOn = before.length() > WRAPPED_FROM && startsAtMargin(before);
      paragraphs.append(goesOn && startsAtMargin(line) ? ' ' : '\n').append(line);
      before = line;
    }
    return paragraphs.substring(1);
  }

  private static boolean startsAtMargin(String line) {
    return !line.isEmpty() && !Character.isWhitespace(line.charAt(0));
  }

  /** The libraries by licence, then the licences: about 60 KB of text. Reads a resource. */
  public static String text() {
    try (InputStream in = ThirdPartyNotices.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The notices of third parties cannot be read.", e);
    }
  }
}
