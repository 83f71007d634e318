package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.bundle.ModelBundle;

/**
 * What a measurement works with.
 *
 * @param engine with the model that is measured; whoever made it closes it
 * @param engines for measurements that need an engine of their own
 * @param bundle where the model is; empty for the built-in one
 * @param runs measured runs of each sub-generator, where a measurement repeats itself
 * @param report gets the figures
 * @param progress hears the share of the measurement that is done
 */
record BenchRun(
    StudioEngine engine,
    EngineFactory engines,
    Optional<Path> bundle,
    int runs,
    ObjectNode report,
    DoubleConsumer progress) {

  /** Opens the model once more; the caller closes it. */
  ModelBundle openModel() throws IOException {
    return engines.openBundle(bundle);
  }
}
