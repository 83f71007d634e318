package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.CalibrationPlan;
import studio.anycost.models.latency.Prediction;
import studio.anycost.models.latency.StageShape;

/** The governor of auto over the model that it uses, on made-up machines. */
class AutoGovernorTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final double BUDGET = PreviewMode.DEFAULT_BUDGET_MS;

  private static final Ladder UNIFORM = Ladder.uniform(TABLE);

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
    return shareOver(BUDGET, frames);
  }

  private static double shareOver(double milliseconds, List<Frame> frames) {
    return frames.stream().filter(frame -> frame.milliseconds() > milliseconds).count()
        / (double) frames.size();
  }

  /** The rank of the best picture that takes so long at most; -1 if there is none. */
  private static int rankWithin(Ladder ladder, SimulatedMachine machine, double budget) {
    int best = -1;
    for (SubGenerator rung : ladder.rungs()) {
      if (machine.typical(rung, 0) <= budget) {
        best = ladder.rank(rung).orElseThrow();
      }
    }
    return best;
  }

  private static int rank(SubGenerator subGenerator) {
    return UNIFORM.rank(subGenerator).orElseThrow();
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
    holdTheTarget(seed, UNIFORM, BUDGET);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theTargetIsHeldWithWhatASearchFound(long seed) {
    // Where many rungs are close together, one is chosen that is just as slow as is put up with.
    holdTheTarget(seed, RandomLadders.of(TABLE, new Random(seed)), 1.05 * BUDGET);
  }

  private void holdTheTarget(long seed, Ladder ladder, double limit) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    double macsPerMs = 2e7 * Math.exp(4.5 * random.nextDouble());
    SimulatedMachine machine = calibrated(random, macsPerMs, 0.03 + 0.1 * random.nextDouble());
    AutoGovernor governor = new AutoGovernor(ladder, machine.model()::predict, BUDGET);
    List<Frame> calm = drag(machine, governor, 0, 150);
    machine.setLoad(2 + 2 * random.nextDouble());
    List<Frame> busy = frames(machine, governor, 0, 300);
    assertHeld(ladder, machine, limit, busy.subList(10, 300));
    machine.setLoad(1);
    List<Frame> after = frames(machine, governor, 0, 150);
    assertHeld(ladder, machine, limit, after.subList(25, 150));
    assertHeld(ladder, machine, limit, calm);

    SubGenerator end = after.get(after.size() - 1).subGenerator();
    assertThat(ladder.rank(end).orElseThrow())
        .as("picture after the busy phase")
        .isGreaterThanOrEqualTo(rankWithin(ladder, machine, 0.6 * BUDGET));
    assertThat(changes(calm)).as("changes while calm").isLessThanOrEqualTo(2);
    assertThat(changes(busy)).as("changes while busy").isLessThanOrEqualTo(5);
    assertThat(changes(after)).as("changes after").isLessThanOrEqualTo(4);
  }

  /** Few frames are late, if that is possible; else all are the cheapest. */
  private void assertHeld(
      Ladder ladder, SimulatedMachine machine, double limit, List<Frame> frames) {
    if (rankWithin(ladder, machine, 0.8 * BUDGET) >= 0) {
      assertThat(shareOver(limit, frames)).as("share over the target").isLessThan(0.2);
    } else if (rankWithin(ladder, machine, 1.2 * BUDGET) < 0) {
      double cheapest =
          ladder.rungs().stream().mapToDouble(rung -> machine.typical(rung, 0)).min().orElseThrow();
      // Predictions of what never ran are no better than this.
      assertThat(frames)
          .allSatisfy(
              frame ->
                  assertThat(machine.typical(frame.subGenerator(), 0))
                      .isLessThanOrEqualTo(1.25 * cheapest));
    }
  }

  static Stream<Ladder> ladders() {
    return Stream.concat(
        Stream.of(UNIFORM),
        LongStream.rangeClosed(1, 30).mapToObj(s -> RandomLadders.of(TABLE, new Random(s))));
  }

  /** Costs that are known exactly: work and pixels. */
  private static double exactly(SubGenerator subGenerator) {
    return MacCount.of(subGenerator, 512).performedGiga()
        + 5e-6 * subGenerator.resolution() * subGenerator.resolution();
  }

  private static Prediction exactly(SubGenerator subGenerator, int reusedStages) {
    double reused = 0;
    if (reusedStages > 1) {
      int resolution = Math.min(subGenerator.resolution(), 4 << (reusedStages - 1));
      SubGenerator first = new SubGenerator(subGenerator.channels().upTo(resolution), resolution);
      reused = MacCount.of(first, 512).performedGiga();
    }
    return FakeGenerator.certain(exactly(subGenerator) - reused);
  }

  @ParameterizedTest
  @MethodSource("ladders")
  void nothingOverTheBudgetIsChosenIfThereIsAnythingWithinIt(Ladder ladder) {
    for (double budget = 0.2; budget < 200; budget *= 1.1) {
      SubGenerator chosen = new AutoGovernor(ladder, AutoGovernorTest::exactly, budget).preview();
      double share = 0.9 * budget;
      List<SubGenerator> within =
          ladder.rungs().stream().filter(rung -> exactly(rung) <= share).toList();
      if (within.isEmpty()) {
        assertThat(ladder.rungs())
            .allSatisfy(rung -> assertThat(exactly(rung)).isGreaterThanOrEqualTo(exactly(chosen)));
      } else {
        assertThat(chosen).as("the best within").isEqualTo(within.get(within.size() - 1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ladders")
  void aClimbGetsBetterWithEveryStepAndHardlyDelaysTheFullPicture(Ladder ladder) {
    SubGenerator full = ladder.full();
    for (double budget = 0.2; budget < 200; budget *= 1.3) {
      AutoGovernor governor = new AutoGovernor(ladder, AutoGovernorTest::exactly, budget);
      List<SubGenerator> climb = governor.climb();
      assertThat(climb.get(0)).isEqualTo(governor.preview());
      assertThat(climb.get(climb.size() - 1)).isEqualTo(full);
      for (int i = 1; i < climb.size(); i++) {
        SubGenerator before = climb.get(i - 1);
        SubGenerator step = climb.get(i);
        assertThat(ladder.rank(step).orElseThrow())
            .isGreaterThan(ladder.rank(before).orElseThrow());
        assertThat(step.resolution()).isGreaterThanOrEqualTo(before.resolution());
        if (i < climb.size() - 1) {
          assertThat(exactly(step)).isGreaterThan(1.7 * exactly(before));
          assertThat(exactly(full)).isGreaterThan(1.7 * exactly(step));
        }
      }
      for (SubGenerator step : climb.subList(1, Math.max(1, climb.size() - 1))) {
        double rest = exactly(full, sharedStages(step, full)).p50();
        assertThat(exactly(step) + rest)
            .as("time to the full picture by way of this step")
            .isLessThanOrEqualTo(1.2 * exactly(full));
      }
    }
  }

  private static int sharedStages(SubGenerator one, SubGenerator other) {
    int stages = 0;
    for (int resolution = 8; resolution <= one.resolution(); resolution *= 2) {
      if (one.channels().upTo(resolution).equals(other.channels().upTo(resolution))) {
        stages =
            StageShape.of(new SubGenerator(one.channels().upTo(resolution), resolution)).size();
      }
    }
    return stages;
  }

  @Test
  void anotherLadderCountsAtOnce() {
    AutoGovernor governor = new AutoGovernor(UNIFORM, AutoGovernorTest::exactly, 25);
    SubGenerator uniform = governor.preview();
    List<Candidate> found = RandomLadders.candidates(TABLE, new Random(5), 60);
    List<SubGenerator> all = found.stream().map(Candidate::subGenerator).toList();
    Ladder evolved = Ladder.of(TABLE, found).only(all::contains);
    governor.setLadder(evolved);

    assertThat(governor.preview()).isNotEqualTo(uniform);
    assertThat(exactly(governor.preview())).isLessThanOrEqualTo(0.9 * 25);
    assertThat(all).contains(governor.preview());
    governor.setLadder(UNIFORM);
    assertThat(governor.preview()).isEqualTo(uniform);
  }

  @Test
  void threeTimesAsLongAtOnceIsAnsweredWithinAFewFrames() {
    SimulatedMachine machine = calibrated(new Random(1), 1e9, 0.05);
    AutoGovernor governor = new AutoGovernor(UNIFORM, machine.model()::predict, BUDGET);
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
    AutoGovernor governor = new AutoGovernor(UNIFORM, machine.model()::predict, BUDGET);
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
    return frames.stream().mapToDouble(f -> rank(f.subGenerator())).average().orElseThrow();
  }

  @Test
  void aMachineOfWhichNothingIsKnownIsLearntWhileDragging() {
    for (double macsPerMs : new double[] {1e8, 4e8, 2e9}) {
      SimulatedMachine machine = new SimulatedMachine(new Random(3), macsPerMs, 0.05);
      AutoGovernor governor = new AutoGovernor(UNIFORM, machine.model()::predict, BUDGET);
      List<Frame> frames = drag(machine, governor, 0, 150);
      assertThat(shareOver(frames.subList(20, 150))).isLessThan(0.15);
      assertThat(changes(frames)).isLessThanOrEqualTo(6);
      assertThat(rank(frames.get(149).subGenerator()))
          .isGreaterThanOrEqualTo(rankWithin(UNIFORM, machine, 0.55 * BUDGET));
    }
  }

  @Test
  void anEditOfLateStylesGetsABetterPicture() {
    SimulatedMachine machine = calibrated(new Random(4), 1.2e9, 0.05);
    AutoGovernor governor = new AutoGovernor(UNIFORM, machine.model()::predict, BUDGET);
    SubGenerator early = drag(machine, governor, 0, 60).get(59).subGenerator();
    List<Frame> late = drag(machine, governor, 6, 60);
    assertThat(rank(late.get(0).subGenerator())).isGreaterThan(rank(early));
    assertThat(shareOver(late.subList(1, 60))).as("the first computes all").isLessThan(0.15);
    assertThat(changes(late)).isLessThanOrEqualTo(1);
    List<Frame> again = drag(machine, governor, 0, 60);
    assertThat(again.get(0).subGenerator()).isEqualTo(early);
    assertThat(shareOver(again)).isLessThan(0.15);
  }
}
