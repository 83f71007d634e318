package studio.anycost.api.extension;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * The open generator as a plugin may use it. Safe to use from any worker thread; the work shares
 * one session manager with the rest of the studio and yields to interactive renders.
 */
public interface Generator {
  /** Shapes, widths, mean style, boundaries. */
  GeneratorDescription description();

  /**
   * Draws {@code z} for a seed from the documented generator and maps it; the same style for every
   * layer, no truncation.
   */
  StyleCode styleOfSeed(long seed);

  /**
   * Maps one {@code z} (length = style dimension) to w; the same style for every layer.
   *
   * @throws IllegalArgumentException if the length does not fit
   */
  StyleCode map(float[] z);

  /**
   * Renders a code. Blocks.
   *
   * @throws CancellationException if the token was cancelled first
   * @throws IllegalArgumentException if the code or the sub-generator does not fit the generator
   * @throws IOException if the runtime failed
   */
  ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException;
}
