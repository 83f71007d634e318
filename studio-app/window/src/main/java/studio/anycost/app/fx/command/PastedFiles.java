package studio.anycost.app.fx.command;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a text of the clipboard names: files, by their paths or addresses, or what is elsewhere. */
final class PastedFiles {
  private static final String FILE = "file:";

  private PastedFiles() {}

  /** Whether it is an address of a network. */
  static boolean isNetwork(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.matches("(https?|ftps?|sftp|smb)://\\S+");
  }

  /**
   * The files that a text names, each in a line of its own as a path from the root or as {@code
   * file:///...}; lines with # are remarks, as in lists of addresses.
   *
   * @return empty if a line is something else; whether the files are there is not looked for
   */
  static Optional<List<Path>> of(String text) {
    List<Path> files = new ArrayList<>();
    for (String each : text.split("\\R")) {
      String line = each.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Optional<Path> file = file(line).filter(Path::isAbsolute);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      files.add(file.get());
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(files);
  }

  private static Optional<Path> file(String line) {
    try {
      return Optional.of(
          line.toLowerCase(Locale.ROOT).startsWith(FILE)
              ? Path.of(local(URI.create(line.replace(" ", "%20"))))
              : Path.of(unquoted(line)));
    } catch (InvalidPathException | FileSystemNotFoundException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) { // no address, or one of another machine
      return Optional.empty();
    }
  }

  /** Programs write file:///a, file:/a or, with the machine that it is on, file://localhost/a. */
  private static URI local(URI address) {
    return "localhost".equals(address.getHost())
        ? URI.create(FILE + "//" + address.getRawPath())
        : address;
  }

  private static String unquoted(String line) {
    boolean quoted =
        line.length() > 2
            && (line.startsWith("'") && line.endsWith("'")
                || line.startsWith("\"") && line.endsWith("\""));
    return quoted ? line.substring(1, line.length() - 1) : line;
  }
}
