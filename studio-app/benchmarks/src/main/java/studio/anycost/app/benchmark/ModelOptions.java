package studio.anycost.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.anycost.export.onnx.GeneratorSpec;

/** Which model is measured: {@code --bundle B} or {@code --random config-f}. */
final class ModelOptions {
  @Option(
      names = "--bundle",
      paramLabel = "B",
      description = "Model bundle: a folder or a zip file. Default: the model that comes along.")
  private Path bundle;

  @Option(
      names = "--random",
      paramLabel = "SHAPE",
      description = {
        "Measure a generator of this shape with random weights, made for the purpose.",
        "Shapes: " + RandomBundle.CONFIG_F + " (StyleGAN2's at 1024 px)."
      })
  private String random;

  /** Ends the command with the sentence unless the condition holds. */
  @FunctionalInterface
  interface Demand {
    void that(boolean sensible, String sentence);
  }

  /** Makes the model ready to be opened. */
  Prepared prepare(Demand demand) throws IOException {
    demand.that(
        random == null || bundle == null,
        "--bundle and --random exclude each other: give one of them.");
    if (random == null) {
      return new Prepared(Optional.ofNullable(bundle), Optional.empty());
    }
    Optional<GeneratorSpec> shape = RandomBundle.shape(random);
    demand.that(
        shape.isPresent(),
        "--random knows the shape " + RandomBundle.CONFIG_F + ", not '" + random + "'.");
    RandomBundle written = RandomBundle.write(shape.orElseThrow(), random);
    return new Prepared(Optional.of(written.path()), Optional.of(written));
  }

  /**
   * A model that can be opened until this is closed.
   *
   * @param path of the bundle; empty for the built-in one
   * @param temporary what closing removes
   */
  record Prepared(Optional<Path> path, Optional<RandomBundle> temporary) implements AutoCloseable {
    @Override
    public void close() {
      temporary.ifPresent(RandomBundle::close);
    }
  }
}
