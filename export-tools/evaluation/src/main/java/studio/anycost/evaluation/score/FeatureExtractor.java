package studio.anycost.evaluation.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.task.CancellationToken;

/**
 * Features of pictures: one output of a network. Of an output with places ({@code [n, c, h, w]})
 * the mean over the places is taken. Safe to use from any thread.
 *
 * @param graph of the network, by which the same features can be had on another machine
 * @param network of one input, a picture
 * @param input how it wants pictures; all become one size
 */
public record FeatureExtractor(FeatureGraph graph, Network network, ImageInput input) {
  FeatureExtractor(FeatureGraph graph, Network network) {
    this(graph, network, graph.input());
  }

  /** Which features these are. */
  public FeatureOrigin about() {
    return graph.about();
  }

  /** Name in the graph. */
  public String output() {
    return about().output();
  }

  /** A picture as the network sees it, which is all that has to be kept of it. */
  public FloatTensor see(ImageTensor picture) {
    return input.see(picture, input.largestSide());
  }

  /**
   * The features of pictures. Blocks; runs the network once if it takes several pictures.
   *
   * @param seen by {@link #see}
   * @return {@code [pictures][values]}
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if the network failed or gave no numbers
   */
  public List<float[]> of(List<FloatTensor> seen, CancellationToken cancellation)
      throws IOException {
    List<float[]> features = new ArrayList<>();
    int atOnce = network.inputs().get(0).shape().get(0) > 0 ? 1 : seen.size();
    for (int from = 0; from < seen.size(); from += atOnce) {
      run(seen.subList(from, Math.min(seen.size(), from + atOnce)), features, cancellation);
    }
    return features;
  }

  private void run(List<FloatTensor> seen, List<float[]> features, CancellationToken cancellation)
      throws IOException {
    int side = input.largestSide();
    int each = 3 * side * side;
    float[] values = new float[seen.size() * each];
    for (int i = 0; i < seen.size(); i++) {
      System.arraycopy(seen.get(i).toArray(), 0, values, i * each, each);
    }
    Port port = network.inputs().get(0);
    FloatTensor result =
        network
            .run(
                Map.of(port.name(), FloatTensor.wrap(values, seen.size(), 3, side, side)),
                Set.of(output()),
                Priority.BACKGROUND,
                cancellation)
            .get(output());
    long[] shape = result.shape();
    if (shape.length < 2 || shape[0] != seen.size()) {
      throw new IOException(
          "The output '"
              + output()
              + "' of the feature network '"
              + network.name()
              + "' is no row of values for each picture: name another with --features-output.");
    }
    int channels = (int) shape[1];
    int places = result.count() / Math.max(1, seen.size() * channels);
    float[] all = result.toArray();
    for (int i = 0; i < seen.size(); i++) {
      features.add(pooled(all, i * channels * places, channels, places));
    }
  }

  private float[] pooled(float[] all, int start, int channels, int places) throws IOException {
    float[] pooled = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int place = 0; place < places; place++) {
        sum += all[start + channel * places + place];
      }
      pooled[channel] = (float) (sum / places);
      if (!Float.isFinite(pooled[channel])) {
        throw new IOException(
            "The feature network '"
                + network.name()
                + "' gave a value that is no number; does it want pictures in another range?");
      }
    }
    return pooled;
  }
}
