package studio.anycost.api.objective;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.task.CancellationToken;

/**
 * How far pictures are from one picture in the outputs of a network; the number that {@link
 * Term.Features} minimises, without its gradient. Safe to use from any thread; holds the features
 * of the one picture for every size at which it was compared.
 */
public final class FeatureDistance {
  /** What LPIPS adds to the length of a place's channels. */
  private static final double NO_LENGTH = 1e-10;

  private final FeatureNetwork features;
  private final ImageTensor target;
  private final Map<Integer, Map<String, FloatTensor>> ofTarget = new ConcurrentHashMap<>();

  private FeatureDistance(FeatureNetwork features, ImageTensor target) {
    this.features = Objects.requireNonNull(features);
    this.target = Objects.requireNonNull(target);
  }

  /**
   * Runs nothing yet.
   *
   * @param target of any side
   */
  public static FeatureDistance to(FeatureNetwork features, ImageTensor target) {
    return new FeatureDistance(features, target);
  }

  /**
   * The distance of a picture. Blocks, at background priority. The target is seen at the side at
   * which the network sees the picture.
   *
   * @param picture of any side
   * @return 0 for the same picture, else above 0
   * @throws CancellationException if the token was cancelled
   * @throws IOException if the runtime failed, or the outputs are not what the layers say
   */
  public double of(ImageTensor picture, CancellationToken cancellation) throws IOException {
    int side = features.input().sideOf(picture.side());
    Map<String, FloatTensor> ofTarget = this.ofTarget.get(side);
    if (ofTarget == null) {
      ofTarget = run(target, side, cancellation);
      this.ofTarget.put(side, ofTarget);
    }
    Map<String, FloatTensor> ofPicture = run(picture, side, cancellation);
    double sum = 0;
    for (FeatureLayer layer : features.layers()) {
      sum += distance(layer, ofTarget.get(layer.output()), ofPicture.get(layer.output()));
    }
    return sum;
  }

  private Map<String, FloatTensor> run(
      ImageTensor picture, int side, CancellationToken cancellation) throws IOException {
    Set<String> outputs =
        features.layers().stream().map(FeatureLayer::output).collect(Collectors.toSet());
    String input = features.network().inputs().get(0).name();
    return new LinkedHashMap<>(
        features
            .network()
            .run(
                Map.of(input, features.input().see(picture, side)),
                outputs,
                Priority.BACKGROUND,
                cancellation));
  }

  private double distance(FeatureLayer layer, FloatTensor a, FloatTensor b) throws IOException {
    long[] shape = a.shape();
    if (shape.length < 2 || shape[0] != 1) {
      throw misfit(layer, "is no row of channels");
    }
    int channels = (int) shape[1];
    int weights = layer.weights().size();
    if (weights != 1 && weights != channels) {
      throw misfit(layer, "has " + channels + " channels and " + weights + " weights");
    }
    int places = a.count() / Math.max(1, channels);
    double sum = 0;
    for (int place = 0; place < places; place++) {
      double lengthA = layer.normalized() ? length(a, channels, places, place) : 1;
      double lengthB = layer.normalized() ? length(b, channels, places, place) : 1;
      for (int channel = 0; channel < channels; channel++) {
        int at = channel * places + place;
        double difference = a.get(at) / lengthA - b.get(at) / lengthB;
        sum += layer.weights().get(weights == 1 ? 0 : channel) * difference * difference;
      }
    }
    return sum / Math.max(1, places);
  }

  private static double length(FloatTensor values, int channels, int places, int place) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      double value = values.get(channel * places + place);
      sum += value * value;
    }
    return Math.sqrt(sum) + NO_LENGTH;
  }

  private IOException misfit(FeatureLayer layer, String what) {
    return new IOException(
        "The output '"
            + layer.output()
            + "' of the network '"
            + features.network().name()
            + "' "
            + what
            + "; pictures cannot be compared in it.");
  }
}
