package studio.anycost.app.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.app.document.Project;

/**
 * Work that nobody saved before its studio ended.
 *
 * @param id of the slot it lies in
 * @param project as it was last
 * @param file that it was opened from or saved to before, if any
 * @param changed when it was kept last
 */
public record UnsavedWork(String id, Project project, Optional<Path> file, Instant changed) {
  public UnsavedWork {
    Objects.requireNonNull(id);
    Objects.requireNonNull(project);
    Objects.requireNonNull(file);
    Objects.requireNonNull(changed);
  }
}
