package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

class SliderMeasureTest {
  /** Warm flips all faces and changes nothing else; Cold only half of them. */
  private static final List<Boundary> BOUNDARIES =
      List.of(
          new Boundary("00_Warm", new float[] {1, 0}, 1),
          new Boundary("01_5_Cold", new float[] {0.1f, (float) Math.sqrt(0.99)}, 0.5),
          new Boundary("Hat", new float[] {0, 1}, 1));

  private final Plain generator = new Plain(true);

  private Map<String, SliderQuality> measured(int faces) throws IOException {
    return SliderMeasure.of(
        generator,
        BOUNDARIES,
        faces,
        generator.description().channels().full(),
        TaskContext.none());
  }

  @Test
  void countsTheFacesWhoseVerdictChangesWithinTheRange() throws IOException {
    Map<String, SliderQuality> sliders = measured(20);

    assertThat(sliders).containsOnlyKeys("00_Warm", "01_5_Cold", "Hat");
    assertThat(sliders.get("00_Warm").faces()).isEqualTo(20);
    assertThat(sliders.get("00_Warm").flips()).isEqualTo(OptionalDouble.of(1));
    // 3 deviations of 0.5 reach those that are less than 1.49 away: every second face.
    assertThat(sliders.get("01_5_Cold").flips()).isEqualTo(OptionalDouble.of(0.5));
    assertThat(sliders.get("Hat").flips()).isEmpty();
  }

  @Test
  void tellsWhatElseChangesWhereTheVerdictDoes() throws IOException {
    Map<String, SliderQuality> sliders = measured(20);

    assertThat(sliders.get("00_Warm").sideEffects())
        .containsExactly(new SliderQuality.SideEffect("5_Cold", 0));
    SliderQuality.SideEffect warm = sliders.get("01_5_Cold").largest().orElseThrow();
    assertThat(warm.attribute()).isEqualTo("Warm");
    assertThat(warm.change()).isBetween(0.01, 0.04);
    assertThat(sliders.get("Hat").sideEffects())
        .extracting(SliderQuality.SideEffect::attribute)
        .containsExactly("Warm", "5_Cold");
    assertThat(sliders.get("Hat").sideEffects().get(0).change()).isZero();
    assertThat(sliders.get("Hat").sideEffects().get(1).change()).isGreaterThan(0.3);
  }

  @Test
  void looksNoFurtherThanItMust() throws IOException {
    measured(20);

    // As they are; Warm flips all in its second quarter, Cold half of them in its third; of Hat,
    // which the predictor does not know, the end alone counts.
    assertThat(generator.rendered).isEqualTo(20 + 20 * 2 + 20 * 3 + 10 + 20);
  }

  @Test
  void needsAPredictor() {
    assertThatThrownBy(
            () ->
                SliderMeasure.of(
                    new Plain(false),
                    BOUNDARIES,
                    3,
                    new ChannelTable(8, 1, 4).full(),
                    TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no attribute predictor");
  }

  /**
   * The style of a face is its picture: the predictor reads Warm in the first value, 1 or -1, and
   * Cold in the second, 0.9 or 2.
   */
  private static final class Plain implements Generator, Network {
    private final boolean predicts;
    private int rendered;

    Plain(boolean predicts) {
      this.predicts = predicts;
    }

    @Override
    public GeneratorDescription description() {
      return new GeneratorDescription(
          "plain",
          "id",
          new ChannelTable(8, 1, 4),
          2,
          List.of(0f, 0f),
          BOUNDARIES,
          List.of("Warm", "5_Cold"),
          false);
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      float first = (seed % 2 == 0 ? 1 : -1) / (float) SliderMeasure.PSI;
      float second = (seed % 4 < 2 ? 0.9f : 2) / (float) SliderMeasure.PSI;
      return StyleCode.broadcast(new float[] {first, second}, 4);
    }

    @Override
    public StyleCode map(float[] z) {
      throw new AssertionError();
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      rendered++;
      float[] data = new float[3 * 8 * 8];
      data[0] = code.get(0, 0);
      data[1] = code.get(0, 1);
      return ImageTensor.wrap(8, data);
    }

    @Override
    public Latency latency(SubGenerator subGenerator) {
      throw new AssertionError();
    }

    @Override
    public Optional<Network> attributePredictor() {
      return predicts ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String name() {
      return "eyes";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("image", List.of(-1L, 3L, 8L, 8L)));
    }

    @Override
    public List<Port> outputs() {
      return List.of(new Port("logits", List.of(-1L, 2L, 2L)));
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      FloatTensor image = inputs.get("image");
      int count = (int) image.shape()[0];
      List<Float> logits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        for (int attribute = 0; attribute < 2; attribute++) {
          logits.add(0f);
          logits.add(image.get(i * 3 * 64 + attribute));
        }
      }
      float[] values = new float[logits.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = logits.get(i);
      }
      return Map.of("logits", FloatTensor.wrap(values, count, 2, 2));
    }
  }
}
