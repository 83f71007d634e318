package studio.anycost.app.preview;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.models.consistency.FaceDifference;

/**
 * An open generator as previews need it: the runtime's, or one that tests paint with. Safe to use
 * from any thread.
 */
public interface PreviewGenerator extends CostEstimate {
  /** What it is; the same as long as it is open. */
  GeneratorDescription description();

  /**
   * The style code that is rendered for a document. Calls plugins and may take long.
   *
   * @throws IllegalArgumentException with a sentence if the document does not fit the generator
   */
  StyleCode evaluate(PortraitDocument document);

  /** Opens a place on the screen whose pictures somebody waits for; the caller closes it. */
  Renderer openRenderer();

  /**
   * Renders in the background, behind everything that somebody waits for. Blocks.
   *
   * @throws java.util.concurrent.CancellationException if the token was cancelled first
   * @throws IOException with a sentence if the runtime failed
   */
  ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException;

  /**
   * What single pictures are compared with. Blocks; renders a little in the background.
   *
   * @return empty if pictures of this generator cannot be compared
   * @throws java.util.concurrent.CancellationException if the token was cancelled first
   * @throws IOException with a sentence if the runtime failed
   */
  default Optional<FaceDifference> faceDifference(CancellationToken cancellation)
      throws IOException {
    return Optional.empty();
  }

  /**
   * How much pictures of sub-generators usually differ from the full ones, in the unit of {@link
   * Ladder#difference}. Blocks; renders some faces with each in the background.
   *
   * @return without those that cannot be compared
   * @throws java.util.concurrent.CancellationException if the token was cancelled first
   * @throws IOException with a sentence if the runtime failed
   */
  default Map<SubGenerator, Double> differences(
      Collection<SubGenerator> subGenerators, CancellationToken cancellation) throws IOException {
    return Map.of();
  }

  /** Whether every stage of a sub-generator was measured on this machine. */
  boolean isMeasured(SubGenerator subGenerator);

  /** Whether anything is rendered at present or waits for it. */
  boolean isBusy();
}
