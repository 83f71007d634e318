package studio.anycost.api.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.task.CancellationToken;

class FeatureDistanceTest {
  private final Echo network = new Echo();

  private FeatureNetwork features(int smallest, int largest, FeatureLayer... layers) {
    return new FeatureNetwork(
        network, new ImageInput(smallest, largest, 0, 4, Optional.empty()), List.of(layers));
  }

  private static double distance(FeatureNetwork features, ImageTensor to, ImageTensor of)
      throws IOException {
    return FeatureDistance.to(features, to).of(of, CancellationToken.NONE);
  }

  /** Two places: (0, 2, 4) and (4, 4, 4) against (4, 0, 0) and (4, 4, 4) everywhere else. */
  @Test
  void sumsOverChannelsAndAveragesOverPlaces() throws IOException {
    ImageTensor a = picture(-1, 0, 1);
    ImageTensor b = picture(1, -1, -1);
    double all = distance(features(2, 2, FeatureLayer.of("same", false, 1)), a, b);
    assertThat(all).isCloseTo((16 + 4 + 16) / 4.0, within(1e-6));

    FeatureLayer weighted = new FeatureLayer("same", false, List.of(1f, 2f, 0.5f));
    assertThat(distance(features(2, 2, weighted), a, b))
        .isCloseTo((16 + 2 * 4 + 0.5 * 16) / 4, within(1e-6));

    FeatureLayer unit = FeatureLayer.of("same", true, 1);
    // (0, 2, 4) / sqrt(20) and (1, 0, 0): orthogonal, so that the squared distance is 2.
    assertThat(distance(features(2, 2, unit), a, b)).isCloseTo(2 / 4.0, within(1e-6));

    assertThat(distance(features(2, 2, weighted, unit), a, b))
        .isCloseTo((16 + 8 + 8) / 4.0 + 2 / 4.0, within(1e-6));
  }

  @Test
  void isZeroForTheSamePicture() throws IOException {
    ImageTensor a = picture(-1, -1, -1);
    assertThat(distance(features(2, 2, FeatureLayer.of("same", true, 1)), a, a)).isZero();
  }

  @Test
  void comparesRowsOfNumbers() throws IOException {
    FeatureNetwork means = features(1, 4, FeatureLayer.of("row", false, 1));
    assertThat(distance(means, picture(-1, 0, 1), picture(1, 0, 1))).isCloseTo(16, within(1e-6));
  }

  @Test
  void bringsTheTargetToThePicturesSize() throws IOException {
    FeatureNetwork features = features(1, 4, FeatureLayer.of("same", false, 1));
    FeatureDistance distance =
        FeatureDistance.to(features, Resampling.of(2, 8).apply(picture(-1, 0, 1)));
    distance.of(picture(1, 0, 0), CancellationToken.NONE);
    distance.of(picture(0, 0, 0), CancellationToken.NONE);
    distance.of(Resampling.of(2, 16).apply(picture(0, 0, 0)), CancellationToken.NONE);
    // The target once for each size.
    assertThat(network.sides).containsExactly(2, 2, 2, 4, 4);
  }

  @Test
  void saysWhichLayerDoesNotFit() {
    FeatureNetwork wrong = features(2, 2, new FeatureLayer("same", false, List.of(1f, 1f)));
    assertThatThrownBy(() -> distance(wrong, picture(0, 0, 0), picture(0, 0, 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'same' of the network 'echo' has 3 channels and 2 weights");
  }

  /** 2x2, its upper left pixel as given and the others white. */
  private static ImageTensor picture(float r, float g, float b) {
    float[] values = {r, 1, 1, 1, g, 1, 1, 1, b, 1, 1, 1};
    return ImageTensor.wrap(2, values);
  }

  /** Gives back what it sees, or its first pixel. */
  private static final class Echo implements Network {
    private final List<Integer> sides = new ArrayList<>();

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("picture", List.of(-1L, 3L, -1L, -1L)));
    }

    @Override
    public List<Port> outputs() {
      return List.of();
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      FloatTensor seen = inputs.get("picture");
      int side = (int) seen.shape()[3];
      sides.add(side);
      int plane = side * side;
      FloatTensor row =
          FloatTensor.wrap(new float[] {seen.get(0), seen.get(plane), seen.get(2 * plane)}, 1, 3);
      return Map.of("same", seen, "row", row);
    }
  }
}
