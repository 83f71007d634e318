package studio.anycost.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.ModelBundle;

/**
 * Spark from its start to its end, with a model that it brings to every executor once. For one
 * thread.
 */
final class SparkSession implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Master master;
  private final TemporaryFolder folder;
  private final JavaSparkContext spark;
  private final ModelPlace place;
  private final Travelling travelling;

  private SparkSession(
      Master master, TemporaryFolder folder, JavaSparkContext spark, ModelPlace place) {
    this.master = master;
    this.folder = folder;
    this.spark = spark;
    this.place = place;
    this.travelling = new Travelling(spark, folder.path());
  }

  /**
   * Starts Spark. Blocks for some seconds.
   *
   * @param bundle a folder or a zip file; empty for the model that comes along
   * @throws IOException with a sentence if it does not start, or if there is no such model
   */
  static SparkSession start(Master master, Optional<Path> bundle) throws IOException {
    TemporaryFolder folder = new TemporaryFolder();
    try {
      Optional<Path> file =
          bundle.isEmpty() ? Optional.empty() : Optional.of(file(bundle.get(), folder.path()));
      JavaSparkContext spark = new JavaSparkContext(settings(master, folder.path()));
      try {
        if (file.isPresent()) {
          spark.addFile(file.get().toUri().toString());
        }
        if (!master.isThisMachine()) {
          new Travelling(spark, folder.path()).bringTheStudio();
        }
      } catch (IOException | RuntimeException e) {
        spark.stop();
        throw e;
      }
      String name = file.map(path -> path.getFileName().toString()).orElse("");
      return new SparkSession(
          master,
          folder,
          spark,
          new ModelPlace(UUID.randomUUID().toString(), name, master.threads()));
    } catch (RuntimeException e) {
      folder.close();
      throw new IOException(
          "Spark did not start with --spark " + master.url() + ": " + Failures.words(e), e);
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** A bundle as one file, under a name that nothing else has that Spark brings. */
  private static Path file(Path bundle, Path folder) throws IOException {
    Path file = folder.resolve("model.zip");
    if (Files.isDirectory(bundle)) {
      try (ModelBundle open = ModelBundle.open(bundle)) {
        new BundleRevision(open).write(file, false, TaskContext.none());
      }
    } else {
      Files.copy(bundle, file);
    }
    return file;
  }

  /** What a person sets with {@code -Dspark.NAME} wins, but for what cannot be otherwise. */
  private static SparkConf settings(Master master, Path folder) throws IOException {
    SparkConf settings =
        new SparkConf()
            .setMaster(master.url())
            .setAppName("Anycost Studio")
            .setIfMissing("spark.ui.enabled", "false")
            // Parts are bounded, and few are under way.
            .setIfMissing("spark.driver.maxResultSize", "0")
            // Nothing leaves the executor's machine: ONNX Runtime would report its use.
            .setExecutorEnv("ORT_DISABLE_TELEMETRY", "1");
    if (master.isThisMachine()) {
      settings
          .setIfMissing("spark.driver.host", LOOPBACK)
          .setIfMissing("spark.driver.bindAddress", LOOPBACK);
    }
    if (master.isProcessesHere()) {
      settings
          .setExecutorEnv("SPARK_SCALA_VERSION", "2.13")
          .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
          .setIfMissing("spark.executor.extraJavaOptions", "-Danycost.studio.logs=" + folder);
      installEmptySpark(folder);
    }
    return settings;
  }

  /**
   * Spark starts processes from an installation, whose place it takes from the environment, unless
   * it is under test. An empty one will do: all classes are the studio's.
   */
  private static void installEmptySpark(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("jars"));
    System.setProperty("spark.testing", "true");
    System.setProperty("spark.test.home", folder.toString());
  }

  JavaSparkContext spark() {
    return spark;
  }

  /** Where executors find the model. */
  ModelPlace place() {
    return place;
  }

  /** Lets executors know the classes of a job. */
  void bringClassesOf(SamplingJob<?> job) throws IOException {
    travelling.bringClassesOf(job);
  }

  /** What is thrown when Spark gave a job up. */
  IOException failure(Throwable cause) {
    return Failures.of(cause, master);
  }

  @Override
  public void close() {
    spark.stop();
    ExecutorModels.close(place.run());
    folder.close();
  }
}
