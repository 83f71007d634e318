package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;

/** What is measured at rest, on a virtual clock. */
class IdleCalibrationTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final SubGenerator FIRST = TABLE.subGenerator(0.25, 1024);

  private final VirtualWorker clock = new VirtualWorker();
  private final FakeGenerator generator =
      new FakeGenerator(TABLE, document -> StyleCode.of(1, 1, new float[] {0}));
  private final IdleCalibration calibration =
      new IdleCalibration(generator, new UniformGrid(TABLE, 512), clock);
  private double msPerGmac = 2;
  private int learned;

  IdleCalibrationTest() {
    generator.forgetTimes();
    generator.predict((sub, reused) -> FakeGenerator.certain(cost(sub)));
    generator.meanwhile(render -> clock.pass(cost(render.subGenerator())));
  }

  private double cost(SubGenerator subGenerator) {
    return msPerGmac * MacCount.of(subGenerator, 512).performedGiga();
  }

  private void resume() {
    calibration.resume(() -> learned++);
  }

  private List<SubGenerator> rendered() {
    return generator.background().stream().map(FakeGenerator.Background::subGenerator).toList();
  }

  private double spentMs() {
    return rendered().stream().mapToDouble(this::cost).sum();
  }

  private void rest() {
    clock.advance(IdleCalibration.REST);
  }

  @Test
  void ofEveryRatioTheHighestUsableResolutionIsMeasuredOnce() {
    resume();
    rest();

    List<SubGenerator> expected = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      expected.addAll(Collections.nCopies(IdleCalibration.RUNS, TABLE.subGenerator(ratio, 1024)));
    }
    assertThat(rendered()).isEqualTo(expected);
    assertThat(learned).isEqualTo(1);
    resume();
    clock.advanceMillis(60_000);
    assertThat(rendered()).as("never again").isEqualTo(expected);
    assertThat(learned).isEqualTo(1);
  }

  @Test
  void whatIsFarTooSlowForAPreviewIsLeftOut() {
    msPerGmac = 20;
    resume();
    rest();

    assertThat(rendered()).allMatch(sub -> cost(sub) <= 200).contains(FIRST);
    assertThat(rendered()).doesNotContain(TABLE.full());
  }

  @Test
  void itTakesTwoSecondsAltogetherAtMost() {
    msPerGmac = 10;
    resume();
    rest();

    double longest = 200;
    assertThat(spentMs())
        .isBetween(500.0, IdleCalibration.LIMIT.toMillis() + IdleCalibration.RUNS * longest);
    double spent = spentMs();
    resume();
    clock.advanceMillis(60_000);
    assertThat(spentMs()).isEqualTo(spent);
  }

  @Test
  void itStopsAtOnceAndGoesOnLater() {
    generator.meanwhile(render -> calibration.pause());
    resume();
    rest();
    assertThat(rendered()).as("the first render was stopped").hasSize(1);
    assertThat(learned).isZero();

    generator.meanwhile(render -> {});
    resume();
    rest();
    assertThat(generator.isMeasured(FIRST)).isTrue();
    assertThat(generator.isMeasured(TABLE.full())).isTrue();
    assertThat(learned).as("told once").isEqualTo(1);
  }

  @Test
  void aRestThatIsTooShortIsNotUsed() {
    resume();
    clock.advance(IdleCalibration.REST.minusMillis(1));
    calibration.pause();
    clock.advanceMillis(60_000);
    assertThat(rendered()).isEmpty();

    resume();
    rest();
    assertThat(generator.isMeasured(TABLE.full())).isTrue();
  }

  @Test
  void itStartsNothingWhileTheRuntimeIsBusyAndTriesAgainByItself() {
    generator.setBusy(true);
    resume();
    clock.advanceMillis(60_000);
    assertThat(rendered()).isEmpty();

    generator.setBusy(false);
    rest();
    assertThat(generator.isMeasured(TABLE.full())).isTrue();
    assertThat(learned).isEqualTo(1);
  }

  @Test
  void workThatComesInBetweenIsLetPast() {
    generator.meanwhile(render -> generator.setBusy(rendered().size() == 2));
    resume();
    rest();
    assertThat(rendered()).containsExactly(FIRST, FIRST);

    generator.setBusy(false);
    rest();
    assertThat(generator.isMeasured(TABLE.full())).isTrue();
  }

  @Test
  void whatCannotBeRenderedIsTriedOnceAndTheRestIsMeasured() {
    generator.breakDown(FIRST);
    resume();
    rest();
    assertThat(learned).isEqualTo(1);
    assertThat(generator.isMeasured(TABLE.full())).isTrue();

    for (int i = 0; i < 20; i++) {
      resume();
      rest();
    }
    assertThat(rendered()).filteredOn(FIRST::equals).hasSize(1);
    assertThat(learned).isEqualTo(1);
  }

  @Test
  void nothingRunsAfterClosing() {
    resume();
    calibration.close();
    clock.advanceMillis(60_000);
    assertThat(rendered()).isEmpty();
    assertThat(learned).isZero();
  }
}
