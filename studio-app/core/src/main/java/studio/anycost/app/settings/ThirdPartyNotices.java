package studio.anycost.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the studio is shipped with that others made, and under which licences. */
public final class ThirdPartyNotices {
  /** In the archive of the core; the distribution has a copy. */
  private static final String RESOURCE = "/META-INF/THIRD-PARTY.txt";

  private ThirdPartyNotices() {}

  /** The libraries by licence, then the licences: about 60 KB of text. Reads a resource. */
  public static String text() {
    try (InputStream in = ThirdPartyNotices.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The notices of third parties cannot be read.", e);
    }
  }
}
