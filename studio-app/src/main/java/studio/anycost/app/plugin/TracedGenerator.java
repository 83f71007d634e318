package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.function.Supplier;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
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
    return traced(() -> generator.styleOfSeed(seed));
  }

  @Override
  public StyleCode map(float[] z) {
    return traced(() -> generator.map(z));
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    trace.enter();
    try {
      return generator.render(code, subGenerator, noise, cancellation);
    } catch (IOException | RuntimeException | Error e) {
      trace.threw(e);
      throw e;
    } finally {
      trace.exit();
    }
  }

  private <T> T traced(Supplier<T> call) {
    trace.enter();
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      trace.threw(e);
      throw e;
    } finally {
      trace.exit();
    }
  }
}
