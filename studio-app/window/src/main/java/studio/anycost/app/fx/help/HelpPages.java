package studio.anycost.app.fx.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The documents that come along, by their place in the folder {@code docs}. */
final class HelpPages {
  private static final String FOLDER = "docs/";

  private HelpPages() {}

  /** The text of a document; empty if there is none of that name. */
  static Optional<String> text(String name) {
    try (InputStream in = HelpPages.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("A page of the studio cannot be read.", e);
    }
  }

  /** Whether there is a document of that name. */
  static boolean isThere(String name) {
    return name.endsWith(".md") && HelpPages.class.getResource(FOLDER + name) != null;
  }

  /** Where a picture is; empty if there is none of that name. */
  static Optional<URL> picture(String name) {
    return Optional.ofNullable(HelpPages.class.getResource(FOLDER + name));
  }

  /**
   * What a reference leads to.
   *
   * @param from the document that it stands in
   * @param reference relative, without an anchor
   * @return the name of a document or picture; empty if it leads out of the folder
   */
  static Optional<String> resolve(String from, String reference) {
    try {
      Path parent = Path.of(from).getParent();
      Path target = (parent == null ? Path.of(reference) : parent.resolve(reference)).normalize();
      return target.isAbsolute() || target.startsWith("..")
          ? Optional.empty()
          : Optional.of(target.toString().replace('\\', '/'));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
