package studio.anycost.plugins.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

class EncoderProjectionTest {
  private static final GeneratorDescription DESCRIPTION =
      new GeneratorDescription(
          "test",
          "0".repeat(64),
          new ChannelTable(16, 1, 8),
          2,
          List.of(1f, 2f),
          List.of(),
          List.of(),
          true);
  private static final int COUNT = DESCRIPTION.styleCount();

  private final EncoderProjection plugin = new EncoderProjection();

  @Test
  void feedsTheEncoderWithThePortraitAtItsSide() throws IOException {
    int[] pixels = new int[64];
    Arrays.setAll(pixels, i -> i * 0x030201);
    RgbImage portrait = RgbImage.of(8, 8, pixels);
    RecordingEncoder encoder = new RecordingEncoder(4, COUNT * 2);

    StyleCode code = project(portrait, defaults(), Optional.of(encoder));

    assertThat(encoder.seen)
        .isEqualTo(FloatTensor.of(ImageTensor.of(portrait).resized(4).toArray(), 1, 3, 4, 4));
    assertThat(code).isEqualTo(StyleCode.of(COUNT, 2, encoder.answer()));
  }

  @Test
  void asksForTheUsualSideWhereTheGraphLeavesItFree() throws IOException {
    RecordingEncoder encoder = new RecordingEncoder(-1, COUNT * 2);
    project(RgbImage.of(1, 1, new int[1]), defaults(), Optional.of(encoder));
    assertThat(encoder.seen.shape()).containsExactly(1, 3, 256, 256);
  }

  @Test
  void pullsTowardsTheMeanFace() throws Exception {
    RecordingEncoder encoder = new RecordingEncoder(4, COUNT * 2);
    ParameterValues half = defaults().with(EncoderProjection.FAITHFULNESS, 0.5);

    assertThat(project(RgbImage.of(1, 1, new int[1]), half, Optional.of(encoder)))
        .isEqualTo(StyleCode.of(COUNT, 2, encoder.answer()).truncated(new float[] {1, 2}, 0.5));
  }

  @Test
  void saysWhatAModelLacks() {
    RgbImage portrait = RgbImage.of(1, 1, new int[1]);
    assertThatThrownBy(() -> project(portrait, defaults(), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'test' has no encoder");
    assertThatThrownBy(() -> project(portrait, defaults(), Optional.of(new RecordingEncoder(4, 3))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3 values instead of " + COUNT + "x2");
  }

  private ParameterValues defaults() {
    return plugin.parameters(DESCRIPTION).defaults();
  }

  private StyleCode project(RgbImage portrait, ParameterValues values, Optional<Network> encoder)
      throws IOException {
    return plugin.project(
        portrait, values, new TestServices(new TestGenerator(encoder)), TaskContext.none());
  }

  /** Answers with 0, 1, 2 ... and remembers what it was asked. */
  private static final class RecordingEncoder implements Network {
    private final long side;
    private final int values;
    private FloatTensor seen;

    RecordingEncoder(long side, int values) {
      this.side = side;
      this.values = values;
    }

    float[] answer() {
      float[] answer = new float[values];
      for (int i = 0; i < values; i++) {
        answer[i] = i;
      }
      return answer;
    }

    @Override
    public String name() {
      return "encoder";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("image", List.of(-1L, 3L, side, side)));
    }

    @Override
    public List<Port> outputs() {
      return List.of(new Port("styles", List.of(-1L, (long) COUNT, 2L)));
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      seen = inputs.get("image");
      return Map.of("styles", FloatTensor.wrap(answer(), values));
    }
  }

  private record TestServices(Generator generator) implements Services {
    @Override
    public Networks networks() {
      throw new AssertionError("Encoding opened a network of its own.");
    }

    @Override
    public PortraitNetworks portraits() {
      throw new AssertionError("Encoding asked for the studio's networks.");
    }
  }

  private record TestGenerator(Optional<Network> encoder) implements Generator {
    @Override
    public GeneratorDescription description() {
      return DESCRIPTION;
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      throw new AssertionError("Encoding drew a face.");
    }

    @Override
    public StyleCode map(float[] z) {
      throw new AssertionError("Encoding mapped a latent.");
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      throw new AssertionError("Encoding rendered.");
    }

    @Override
    public Latency latency(SubGenerator subGenerator) {
      throw new AssertionError("Encoding asked what a render takes.");
    }
  }
}
