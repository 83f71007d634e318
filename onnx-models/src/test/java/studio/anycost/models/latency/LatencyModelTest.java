package studio.anycost.models.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FlexibleWidths;
import studio.anycost.api.model.SubGenerator;

class LatencyModelTest {
  /** StyleGAN2's config-f. */
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);

  private static final KernelLayout LAYOUT = new KernelLayout("test", 16);

  private long nanos;
  private final LatencyModel model = new LatencyModel(LAYOUT, 2, () -> nanos);

  private static SubGenerator sub(double ratio, int resolution) {
    return TABLE.subGenerator(ratio, resolution);
  }

  private static StageShape stage(double ratio, int resolution) {
    List<StageShape> shapes = StageShape.of(sub(ratio, Math.max(8, resolution)));
    return shapes.get(StageShape.index(resolution));
  }

  private void record(StageShape shape, double... milliseconds) {
    DoubleStream.of(milliseconds).forEach(time -> model.recordStage(shape, time));
  }

  private void measure(SyntheticMachine machine, SubGenerator subGenerator, int runs) {
    for (int i = 0; i < runs; i++) {
      machine.render(subGenerator, model);
    }
  }

  @Test
  void aMeasuredSubGeneratorTakesTheSumOfItsMedians() {
    record(stage(1, 4), 1, 100, 2);
    assertThat(model.isMeasured(sub(1, 8))).isFalse();
    record(stage(1, 8), 10, 20);
    model.recordPicture(8, 0.5);
    assertThat(model.isMeasured(sub(1, 8))).isTrue();
    assertThat(model.isMeasured(sub(1, 16))).isFalse();
    assertThat(model.milliseconds(sub(1, 8))).isEqualTo(17.5);
  }

  @Test
  void onlyTheLastRunsCount() {
    for (int i = 0; i < 200; i++) {
      record(stage(1, 8), 10);
    }
    for (int i = 0; i < 20; i++) {
      record(stage(1, 8), 13);
    }
    assertThat(model.predict(stage(1, 8)).p50()).isEqualTo(13);
  }

  @Test
  void percentilesAreThoseOfTheRuns() {
    record(stage(1, 8), 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
    Prediction prediction = model.predict(stage(1, 8));
    assertThat(prediction).isEqualTo(new Prediction(11, 15, 19));
    assertThat(prediction.cautious()).isEqualTo(17);
  }

  @Test
  void aFlexibleConfigurationIsMadeOfMeasuredStages() {
    List<Integer> widths = new ArrayList<>(TABLE.uniform(1, 64).widths());
    widths.set(9, 128);
    SubGenerator mixed = new SubGenerator(new ChannelConfiguration(widths), 64);
    SyntheticMachine machine = new SyntheticMachine(1, 16, 0);
    measure(machine, sub(1, 32), 9);
    assertThat(model.isMeasured(mixed)).isFalse();
    record(new StageShape(64, List.of(512, 512, 128)), 40, 40, 40, 40, 40);
    assertThat(model.isMeasured(mixed)).isTrue();
    double below = model.predict(sub(1, 32), 0).p50();
    double picture =
        model.predict(mixed, mixed.channels().widths().size()).p50()
            - model.predict(sub(1, 32), 99).p50();
    assertThat(model.milliseconds(mixed)).isCloseTo(below + 40 + picture, within(1e-6));
  }

  @Test
  void reusedStagesCostNothing() {
    measure(new SyntheticMachine(1, 16, 0), sub(0.5, 256), 5);
    SubGenerator sub = sub(0.5, 256);
    double all = model.predict(sub, 0).p50();
    double upper = model.predict(sub, 3).p50();
    double lower = model.predict(stage(0.5, 4)).p50();
    lower += model.predict(stage(0.5, 8)).p50() + model.predict(stage(0.5, 16)).p50();
    assertThat(all - upper).isCloseTo(lower, within(1e-6));
    assertThat(model.predict(sub, 99).p50()).isPositive().isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "3, 1", "4, 2", "5, 2", "17, 8"})
  void anEditLeavesTheStagesBelowItsFirstStyle(int firstStyle, int stages) {
    assertThat(StageShape.untouchedStages(firstStyle)).isEqualTo(stages);
  }

  @Test
  void withoutAnyMeasurementMoreWorkTakesLonger() {
    double last = 0;
    for (int resolution = 8; resolution <= 1024; resolution *= 2) {
      double now = model.milliseconds(sub(1, resolution));
      assertThat(now).isGreaterThan(last);
      if (resolution > 16) {
        assertThat(model.milliseconds(sub(0.25, resolution))).isLessThan(now);
      }
      last = now;
    }
    double one = new LatencyModel(LAYOUT, 1).milliseconds(sub(1, 1024));
    double four = new LatencyModel(LAYOUT, 4).milliseconds(sub(1, 1024));
    assertThat(one).isGreaterThan(2 * four);
  }

  @Test
  void aSingleMeasurementTellsHowFastTheMachineIs() {
    double before = model.predict(stage(0.5, 256)).p50();
    record(stage(1, 128), model.predict(stage(1, 128)).p50() / 4);
    assertThat(model.predict(stage(0.5, 256)).p50()).isCloseTo(before / 4, within(0.05 * before));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void channelsCountInWholeBlocks(int block) {
    LatencyModel blocked = new LatencyModel(new KernelLayout("test", block), 2);
    StageShape first = new StageShape(64, List.of(block + 1, block + 1, block + 1));
    StageShape last = new StageShape(64, List.of(2 * block, 2 * block, 2 * block));
    StageShape next = new StageShape(64, List.of(2 * block, 2 * block, 2 * block + 1));
    assertThat(blocked.predict(first)).isEqualTo(blocked.predict(last));
    assertThat(blocked.predict(next).p50()).isGreaterThan(blocked.predict(last).p50());
  }

  @ParameterizedTest
  @CsvSource({"1, 16", "2, 16", "3, 16", "4, 8", "5, 8", "6, 8"})
  void afterACalibrationRandomFlexibleConfigurationsArePredicted(long seed, int block) {
    SyntheticMachine machine = new SyntheticMachine(seed, block, 0.06);
    LatencyModel blocked = new LatencyModel(new KernelLayout("test", block), 2);
    for (SubGenerator planned : CalibrationPlan.thorough(TABLE, 12)) {
      for (int run = 0; run < 5; run++) {
        machine.render(planned, blocked);
      }
    }
    FlexibleWidths widths = new FlexibleWidths(TABLE);
    Random random = new Random(seed);
    double[] errors = new double[50];
    for (int i = 0; i < errors.length; i++) {
      SubGenerator drawn = widths.draw(128 << random.nextInt(4), random);
      double actual = machine.trueRender(drawn);
      errors[i] = Math.abs(blocked.milliseconds(drawn) - actual) / actual;
    }
    Arrays.sort(errors);
    assertThat(errors[25]).as("median error").isLessThan(0.04);
    assertThat(errors[47]).as("p95 error").isLessThan(0.1);
  }

  @Test
  void theUniformConfigurationsAloneGiveAUsableIdea() {
    SyntheticMachine machine = new SyntheticMachine(7, 16, 0.06);
    CalibrationPlan.uniform(TABLE).forEach(sub -> measure(machine, sub, 3));
    FlexibleWidths widths = new FlexibleWidths(TABLE);
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      SubGenerator drawn = widths.draw(128 << random.nextInt(4), random);
      assertThat(model.milliseconds(drawn)).isCloseTo(machine.trueRender(drawn), ratio(0.3, drawn));
    }
  }

  private org.assertj.core.data.Offset<Double> ratio(double share, SubGenerator drawn) {
    return within(share * new SyntheticMachine(7, 16, 0).trueRender(drawn));
  }

  @Test
  void aDisturbedMeasurementBendsNothing() {
    SyntheticMachine machine = new SyntheticMachine(8, 16, 0.02);
    CalibrationPlan.thorough(TABLE, 12).forEach(sub -> measure(machine, sub, 5));
    StageShape unknown = new StageShape(256, List.of(96, 160, 48));
    double before = model.predict(unknown).p50();
    record(new StageShape(256, List.of(112, 96, 80)), 900);
    assertThat(model.predict(unknown).p50()).isCloseTo(before, within(0.08 * before));
  }

  @Test
  void aBusySpellLeavesNoTrace() {
    SyntheticMachine machine = new SyntheticMachine(9, 16, 0.05);
    CalibrationPlan.uniform(TABLE).forEach(sub -> measure(machine, sub, 9));
    double small = model.milliseconds(sub(0.25, 128));
    double unknown = model.milliseconds(sub(0.5, 512));
    machine.setLoad(3);
    for (int frame = 0; frame < 1000; frame++) {
      nanos += 50_000_000;
      machine.render(sub(0.25, 128), model);
    }
    assertThat(model.milliseconds(sub(0.25, 128))).isCloseTo(small, within(0.1 * small));
    assertThat(model.milliseconds(sub(0.5, 512))).isCloseTo(unknown, within(0.1 * unknown));
  }

  @Test
  void aMachineThatStaysSlowerIsLearntAsAWholeAndSoIsOneThatGetsFaster() {
    SyntheticMachine machine = new SyntheticMachine(10, 16, 0.05);
    CalibrationPlan.uniform(TABLE).forEach(sub -> measure(machine, sub, 5));
    double small = model.milliseconds(sub(0.25, 128));
    double large = model.milliseconds(sub(1, 1024));
    machine.setLoad(2);
    for (int second = 0; second < 200; second++) {
      nanos += 1_000_000_000L;
      machine.render(sub(0.25, 128), model);
    }
    assertThat(model.milliseconds(sub(0.25, 128))).isCloseTo(2 * small, within(0.25 * small));
    assertThat(model.milliseconds(sub(1, 1024))).isCloseTo(2 * large, within(0.4 * large));
    machine.setLoad(1);
    measure(machine, sub(0.25, 128), 10);
    assertThat(model.milliseconds(sub(1, 1024))).isCloseTo(large, within(0.2 * large));
  }

  @Test
  void whatWasKnownCanBeKeptAndGivenBack() {
    CalibrationPlan.thorough(TABLE, 6)
        .forEach(sub -> measure(new SyntheticMachine(11, 16, 0.05), sub, 3));
    LatencyModel again = new LatencyModel(LAYOUT, 2);
    again.recordStage(stage(1, 8), 1234);
    again.restore(model.snapshot());
    assertThat(again.snapshot()).isEqualTo(model.snapshot());
    assertThat(again.predict(sub(0.75, 512), 0)).isEqualTo(model.predict(sub(0.75, 512), 0));
    again.restore(LatencySnapshot.EMPTY);
    assertThat(again.snapshot().isEmpty()).isTrue();
    assertThat(again.isMeasured(sub(1, 8))).isFalse();
  }

  @Test
  void whatIsKeptIsBounded() {
    Random random = new Random(12);
    FlexibleWidths widths = new FlexibleWidths(new ChannelTable(64, 8, 2048));
    for (int i = 0; i < 3000; i++) {
      List<Integer> free = new ArrayList<>();
      for (int entry = 0; entry < 10; entry++) {
        free.add(1 + random.nextInt(widths.choices(entry).get(widths.choices(entry).size() - 1)));
      }
      StageShape.of(new SubGenerator(new ChannelConfiguration(free), 64))
          .forEach(shape -> record(shape, 1));
    }
    assertThat(model.snapshot().stages()).hasSize(5 * TimeTable.KEPT);
  }

  @Test
  void aListenerHearsOfTheFirstChangeAfterEachSnapshot() {
    AtomicInteger changes = new AtomicInteger();
    model.onChange(changes::incrementAndGet);
    record(stage(1, 8), 1, 2, 3);
    assertThat(changes).hasValue(1);
    model.snapshot();
    assertThat(changes).hasValue(1);
    record(stage(1, 8), 4);
    assertThat(changes).hasValue(2);
  }
}
