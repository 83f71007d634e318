package studio.anycost.plugins.search;

import java.io.IOException;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Resampling;
import studio.anycost.api.task.CancellationToken;

/**
 * How pictures of sub-generators are compared with the full generator's: smaller ones as they look
 * beside it, enlarged to its size, so that what they cannot show counts.
 */
interface Measure {
  /** Compares with one picture. */
  interface ToFull {
    /** At least 0; 0 for the same picture. Blocks. */
    double of(ImageTensor picture, CancellationToken cancellation) throws IOException;
  }

  /**
   * Prepares to compare with a picture of the full generator.
   *
   * @param full the largest there is
   */
  ToFull to(ImageTensor full);

  /** What notes call it: distances of another name do not compare. */
  String name();

  /** The mean squared difference of values in -1..1. */
  static Measure meanSquared() {
    return new Measure() {
      @Override
      public ToFull to(ImageTensor full) {
        return (picture, cancellation) -> meanSquare(full, asLargeAs(full, picture));
      }

      @Override
      public String name() {
        return "mse";
      }
    };
  }

  /** As people see it. */
  static Measure perceptual(FeatureNetwork network) {
    return new Measure() {
      @Override
      public ToFull to(ImageTensor full) {
        FeatureDistance distance = FeatureDistance.to(network, full);
        return (picture, cancellation) -> distance.of(asLargeAs(full, picture), cancellation);
      }

      @Override
      public String name() {
        return network.network().name();
      }
    };
  }

  private static ImageTensor asLargeAs(ImageTensor full, ImageTensor picture) {
    return Resampling.of(picture.side(), full.side()).apply(picture);
  }

  private static double meanSquare(ImageTensor one, ImageTensor other) {
    float[] a = one.toArray();
    float[] b = other.toArray();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum / a.length;
  }
}
