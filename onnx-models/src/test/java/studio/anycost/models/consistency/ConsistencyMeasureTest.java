package studio.anycost.models.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.Consistency;

/** The measure over painted models. */
class ConsistencyMeasureTest {
  private static final ChannelTable TABLE = new ChannelTable(64, 0.125, 512);
  private static final int DIMENSION = 2;

  /**
   * A model that paints blocks of 8 px in colours that depend on the face.
   *
   * @param off how far a sub-generator is from that, 0 = not at all, 1 = another face
   */
  private record Painted(ToDoubleFunction<SubGenerator> off) implements Generator {
    @Override
    public GeneratorDescription description() {
      return new GeneratorDescription(
          "painted", "id", TABLE, DIMENSION, List.of(0f, 0f), List.of(), List.of(), false);
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      return StyleCode.broadcast(new float[] {seed, 1}, TABLE.styleCount());
    }

    @Override
    public StyleCode map(float[] z) {
      throw new UnsupportedOperationException("No z is mapped here.");
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      cancellation.throwIfCancelled();
      assertThat(noise).isEqualTo(Noise.FIXED);
      double amount = off.applyAsDouble(subGenerator);
      int side = subGenerator.resolution();
      Random own = new Random(Float.floatToIntBits(code.style(0)[0]));
      Random other = new Random(~Float.floatToIntBits(code.style(0)[0]));
      float[] colours = new float[3 * 64];
      for (int i = 0; i < colours.length; i++) {
        double from = own.nextDouble() * 2 - 1;
        colours[i] = (float) (from + amount * (other.nextDouble() * 2 - 1 - from));
      }
      float[] data = new float[3 * side * side];
      for (int i = 0; i < data.length; i++) {
        int plane = i / (side * side);
        int y = i / side % side * 8 / side;
        int x = i % side * 8 / side;
        data[i] = colours[plane * 64 + y * 8 + x];
      }
      return ImageTensor.wrap(side, data);
    }

    @Override
    public Latency latency(SubGenerator subGenerator) {
      return new Latency(1, 1, 1);
    }
  }

  private static Consistency measure(ToDoubleFunction<SubGenerator> off) throws IOException {
    return ConsistencyMeasure.of(new Painted(off), TaskContext.none());
  }

  private static double distance(Consistency table, double ratio, int resolution) {
    return table.entry(ratio, resolution).orElseThrow().distance().orElseThrow();
  }

  @Test
  void everyPlaceThatIsOfferedIsMeasuredOnce() throws IOException {
    Consistency table = measure(sub -> 0);

    assertThat(table.origin()).isEqualTo(Consistency.Origin.MEASURED);
    assertThat(table.entries()).hasSize(16);
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : TABLE.highestResolutions()) {
        assertThat(distance(table, ratio, resolution)).isZero();
      }
    }
  }

  @Test
  void anyOtherIsMeasuredAsThoseOfTheTableAre() throws IOException {
    ToDoubleFunction<SubGenerator> off = sub -> sub.equals(TABLE.full()) ? 0 : 0.2;
    SubGenerator uniform = TABLE.subGenerator(0.5, 32);
    SubGenerator other =
        new SubGenerator(
            new ChannelConfiguration(
                TABLE.uniform(0.5, 32).widths().stream().map(width -> width + 1).toList()),
            32);
    Map<SubGenerator, Double> differences =
        ConsistencyMeasure.differences(
            new Painted(off), List.of(other, uniform, TABLE.full()), TaskContext.none());
    double expected = distance(measure(off), 0.5, 32);
    assertThat(expected).isPositive();
    assertThat(differences)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(other, expected, uniform, expected, TABLE.full(), 0.0));
    assertThat(ConsistencyMeasure.differences(new Painted(off), List.of(), TaskContext.none()))
        .isEmpty();
  }

  @Test
  void narrowOnesAndSmallOnesAreFoundOutApart() throws IOException {
    Consistency narrow =
        measure(sub -> sub.equals(TABLE.subGenerator(1, sub.resolution())) ? 0 : 1);
    Consistency small =
        measure(sub -> sub.equals(TABLE.full()) ? 0 : sub.resolution() < 32 ? 1 : 0.1);
    for (int resolution : TABLE.highestResolutions()) {
      assertThat(distance(narrow, 1, resolution)).isZero();
      assertThat(distance(narrow, 0.75, resolution)).isBetween(0.7, 1.6);
      assertThat(distance(small, 0.5, resolution))
          .isBetween(resolution < 32 ? 0.7 : 0.1, resolution < 32 ? 1.6 : 0.3);
    }
    assertThat(distance(small, 1, 64)).as("the full generator is itself").isZero();
  }

  @Test
  void numbersAreRoundedSoThatTheLastDigitsOfARuntimeDoNotShow() throws IOException {
    Consistency one = measure(sub -> sub.equals(TABLE.full()) ? 0 : 0.3);
    Consistency other =
        measure(sub -> sub.equals(TABLE.full()) ? 0 : 0.3 + 1e-7 * sub.resolution());
    assertThat(other).isEqualTo(one);
    double hundredths = 100 * distance(one, 0.25, 64);
    assertThat(hundredths).isGreaterThan(20).isEqualTo(Math.rint(hundredths));
  }

  @Test
  void aModelThatPaintsNoNumbersIsLikeNothing() throws IOException {
    Consistency table = measure(sub -> sub.equals(TABLE.full()) ? 0 : Double.NaN);
    assertThat(distance(table, 0.25, 8)).isEqualTo(Consistency.HIGHEST_DISTANCE);
    assertThat(distance(table, 1, 64)).isZero();
  }

  @Test
  void progressGrowsToTheEnd() throws IOException {
    List<Double> reports = Collections.synchronizedList(new ArrayList<>());
    ConsistencyMeasure.of(
        new Painted(sub -> 0),
        TaskContext.of(CancellationToken.NONE, (fraction, message) -> reports.add(fraction)));
    assertThat(reports).isSorted().hasSize(16 * ConsistencyMeasure.FACES).endsWith(1.0);
  }

  @Test
  void itEndsWhenItIsCancelled() {
    CancellationSource source = new CancellationSource();
    List<Double> reports = new ArrayList<>();
    TaskContext<?> task =
        TaskContext.of(
            source.token(),
            (fraction, message) -> {
              reports.add(fraction);
              if (reports.size() == 20) {
                source.cancel();
              }
            });
    assertThatThrownBy(() -> ConsistencyMeasure.of(new Painted(sub -> 0), task))
        .isInstanceOf(CancellationException.class);
    assertThat(reports).hasSize(20);
  }
}
