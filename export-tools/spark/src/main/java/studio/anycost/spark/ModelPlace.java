package studio.anycost.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Where an executor finds the model of a run, and how much of its machine it may use.
 *
 * @param run tells runs apart
 * @param file among those that Spark brought; empty for the model that comes along
 * @param threads 0 for as many as the executor's machine has cores
 */
record ModelPlace(String run, String file, int threads) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Opens it on an executor. Blocks. */
  ModelBundle open() throws IOException {
    return file.isEmpty()
        ? ModelBundle.openDefault()
        : ModelBundle.open(Path.of(SparkFiles.get(file)));
  }

  RuntimeOptions options() {
    RuntimeOptions usual = RuntimeOptions.defaults();
    return threads == 0 ? usual : usual.withThreads(Math.min(threads, RuntimeOptions.MOST_THREADS));
  }
}
