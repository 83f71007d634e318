package studio.anycost.evaluation.score;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Resampling;
import studio.anycost.api.task.CancellationToken;

/**
 * How far pictures are from one picture, by eye and by value. What is compared has the side of the
 * smaller of the two; the larger is averaged down. For one thread.
 */
public final class PairDistance {
  private final ImageTensor target;
  private final FeatureDistance perceptual;
  private final Map<Integer, float[]> small = new HashMap<>();

  /**
   * @param perceptual the network by which people's eyes are told
   * @param target the larger one, as a rule
   */
  public PairDistance(FeatureNetwork perceptual, ImageTensor target) {
    this.target = target;
    this.perceptual = FeatureDistance.to(perceptual, target);
  }

  /**
   * The distance in the perceptual network, in the form of LPIPS. Blocks.
   *
   * @throws IOException if the runtime failed
   */
  public double perceptual(ImageTensor picture, CancellationToken cancellation) throws IOException {
    return perceptual.of(fitting(picture), cancellation);
  }

  /** The mean of the squared differences of all values, on a scale of 0 to 4. */
  public double mse(ImageTensor picture) {
    float[] a = fitting(picture).toArray();
    int side = Math.min(picture.side(), target.side());
    float[] b =
        small.computeIfAbsent(side, to -> Resampling.of(target.side(), to).apply(target).toArray());
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      squares += difference * difference;
    }
    return squares / a.length;
  }

  private ImageTensor fitting(ImageTensor picture) {
    int side = Math.min(picture.side(), target.side());
    return Resampling.of(picture.side(), side).apply(picture);
  }
}
