package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.task.CancellationToken;

/**
 * A picture of one colour, a tenth of the first three values of w = z; narrow sub-generators show
 * less of it. What is measured of it can be reckoned.
 */
final class LinearGenerator implements Generator {
  static final double SCALE = 0.1;

  private static final GeneratorDescription DESCRIPTION =
      new GeneratorDescription(
          "linear",
          "ab".repeat(32),
          new ChannelTable(16, 1, 512),
          4,
          Collections.nCopies(4, 0f),
          List.of(),
          List.of(),
          false);

  /** Whose values are the picture's own: their distance is the sum of squares over the colours. */
  static FeatureNetwork eyes() {
    return new FeatureNetwork(
        new Pixels(),
        new ImageInput(1, 64, -1, 1, Optional.empty()),
        List.of(FeatureLayer.of("pixels", false, 1)));
  }

  private record Pixels() implements Network {
    @Override
    public String name() {
      return "pixels";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("image", List.of(1L, 3L, -1L, -1L)));
    }

    @Override
    public List<Port> outputs() {
      return List.of(new Port("pixels", List.of(1L, 3L, -1L, -1L)));
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      cancellation.throwIfCancelled();
      return Map.of("pixels", inputs.get("image"));
    }
  }

  @Override
  public GeneratorDescription description() {
    return DESCRIPTION;
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StyleCode map(float[] z) {
    return StyleCode.broadcast(z, DESCRIPTION.styleCount());
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    cancellation.throwIfCancelled();
    int side = subGenerator.resolution();
    double share = subGenerator.channels().equals(full(side)) ? 1 : 0.5;
    float[] values = new float[3 * side * side];
    for (int colour = 0; colour < 3; colour++) {
      float value = (float) (SCALE * share * code.get(0, colour));
      Arrays.fill(values, colour * side * side, (colour + 1) * side * side, value);
    }
    return ImageTensor.wrap(side, values);
  }

  private static ChannelConfiguration full(int side) {
    return DESCRIPTION.channels().uniform(1, side);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    throw new UnsupportedOperationException();
  }
}
