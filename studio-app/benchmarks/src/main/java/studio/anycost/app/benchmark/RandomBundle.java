package studio.anycost.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.importer.BundleImporter;
import studio.anycost.export.importer.ImportRequest;
import studio.anycost.export.onnx.GeneratorSpec;

/**
 * A model of random weights in a temporary folder, imported as a person's checkpoint is. Closing
 * removes it; close whatever opened it first.
 */
public final class RandomBundle implements AutoCloseable {
  /** The name of the only shape that can be asked for by name. */
  public static final String CONFIG_F = "config-f";

  private static final long SEED = 1;

  private final TemporaryFolder folder;
  private final Path path;

  private RandomBundle(TemporaryFolder folder, Path path) {
    this.folder = folder;
    this.path = path;
  }

  /** The shape of a name; empty if there is none. */
  public static Optional<GeneratorSpec> shape(String name) {
    return name.equals(CONFIG_F) ? Optional.of(RandomGenerator.CONFIG_F) : Optional.empty();
  }

  /**
   * Writes a bundle with float32 weights. Takes seconds for a large shape.
   *
   * @param name of the shape, for people
   */
  public static RandomBundle write(GeneratorSpec spec, String name) throws IOException {
    TemporaryFolder folder = TemporaryFolder.create();
    try {
      Path output = folder.path().resolve("bundle");
      write(spec, name, output);
      return new RandomBundle(folder, output);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * The same, to stay.
   *
   * @param output a folder that does not exist yet
   */
  static void write(GeneratorSpec spec, String name, Path output) throws IOException {
    BundleImporter.run(
        RandomGenerator.tensors(spec, SEED),
        ImportRequest.of(Path.of(name), output)
            .described(
                name + " with random weights",
                "CC0-1.0",
                "Drawn from a seed for measurements; its pictures mean nothing.")
            .build(),
        TaskContext.of(CancellationToken.NONE, (fraction, message) -> {}));
  }

  /** The bundle's folder. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    folder.close();
  }
}
