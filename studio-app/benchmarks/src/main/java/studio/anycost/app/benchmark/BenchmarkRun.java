package studio.anycost.app.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.bundle.ModelBundle;

/**
 * What a measurement works with.
 *
 * @param engine with the model that is measured; whoever made it closes it
 * @param engines for measurements that need an engine of their own
 * @param bundle where the model is; empty for the built-in one
 * @param report gets the figures
 */
record BenchmarkRun(
    StudioEngine engine, EngineFactory engines, Optional<Path> bundle, ObjectNode report) {

  /** Opens the model once more; the caller closes it. */
  ModelBundle openModel() throws IOException {
    return engines.openBundle(bundle);
  }
}
