package studio.anycost.evaluation.score;

import java.io.IOException;
import java.io.Serializable;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.objective.ImageInput;

/**
 * Everything that makes a feature network, wherever it is to run.
 *
 * @param about which features these are, and which output of the graph
 * @param name for messages
 * @param onnx the graph; not copied, and not changed by anyone
 * @param side of the pictures that it sees, in pixels
 * @param black what the darkest value of a picture becomes
 * @param white what the brightest value of a picture becomes
 */
public record FeatureGraph(
    FeatureOrigin about, String name, byte[] onnx, int side, float black, float white)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How the network wants pictures. */
  ImageInput input() {
    return ImageInput.of(side, black, white);
  }

  /**
   * Opens it.
   *
   * @throws IOException with a sentence if it is no graph that the studio runs
   */
  public FeatureExtractor open(Networks networks) throws IOException {
    return new FeatureExtractor(this, networks.open(name, onnx));
  }
}
