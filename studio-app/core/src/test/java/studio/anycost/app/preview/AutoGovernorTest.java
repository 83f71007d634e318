package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.CalibrationPlan;
import studio.anycost.models.latency.StageShape;

/** The governor of auto over the model that it uses, on made-up machines. */
class AutoGovernorTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final double BUDGET = PreviewMode.DEFAULT_BUDGET_MS;

  private final UniformGrid grid = new UniformGrid(TABLE, 512);

  private record Frame(SubGenerator subGenerator, double milliseconds) {}

  /** A drag: every frame reuses what the frame before left, as the runtime does. */
  private static List<Frame> drag(
      SimulatedMachine machine, AutoGovernor governor, int untouched, int count) {
    governor.setUntouchedStages(untouched);
    governor.beginDrag();
    return frames(machine, governor, untouched, count);
  }

  private static List<Frame> frames(
      SimulatedMachine machine, AutoGovernor governor, int untouched, int count) {
    List<Frame> frames = new ArrayList<>();
    SubGenerator last = null;
    for (int i = 0; i < count; i++) {
      SubGenerator chosen = governor.preview();
      int reused = chosen.equals(last) ? Math.min(untouched, StageShape.of(chosen).size()) : 0;
      double time = machine.render(chosen, reused);
      governor.measuredMoving(chosen, reused, time);
      frames.add(new Frame(chosen, time));
      last = chosen;
    }
    return frames;
  }

  private static long changes(List<Frame> frames) {
    long changes = 0;
    for (int i = 1; i < frames.size(); i++) {
      if (!frames.get(i).subGenerator().equals(frames.get(i - 1).subGenerator())) {
        changes++;
      }
    }
    return changes;
  }

  private static double shareOver(List<Frame> frames) {
    return frames.stream().filter(frame -> frame.milliseconds() > BUDGET).count()
        / (double) frames.size();
  }

  /** The rank of the best picture that takes so long at most; 0 if there is none. */
  private double rankWithin(SimulatedMachine machine, int reused, double budget) {
    return grid.places().stream()
        .filter(place -> machine.typical(place.subGenerator(), reused) <= budget)
        .mapToDouble(UniformGrid.Place::rank)
        .max()
        .orElse(0);
  }

  private SimulatedMachine calibrated(Random random, double macsPerMs, double noise) {
    SimulatedMachine machine = new SimulatedMachine(random, macsPerMs, noise);
    for (SubGenerator subGenerator : CalibrationPlan.uniform(TABLE)) {
      for (int i = 0; i < 5; i++) {
        machine.render(subGenerator, 0);
      }
    }
    return machine;
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theTargetIsHeldThroughCalmAndBusyPhases(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    double macsPerMs = 2e7 * Math.exp(4.5 * random.nextDouble());
    SimulatedMachine machine = calibrated(random, macsPerMs, 0.03 + 0.1 * random.nextDouble());
    AutoGovernor governor = new AutoGovernor(grid, new MeasuredCosts(machine.model()), BUDGET);
    List<Frame> calm = drag(machine, governor, 0, 150);
    machine.setLoad(2 + 2 * random.nextDouble());
    List<Frame> busy = frames(machine, governor, 0, 300);
    assertHeld(machine, busy, 10);
    machine.setLoad(1);
    List<Frame> after = frames(machine, governor, 0, 150);
    assertHeld(machine, after, 25);
    assertHeld(machine, calm, 0);

    SubGenerator end = after.get(after.size() - 1).subGenerator();
    assertThat(grid.rank(end))
        .as("picture after the busy phase")
        .isGreaterThanOrEqualTo(rankWithin(machine, 0, 0.6 * BUDGET));
    assertThat(changes(calm)).as("changes while calm").isLessThanOrEqualTo(2);
    assertThat(changes(busy)).as("changes while busy").isLessThanOrEqualTo(5);
    assertThat(changes(after)).as("changes after").isLessThanOrEqualTo(4);
  }

  /** Few frames are late after the first ones, if that is possible; else all are the cheapest. */
  private void assertHeld(SimulatedMachine machine, List<Frame> frames, int adaption) {
    List<Frame> rest = frames.subList(adaption, frames.size());
    if (rankWithin(machine, 0, 0.8 * BUDGET) > 0) {
      assertThat(shareOver(rest)).as("share over the target").isLessThan(0.2);
    } else if (rankWithin(machine, 0, 1.2 * BUDGET) == 0) {
      assertThat(rest).extracting(Frame::subGenerator).containsOnly(TABLE.subGenerator(0.25, 128));
    }
  }

  @Test
  void threeTimesAsLongAtOnceIsAnsweredWithinAFewFrames() {
    SimulatedMachine machine = calibrated(new Random(1), 1e9, 0.05);
    AutoGovernor governor = new AutoGovernor(grid, new MeasuredCosts(machine.model()), BUDGET);
    List<Frame> calm = drag(machine, governor, 0, 40);
    assertThat(shareOver(calm)).isLessThan(0.1);
    machine.setLoad(3);
    List<Frame> busy = frames(machine, governor, 0, 40);
    assertThat(busy.subList(0, 5)).anyMatch(frame -> frame.milliseconds() > BUDGET);
    assertThat(shareOver(busy.subList(6, 40))).as("after six frames").isLessThan(0.1);
    machine.setLoad(1);
    List<Frame> after = frames(machine, governor, 0, 40);
    assertThat(after.get(25).subGenerator()).isEqualTo(calm.get(39).subGenerator());
  }

  @Test
  void aBusyHourDoesNotMakeThePreviewFlickerOrFade() {
    SimulatedMachine machine = calibrated(new Random(2), 1e9, 0.06);
    AutoGovernor governor = new AutoGovernor(grid, new MeasuredCosts(machine.model()), BUDGET);
    SubGenerator calm = drag(machine, governor, 0, 50).get(49).subGenerator();
    machine.setLoad(3);
    List<Frame> busy = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      busy.addAll(drag(machine, governor, 0, 60));
    }
    // Drags begin where the last one ended, and what is chosen stays as good as it was.
    assertThat(shareOver(busy.subList(10, busy.size()))).isLessThan(0.15);
    assertThat(changes(busy)).isLessThan(60);
    double first = rankShare(busy.subList(100, 600));
    double last = rankShare(busy.subList(busy.size() - 500, busy.size()));
    assertThat(last).isGreaterThan(0.8 * first);
    machine.setLoad(1);
    List<Frame> after = drag(machine, governor, 0, 300);
    assertThat(after.get(299).subGenerator()).isEqualTo(calm);
  }

  private double rankShare(List<Frame> frames) {
    return frames.stream().mapToDouble(f -> grid.rank(f.subGenerator())).average().orElseThrow();
  }

  @Test
  void aMachineOfWhichNothingIsKnownIsLearntWhileDragging() {
    for (double macsPerMs : new double[] {1e8, 4e8, 2e9}) {
      SimulatedMachine machine = new SimulatedMachine(new Random(3), macsPerMs, 0.05);
      AutoGovernor governor = new AutoGovernor(grid, new MeasuredCosts(machine.model()), BUDGET);
      List<Frame> frames = drag(machine, governor, 0, 150);
      assertThat(shareOver(frames.subList(20, 150))).isLessThan(0.15);
      assertThat(changes(frames)).isLessThanOrEqualTo(6);
      assertThat(grid.rank(frames.get(149).subGenerator()))
          .isGreaterThanOrEqualTo(rankWithin(machine, 0, 0.55 * BUDGET));
    }
  }

  @Test
  void anEditOfLateStylesGetsABetterPicture() {
    SimulatedMachine machine = calibrated(new Random(4), 1.2e9, 0.05);
    AutoGovernor governor = new AutoGovernor(grid, new MeasuredCosts(machine.model()), BUDGET);
    SubGenerator early = drag(machine, governor, 0, 60).get(59).subGenerator();
    List<Frame> late = drag(machine, governor, 6, 60);
    assertThat(grid.rank(late.get(0).subGenerator())).isGreaterThan(grid.rank(early));
    assertThat(shareOver(late.subList(1, 60))).as("the first computes all").isLessThan(0.15);
    assertThat(changes(late)).isLessThanOrEqualTo(1);
    List<Frame> again = drag(machine, governor, 0, 60);
    assertThat(again.get(0).subGenerator()).isEqualTo(early);
    assertThat(shareOver(again)).isLessThan(0.15);
  }
}
