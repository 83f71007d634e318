package studio.anycost.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
public final class StudioVersion implements IVersionProvider {
  /** For instance {@code 0.1.0}. */
  public static String number() {
    try (InputStream in =
        StudioVersion.class.getResourceAsStream("/studio/anycost/app/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("The studio's own version cannot be read.", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Anycost Studio " + number() + " (Java " + Runtime.version() + ")"};
  }
}
