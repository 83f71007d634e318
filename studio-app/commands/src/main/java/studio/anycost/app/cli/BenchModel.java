package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.RandomBundle;
import studio.anycost.export.onnx.GeneratorSpec;

/** Which model is measured: {@code --bundle B} or {@code --random config-f}. */
final class BenchModel {
  @Mixin private final BundleOption bundle = new BundleOption();

  @Option(
      names = "--random",
      paramLabel = "SHAPE",
      description = {
        "Measure a generator of this shape with random weights, made for the purpose.",
        "Shapes: " + RandomBundle.CONFIG_F + " (StyleGAN2's at 1024 px)."
      })
  private String random;

  boolean isRandom() {
    return random != null;
  }

  void check() throws InputException {
    if (isRandom() && bundle.path().isPresent()) {
      throw new InputException("--bundle and --random exclude each other: give one of them.");
    }
    shape();
  }

  private Optional<GeneratorSpec> shape() throws InputException {
    if (!isRandom()) {
      return Optional.empty();
    }
    Optional<GeneratorSpec> shape = RandomBundle.shape(random);
    if (shape.isEmpty()) {
      throw new InputException(
          "--random knows the shape " + RandomBundle.CONFIG_F + ", not '" + random + "'.");
    }
    return shape;
  }

  /** Makes it ready to be opened. */
  Prepared prepare(ProgressLine progress) throws IOException, InputException {
    Optional<GeneratorSpec> shape = shape();
    if (shape.isEmpty()) {
      return new Prepared(bundle.path(), Optional.empty());
    }
    RandomBundle written = RandomBundle.write(shape.get(), random, progress);
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
