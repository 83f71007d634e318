package studio.anycost.app.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.RenderConsumer;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/** The generator as one call of a plugin sees it; leaves a {@link HostTrace}. */
final class TracedGenerator implements Generator {
  private final Generator generator;
  private final HostTrace trace;

  TracedGenerator(Generator generator, HostTrace trace) {
    this.generator = generator;
    this.trace = trace;
  }

  @Override
  public GeneratorDescription description() {
    return generator.description();
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    return unchecked(() -> generator.styleOfSeed(seed));
  }

  @Override
  public StyleCode map(float[] z) {
    return unchecked(() -> generator.map(z));
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    return traced(() -> generator.render(code, subGenerator, noise, cancellation));
  }

  @Override
  public float[][] mapAll(float[][] z, CancellationToken cancellation) throws IOException {
    return traced(() -> generator.mapAll(z, cancellation));
  }

  @Override
  public void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      RenderConsumer consumer)
      throws IOException {
    // What the plugin's own consumer throws is no failure of a service.
    RenderConsumer outside =
        (index, image) -> {
          trace.exit();
          try {
            consumer.rendered(index, image);
          } catch (RuntimeException e) {
            throw new ConsumerFailure(e);
          } finally {
            trace.enter();
          }
        };
    try {
      traced(
          () -> {
            generator.renderAll(codes, subGenerator, noise, cancellation, outside);
            return codes;
          });
    } catch (ConsumerFailure e) {
      trace.threw(null);
      throw e.cause;
    }
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return unchecked(() -> generator.latency(subGenerator));
  }

  @Override
  public Optional<Network> encoder() {
    return generator.encoder().map(network -> new TracedNetwork(network, trace));
  }

  @Override
  public Optional<Network> attributePredictor() {
    return generator.attributePredictor().map(network -> new TracedNetwork(network, trace));
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private <T> T traced(Call<T> call) throws IOException {
    trace.enter();
    try {
      return call.make();
    } catch (IOException | RuntimeException | Error e) {
      trace.threw(e);
      throw e;
    } finally {
      trace.exit();
    }
  }

  private <T> T unchecked(Call<T> call) {
    try {
      return traced(call);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: these calls declare none
    }
  }

  private static final class ConsumerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException cause;

    ConsumerFailure(RuntimeException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
