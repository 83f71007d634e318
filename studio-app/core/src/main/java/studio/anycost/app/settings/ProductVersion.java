package studio.anycost.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote down. */
public final class ProductVersion {
  private ProductVersion() {}

  /** For instance {@code 0.1.0}. */
  public static String number() {
    try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("The studio's own version cannot be read.", e);
    }
  }
}
