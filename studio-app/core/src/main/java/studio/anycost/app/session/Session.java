package studio.anycost.app.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.app.document.Project;

/**
 * What was open in the window.
 *
 * @param file the project, if it has a file
 * @param portrait the portrait otherwise, if there was nothing unsaved about it
 * @param layout what the window showed, in words of its own
 */
public record Session(Optional<Path> file, Optional<Project> portrait, Map<String, String> layout) {
  /** Nothing was open. */
  public static final Session NONE = new Session(Optional.empty(), Optional.empty(), Map.of());

  public Session {
    Objects.requireNonNull(file);
    Objects.requireNonNull(portrait);
    layout = Map.copyOf(layout);
  }
}
