package studio.anycost.app.preview;

import java.io.IOException;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.runtime.LoadedGenerator;

/** Renders in the background and tells what a render costs when nothing is reused. */
@FunctionalInterface
public interface MeasuredRenderer {
  /** A picture and the milliseconds that it takes. */
  record Measured(ImageTensor image, double milliseconds) {}

  /**
   * Renders. Blocks.
   *
   * @throws java.util.concurrent.CancellationException if the token was cancelled first
   * @throws IOException with a sentence if the runtime failed
   */
  Measured render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException;

  /**
   * Renders with the runtime. The first run of a session is slower than those that follow and does
   * not count, so a sub-generator that was never measured is rendered a second time.
   */
  static MeasuredRenderer of(LoadedGenerator generator) {
    return (code, subGenerator, noise, cancellation) -> {
      ImageTensor image = generator.render(code, subGenerator, noise, cancellation);
      if (!generator.latency().isMeasured(subGenerator)) {
        generator.render(code, subGenerator, noise, cancellation);
      }
      return new Measured(image, generator.latency().milliseconds(subGenerator));
    };
  }
}
