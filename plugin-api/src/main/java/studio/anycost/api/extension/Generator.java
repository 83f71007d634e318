package studio.anycost.api.extension;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.anycost.api.compute.Network;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
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

  /**
   * Maps many z to w; the studio's generator does so in batches on every core. Blocks.
   *
   * @param z {@code [n][styleDimension]}
   * @return {@code [n][styleDimension]}, in the same order
   * @throws CancellationException if the token was cancelled first
   * @throws IllegalArgumentException if a length does not fit
   * @throws IOException if the runtime failed
   */
  default float[][] mapAll(float[][] z, CancellationToken cancellation) throws IOException {
    float[][] w = new float[z.length][];
    for (int i = 0; i < z.length; i++) {
      cancellation.throwIfCancelled();
      w[i] = map(z[i]).style(0);
    }
    return w;
  }

  /**
   * Renders many codes at background priority; the studio's generator does so on every core. Blocks
   * until the last one was consumed.
   *
   * @param consumer takes the images as they are ready
   * @throws CancellationException if the token was cancelled first; some images may have been
   *     consumed
   * @throws IllegalArgumentException if a code or the sub-generator does not fit the generator
   * @throws IOException if the runtime failed
   */
  default void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      RenderConsumer consumer)
      throws IOException {
    for (int i = 0; i < codes.size(); i++) {
      consumer.rendered(i, render(codes.get(i), subGenerator, noise, cancellation));
    }
  }

  /**
   * The uniform sub-generators at the highest resolutions that stand for the full one: those that
   * the model was trained for, as far as its bundle tells. Quick.
   *
   * @return from the least channels and the lowest resolution on; the full generator is the last
   */
  default List<SubGenerator> trainedSubGenerators() {
    ChannelTable channels = description().channels();
    return channels.highestResolutions().stream()
        .flatMap(
            side -> ChannelTable.RATIOS.stream().map(ratio -> channels.subGenerator(ratio, side)))
        .distinct()
        .toList();
  }

  /**
   * What the last search found for this generator: sub-generators that are good at their cost,
   * uniform or not. Quick.
   *
   * @return empty if none was found
   */
  default List<Candidate> foundSubGenerators() {
    return List.of();
  }

  /**
   * What a render of a sub-generator takes on this machine, from measured stage times. Quick;
   * measures nothing itself.
   *
   * @throws IllegalArgumentException if the sub-generator does not fit the generator
   */
  Latency latency(SubGenerator subGenerator);

  /**
   * Renders a sub-generator some times, alone and at background priority, so that {@link #latency}
   * no longer guesses from others what it takes. Blocks. For the few that matter: a search of
   * thousands asks {@code latency}.
   *
   * @throws CancellationException if the token was cancelled first
   * @throws IllegalArgumentException if the sub-generator does not fit the generator
   * @throws IOException if the runtime failed
   */
  default Latency measure(SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return latency(subGenerator);
  }

  /**
   * A loss over the style codes of this generator, with its gradient. Checks and prepares the
   * terms; graphs are differentiated when they are first needed.
   *
   * @param terms at least one
   * @param noise stays the same in all evaluations
   * @throws IllegalArgumentException if a term does not fit the generator or its network, with a
   *     sentence
   * @throws IOException if a network cannot be read
   */
  default Objective objective(List<Term> terms, Noise noise) throws IOException {
    throw new UnsupportedOperationException("This generator gives no gradients.");
  }

  /**
   * How the convolutions of the full generator take their styles, in the order of the layers.
   * Blocks while it reads the weights; a large generator has some ten megabytes of them.
   *
   * @return empty if the generator does not tell
   * @throws IOException if they cannot be read
   */
  default List<ModulationLayer> modulation() throws IOException {
    return List.of();
  }

  /**
   * The bundle's encoder: image {@code [N, 3, side, side]} in -1..1 to styles {@code [N,
   * styleCount, styleDimension]}; empty if the bundle has none.
   */
  default Optional<Network> encoder() {
    return Optional.empty();
  }

  /**
   * The bundle's attribute predictor: image {@code [N, 3, side, side]} in -1..1 to logits {@code
   * [N, attributes, 2]}, class 1 = present; empty if the bundle has none.
   */
  default Optional<Network> attributePredictor() {
    return Optional.empty();
  }
}
