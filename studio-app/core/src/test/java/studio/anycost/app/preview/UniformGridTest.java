package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.models.bundle.Consistency;

/** What a model was not trained for is not used, wherever sub-generators are. */
class UniformGridTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final SubGenerator FULL = TABLE.full();
  private static final double TOLERANCE = 0.5;

  private interface Distances {
    double of(double ratio, int resolution);
  }

  private static UniformGrid measured(ChannelTable table, Distances distances) {
    List<Consistency.Entry> entries = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : table.highestResolutions()) {
        entries.add(Consistency.Entry.measured(ratio, resolution, distances.of(ratio, resolution)));
      }
    }
    return grid(table, new Consistency(Consistency.Origin.MEASURED, entries));
  }

  private static UniformGrid grid(ChannelTable table, Consistency consistency) {
    return new UniformGrid(table, 512, Optional.of(consistency), TOLERANCE);
  }

  /** A plain StyleGAN2: only the full width makes faces, and only at the full resolution. */
  private static UniformGrid plain() {
    return measured(TABLE, (ratio, resolution) -> 0.9);
  }

  private static List<SubGenerator> usable(UniformGrid grid) {
    return grid.usableCheapestFirst().stream().map(UniformGrid.Place::subGenerator).toList();
  }

  @Test
  void withoutATableEverythingIsUsableAsBefore() {
    UniformGrid grid = new UniformGrid(TABLE, 512);
    assertThat(usable(grid)).hasSize(16);
    assertThat(grid.places()).allSatisfy(place -> assertThat(place.obstacle()).isEmpty());
  }

  @Test
  void whatDiffersMoreThanTheThresholdIsNotUsedButTheFullGeneratorAlwaysIs() {
    assertThat(usable(plain())).containsExactly(FULL);
    UniformGrid.Place slim = plain().placeOf(TABLE.subGenerator(0.25, 128)).orElseThrow();
    assertThat(slim.obstacle())
        .contains(
            "This model was not trained for 0.25 \u00d7 at 128 px: its pictures differ from the full"
                + " ones by 90 %, where 100 % is another face.");
    assertThat(plain().placeOf(FULL).orElseThrow().obstacle()).isEmpty();

    UniformGrid border = measured(TABLE, (ratio, resolution) -> ratio < 0.75 ? 0.51 : 0.5);
    assertThat(border.places())
        .allSatisfy(place -> assertThat(place.usable()).isEqualTo(place.ratio() >= 0.75));
  }

  @Test
  void resolutionsMayPassWhereRatiosFailAndTheOtherWayRound() {
    UniformGrid small = measured(TABLE, (ratio, resolution) -> ratio < 1 ? 0.8 : 0.1);
    assertThat(usable(small))
        .containsExactlyElementsOf(
            TABLE.highestResolutions().stream().map(r -> TABLE.subGenerator(1, r)).toList());
    UniformGrid slim = measured(TABLE, (ratio, resolution) -> resolution < 1024 ? 0.8 : 0.1);
    assertThat(usable(slim))
        .containsExactlyElementsOf(
            ChannelTable.RATIOS.stream().map(r -> TABLE.subGenerator(r, 1024)).toList());
  }

  @Test
  void whatWasStatedCountsAndWhatIsMissingWasNotTrainedFor() {
    UniformGrid grid =
        grid(
            TABLE,
            new Consistency(
                Consistency.Origin.STATED, List.of(Consistency.Entry.stated(0.5, 256))));
    assertThat(usable(grid)).containsExactly(TABLE.subGenerator(0.5, 256), FULL);
    assertThat(grid.placeOf(TABLE.subGenerator(1, 256)).orElseThrow().obstacle())
        .contains("Nothing says that this model was trained for 1 \u00d7 at 256 px.");
  }

  /** Under a cap all ratios mean the same channels: whoever named one has named all. */
  @Test
  void theSameChannelsAreUsableUnderEveryName() {
    ChannelTable capped = new ChannelTable(32, 8, 16);
    UniformGrid grid =
        grid(
            capped,
            new Consistency(
                Consistency.Origin.STATED,
                List.of(Consistency.Entry.stated(1, 16), Consistency.Entry.stated(1, 32))));
    assertThat(grid.places())
        .filteredOn(place -> place.subGenerator().resolution() >= 16)
        .hasSize(8)
        .allMatch(UniformGrid.Place::usable);
    assertThat(grid.places())
        .filteredOn(place -> place.subGenerator().resolution() < 16)
        .isNotEmpty()
        .noneMatch(UniformGrid.Place::usable);
  }

  @Test
  void theLadderHasOnlyUsableRungsAndWhatASearchFound() {
    assertThat(Ladder.uniform(plain()).rungs()).containsExactly(FULL);
    UniformGrid wide = measured(TABLE, (ratio, resolution) -> ratio < 1 ? 0.8 : 0.1);
    assertThat(Ladder.uniform(wide).rungs()).containsExactlyInAnyOrderElementsOf(usable(wide));

    List<Candidate> found = RandomLadders.candidates(TABLE, new Random(2), 20);
    List<SubGenerator> evolved = found.stream().map(Candidate::subGenerator).toList();
    Ladder ladder = Ladder.of(plain(), found);
    assertThat(ladder.rungs()).hasSizeGreaterThan(1).endsWith(FULL);
    assertThat(ladder.rungs().subList(0, ladder.rungs().size() - 1)).isSubsetOf(evolved);
    assertThat(Ladder.of(TABLE, found).over(plain()).rungs()).isEqualTo(ladder.rungs());
    assertThat(ladder.over(new UniformGrid(TABLE, 512)).rungs())
        .isEqualTo(Ladder.of(TABLE, found).rungs());
  }

  @Test
  void autoWithTheFullGeneratorAloneChoosesItAtEveryBudget() {
    Ladder ladder = Ladder.uniform(plain());
    SimulatedMachine machine = new SimulatedMachine(new Random(1), 1e8, 0.1);
    AutoGovernor governor = new AutoGovernor(ladder, machine.model()::predict, 50);
    for (int i = 0; i < 60; i++) {
      governor.beginDrag();
      assertThat(governor.preview()).isEqualTo(FULL);
      assertThat(governor.climb()).containsExactly(FULL);
      governor.measuredMoving(FULL, 0, machine.render(FULL, 0));
      governor.setBudget(i % 2 == 0 ? 5 : 500);
    }
  }

  /** Frames at the pace of the full generator, the newest face at the end, and rest after that. */
  @Test
  void aDragOfAModelWithTheFullGeneratorAloneShowsFullPicturesAllTheTime() {
    VirtualWorker clock = new VirtualWorker();
    FakeGenerator generator =
        new FakeGenerator(
            TABLE,
            document ->
                StyleCode.of(
                    1, 1, new float[] {((BaseStyle.Seed) document.base()).seed() / 1000f}));
    FakeRenderer renderer = generator.render(clock, FakeGenerator::cost);
    List<PreviewFrame> frames = new ArrayList<>();
    try (PreviewController controller =
        new PreviewController(
            generator, Ladder.uniform(plain()), 1, Runnable::run, clock, clock, clock)) {
      controller.addListener(
          new PreviewListener() {
            @Override
            public void frame(PreviewFrame frame) {
              frames.add(frame);
            }

            @Override
            public void running(Optional<SubGenerator> subGenerator) {}

            @Override
            public void failed(String sentence) {
              throw new AssertionError(sentence);
            }
          });
      for (int i = 1; i <= 120; i++) {
        controller.show(
            new PortraitDocument("identity", new BaseStyle.Seed(i, 1), Noise.FIXED, Recipe.EMPTY),
            true);
        clock.advanceMillis(16);
      }
      int during = frames.size();
      assertThat(during).isGreaterThanOrEqualTo((int) (120 * 16 / FakeGenerator.cost(FULL)) - 1);
      clock.advanceMillis(2000);
      assertThat(frames).allMatch(PreviewFrame::isFull);
      assertThat(frames.get(frames.size() - 1).documentVersion()).isEqualTo(120);
      assertThat(controller.statistics().cancelled()).as("begun pictures are finished").isZero();
      assertThat(renderer.begun())
          .extracting(Renderer.Job::subGenerator)
          .as("nothing else was ever asked for, also at rest")
          .containsOnly(FULL);
      assertThat(renderer.isIdle()).isTrue();

      frames.clear();
      controller.setGrid(new UniformGrid(TABLE, 512));
      controller.show(
          new PortraitDocument("identity", new BaseStyle.Seed(7, 1), Noise.FIXED, Recipe.EMPTY),
          true);
      clock.advanceMillis(60);
      assertThat(frames).isNotEmpty();
      assertThat(frames.get(0).isFull()).as("smaller ones are allowed from now on").isFalse();
    }
  }

  @Test
  void atRestNothingUnusableIsMeasured() {
    VirtualWorker clock = new VirtualWorker();
    FakeGenerator generator =
        new FakeGenerator(TABLE, document -> StyleCode.of(1, 1, new float[] {0}));
    generator.forgetTimes();
    UniformGrid grid = measured(TABLE, (ratio, resolution) -> ratio == 0.5 ? 0.1 : 0.9);
    IdleCalibration calibration = new IdleCalibration(generator, grid, clock);
    calibration.resume(() -> {});
    clock.advanceMillis(10_000);
    assertThat(generator.background())
        .isNotEmpty()
        .allMatch(render -> usable(grid).contains(render.subGenerator()));

    calibration.setGrid(new UniformGrid(TABLE, 512));
    calibration.resume(() -> {});
    clock.advanceMillis(10_000);
    assertThat(generator.background())
        .extracting(FakeGenerator.Background::subGenerator)
        .contains(TABLE.subGenerator(0.25, 1024));
  }

  @Test
  void sideBySideRendersOnlyWhatIsUsable() {
    VirtualWorker clock = new VirtualWorker();
    StyleCode code = StyleCode.of(1, 1, new float[] {0});
    FakeGenerator generator = new FakeGenerator(TABLE, document -> code);
    UniformGrid grid = measured(TABLE, (ratio, resolution) -> ratio < 1 ? 0.8 : 0.1);
    List<SubGenerator> shown = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    try (SideBySide sideBySide = new SideBySide(generator, Runnable::run, clock)) {
      sideBySide.start(
          grid,
          code,
          Noise.FIXED,
          new SideBySide.CellListener() {
            @Override
            public void cell(SideBySide.Cell cell) {
              shown.add(cell.subGenerator());
            }

            @Override
            public void finished() {
              ends.add("finished");
            }
          });
      clock.settle();
    }
    assertThat(shown).isEqualTo(usable(grid));
    assertThat(Set.copyOf(generator.background().stream().map(r -> r.subGenerator()).toList()))
        .isEqualTo(Set.copyOf(shown));
    assertThat(ends).containsExactly("finished");
  }
}
