package studio.anycost.export.importer;

import java.io.IOException;
import java.nio.file.Path;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.Consistency;

/** Looks at the pictures of a model, which takes a runtime; an import has none of its own. */
@FunctionalInterface
public interface ConsistencyMeter {
  /**
   * Measures how like the full generator its sub-generators are. Blocks.
   *
   * @param bundle a folder with a complete bundle
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if the model cannot be rendered
   */
  Consistency measure(Path bundle, TaskContext<?> task) throws IOException;
}
