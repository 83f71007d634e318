package studio.anycost.api.objective;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final Map<Integer, List<Seen>> ofTarget = new ConcurrentHashMap<>();

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
   * The distance of a picture. Blocks, at background priority. The target is brought to the side of
   * the picture first, so that neither shows more than the other can.
   *
   * @param picture of any side
   * @return 0 for the same picture, else above 0
   * @throws CancellationException if the token was cancelled
   * @throws IOException if the runtime failed, or the outputs are not what the layers say
   */
  public double of(ImageTensor picture, CancellationToken cancellation) throws IOException {
    int side = picture.side();
    List<Seen> ofTarget = this.ofTarget.get(side);
    if (ofTarget == null) {
      ofTarget = run(Resampling.of(target.side(), side).apply(target), cancellation);
      this.ofTarget.put(side, ofTarget);
    }
    List<Seen> ofPicture = run(picture, cancellation);
    double sum = 0;
    for (int layer = 0; layer < ofTarget.size(); layer++) {
      sum += ofTarget.get(layer).distance(ofPicture.get(layer));
    }
    return sum;
  }

  private List<Seen> run(ImageTensor picture, CancellationToken cancellation) throws IOException {
    Set<String> outputs =
        features.layers().stream().map(FeatureLayer::output).collect(Collectors.toSet());
    String input = features.network().inputs().get(0).name();
    Map<String, FloatTensor> run =
        features
            .network()
            .run(
                Map.of(input, features.input().see(picture)),
                outputs,
                Priority.BACKGROUND,
                cancellation);
    List<Seen> seen = new ArrayList<>();
    for (FeatureLayer layer : features.layers()) {
      seen.add(seen(layer, run.get(layer.output())));
    }
    return List.copyOf(seen);
  }

  private Seen seen(FeatureLayer layer, FloatTensor output) throws IOException {
    long[] shape = output.shape();
    if (shape.length < 2 || shape[0] != 1) {
      throw misfit(layer, "is no row of channels");
    }
    int channels = (int) shape[1];
    int weights = layer.weights().size();
    if (weights != 1 && weights != channels) {
      throw misfit(layer, "has " + channels + " channels and " + weights + " weights");
    }
    return new Seen(layer, output.toArray(), channels, output.count() / Math.max(1, channels));
  }

  /**
   * What a layer shows of a picture. Values lie channel by channel, and so are all loops: there are
   * millions of them.
   */
  private static final class Seen {
    private final FeatureLayer layer;
    private final float[] values;
    private final int channels;
    private final int places;

    /** What the channels of a place are multiplied by. */
    private final double[] scales;

    Seen(FeatureLayer layer, float[] values, int channels, int places) {
      this.layer = layer;
      this.values = values;
      this.channels = channels;
      this.places = places;
      this.scales = new double[places];
      if (layer.normalized()) {
        for (int channel = 0; channel < channels; channel++) {
          int first = channel * places;
          for (int place = 0; place < places; place++) {
            double value = values[first + place];
            scales[place] += value * value;
          }
        }
        for (int place = 0; place < places; place++) {
          scales[place] = 1 / (Math.sqrt(scales[place]) + NO_LENGTH);
        }
      } else {
        Arrays.fill(scales, 1);
      }
    }

    double distance(Seen other) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int first = channel * places;
        double squares = 0;
        for (int place = 0; place < places; place++) {
          double difference =
              values[first + place] * scales[place]
                  - other.values[first + place] * other.scales[place];
          squares += difference * difference;
        }
        sum += layer.weights().get(layer.weights().size() == 1 ? 0 : channel) * squares;
      }
      return sum / Math.max(1, places);
    }
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
