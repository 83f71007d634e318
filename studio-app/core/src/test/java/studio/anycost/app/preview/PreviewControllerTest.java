package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;

/** The rules of the preview on a virtual clock. A document's seed is its number. */
class PreviewControllerTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final SubGenerator FULL = TABLE.full();

  private final VirtualWorker clock = new VirtualWorker();
  private final Ladder ladder = Ladder.uniform(TABLE);
  private final FakeGenerator generator = new FakeGenerator(TABLE, PreviewControllerTest::evaluate);
  private final List<PreviewFrame> frames = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<Optional<SubGenerator>> running = new ArrayList<>();
  private FakeRenderer renderer = generator.render(clock, FakeGenerator::cost);
  private PreviewController controller = controller(generator);

  private PreviewController controller(PreviewGenerator with) {
    PreviewController result =
        new PreviewController(with, ladder, 1, Runnable::run, clock, clock, clock);
    result.addListener(
        new PreviewListener() {
          @Override
          public void frame(PreviewFrame frame) {
            frames.add(frame);
          }

          @Override
          public void running(Optional<SubGenerator> subGenerator) {
            running.add(subGenerator);
          }

          @Override
          public void failed(String sentence) {
            failures.add(sentence);
          }
        });
    return result;
  }

  private void use(
      ToDoubleFunction<SubGenerator> actual, ToDoubleFunction<SubGenerator> predicted) {
    renderer = generator.render(clock, actual);
    generator.predict((sub, reused) -> FakeGenerator.certain(predicted.applyAsDouble(sub)));
    controller = controller(generator);
  }

  private static StyleCode evaluate(PortraitDocument document) {
    long seed = ((BaseStyle.Seed) document.base()).seed();
    if (seed < 0) {
      throw new IllegalArgumentException("Seed " + seed + " does not fit.");
    }
    return StyleCode.of(1, 1, new float[] {(seed % 200) / 100f - 1});
  }

  private static PortraitDocument document(long number) {
    return new PortraitDocument(
        "identity", new BaseStyle.Seed(number, 1), Noise.FIXED, Recipe.EMPTY);
  }

  private void drag(int first, int count, double everyMs) {
    for (int i = 0; i < count; i++) {
      controller.show(document(first + i), true);
      clock.advanceMillis(everyMs);
    }
  }

  @Test
  void aMovingSliderGetsTheBestPictureWithinTheBudget() {
    controller.show(document(1), true);
    clock.advanceMillis(50);

    SubGenerator chosen = frames.get(0).subGenerator();
    assertThat(FakeGenerator.cost(chosen)).isLessThanOrEqualTo(PreviewMode.DEFAULT_BUDGET_MS);
    int rank = ladder.rank(chosen).orElseThrow();
    assertThat(ladder.rungs().subList(rank + 1, ladder.rungs().size()))
        .allSatisfy(
            better ->
                assertThat(FakeGenerator.cost(better))
                    .isGreaterThan(0.9 * PreviewMode.DEFAULT_BUDGET_MS));
    assertThat(frames.get(0).isFull()).isFalse();
    assertThat(controller.statistics().preview()).contains(chosen);
  }

  @Test
  void theBudgetDecidesAndNothingFittingMeansTheCheapest() {
    controller.setMode(new PreviewMode.Auto(1e-3));
    controller.show(document(1), true);
    clock.advanceMillis(50);
    assertThat(frames.get(0).subGenerator()).isEqualTo(TABLE.subGenerator(0.25, 128));

    controller.setMode(new PreviewMode.Auto(1e6));
    controller.show(document(2), true);
    clock.advanceMillis(400);
    assertThat(frames.get(1).isFull()).isTrue();
  }

  @Test
  void atRestThePictureClimbsInStepsThatCostClearlyMoreAndEndsFull() {
    controller.show(document(1), false);
    clock.advanceMillis(1000);

    assertThat(frames).hasSizeBetween(2, 4);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
    for (int i = 1; i < frames.size(); i++) {
      SubGenerator before = frames.get(i - 1).subGenerator();
      SubGenerator after = frames.get(i).subGenerator();
      assertThat(FakeGenerator.cost(after)).isGreaterThan(1.5 * FakeGenerator.cost(before));
      assertThat(after.resolution()).isGreaterThanOrEqualTo(before.resolution());
    }
    assertThat(frames).extracting(PreviewFrame::documentVersion).containsOnly(1L);
    assertThat(renderer.isIdle()).isTrue();
    assertThat(running.get(running.size() - 1)).isEmpty();
  }

  @Test
  void aHandThatStopsWithoutSayingSoIsTakenToRest() {
    drag(1, 5, 16);
    assertThat(frames).noneMatch(PreviewFrame::isFull);
    clock.advanceMillis(1000);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
    assertThat(frames.get(frames.size() - 1).documentVersion()).isEqualTo(5);
  }

  @Test
  void aFastDragShowsPicturesAllTheTimeAndLatestWins() {
    drag(1, 250, 8);

    long shown = frames.size();
    assertThat(shown).as("frames of a two-second drag").isGreaterThan(40);
    PreviewStatistics statistics = controller.statistics();
    assertThat(statistics.cancelled()).as("begun pictures are finished").isZero();
    assertThat(statistics.dropped()).as("overtaken inputs").isPositive();
    assertThat(statistics.p95Milliseconds()).isLessThanOrEqualTo(100);
    assertThat(statistics.movingFrames()).isEqualTo(shown);
  }

  @Test
  void newInputStopsTheClimbAtOnce() {
    controller.show(document(1), false);
    clock.advanceMillis(100); // the first step is done, a later one is running
    assertThat(running.get(running.size() - 1)).isPresent();
    int begun = renderer.begun().size();

    controller.show(document(2), true);
    clock.settle();

    assertThat(controller.statistics().cancelled()).isEqualTo(1);
    assertThat(renderer.begun()).hasSize(begun + 1);
    clock.advanceMillis(51);
    assertThat(frames.get(frames.size() - 1).documentVersion()).isEqualTo(2);
  }

  @Test
  void lettingGoDoesNotRenderThePreviewOfTheSameDocumentAgain() {
    controller.show(document(1), true);
    clock.advanceMillis(40);
    controller.show(document(1), false);
    clock.advanceMillis(1000);

    assertThat(renderer.begun()).extracting(Renderer.Job::subGenerator).doesNotHaveDuplicates();
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
  }

  @Test
  void aFixedModeShowsItsSubGeneratorAndNothingElse() {
    SubGenerator chosen = TABLE.subGenerator(0.5, 256);
    controller.setMode(new PreviewMode.Fixed(chosen));
    drag(1, 10, 20);
    clock.advanceMillis(1000);

    assertThat(frames).isNotEmpty();
    assertThat(frames).allSatisfy(f -> assertThat(f.subGenerator()).isEqualTo(chosen));
    assertThat(frames.get(frames.size() - 1).documentVersion()).isEqualTo(10);
    assertThat(renderer.isIdle()).isTrue();
  }

  @Test
  void changingTheModeRendersTheSameDocumentAnew() {
    controller.show(document(1), false);
    clock.advanceMillis(1000);
    SubGenerator small = TABLE.subGenerator(0.25, 128);
    controller.setMode(new PreviewMode.Fixed(small));
    clock.advanceMillis(100);
    assertThat(frames.get(frames.size() - 1).subGenerator()).isEqualTo(small);

    controller.setMode(PreviewMode.AUTO);
    clock.advanceMillis(1000);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
  }

  @Test
  void anotherLadderIsChosenFromWithTheNextMove() {
    List<Candidate> found = RandomLadders.candidates(TABLE, new Random(5), 60);
    List<SubGenerator> evolved = found.stream().map(Candidate::subGenerator).toList();
    drag(1, 20, 20);
    assertThat(frames).extracting(PreviewFrame::subGenerator).doesNotContainAnyElementsOf(evolved);
    frames.clear();

    controller.setLadder(Ladder.of(TABLE, found).only(evolved::contains));
    drag(100, 20, 20);
    assertThat(frames.subList(1, frames.size()))
        .extracting(PreviewFrame::subGenerator)
        .isSubsetOf(evolved);
    frames.clear();
    clock.advanceMillis(2000);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
    assertThat(frames)
        .extracting(frame -> FakeGenerator.cost(frame.subGenerator()))
        .isSortedAccordingTo(Double::compare);
  }

  @Test
  void anotherLadderLeavesAFullPictureAlone() {
    controller.show(document(1), false);
    clock.advanceMillis(2000);
    frames.clear();
    controller.setLadder(Ladder.of(TABLE, RandomLadders.candidates(TABLE, new Random(5), 60)));
    clock.advanceMillis(2000);
    assertThat(frames).isEmpty();
    assertThat(running.get(running.size() - 1)).isEmpty();
  }

  @Test
  void anotherLadderInTheMiddleOfAClimbMakesNoPictureWorse() {
    controller.show(document(1), false);
    clock.advanceMillis(100); // the first step is shown, the full picture under way
    SubGenerator shown = frames.get(frames.size() - 1).subGenerator();
    controller.setMode(PreviewMode.AUTO); // what is under way is rendered anew
    controller.setLadder(Ladder.of(TABLE, RandomLadders.candidates(TABLE, new Random(5), 60)));
    frames.clear();
    clock.advanceMillis(2000);
    assertThat(frames).isNotEmpty();
    assertThat(frames)
        .allSatisfy(
            frame ->
                assertThat(FakeGenerator.cost(frame.subGenerator()))
                    .isGreaterThan(FakeGenerator.cost(shown)));
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
  }

  @Test
  void picturesAreMadeReadyForTheScreenBeforeTheyAreDelivered() {
    PreviewController enlarging =
        new PreviewController(generator, ladder, 8, Runnable::run, clock, clock, clock);
    enlarging.addListener(frames::add);
    enlarging.show(document(1), false);
    clock.advanceMillis(1000);

    assertThat(frames).isNotEmpty();
    for (PreviewFrame frame : frames) {
      assertThat(frame.image().width()).isEqualTo(1);
      assertThat(frame.screen().width()).isEqualTo(8);
      assertThat(frame.screen().height()).isEqualTo(8);
      assertThat(frame.screen().argb()).containsOnly(frame.image().argb(0, 0));
    }
  }

  @Test
  void refreshRendersTheSameDocumentAsANewVersion() {
    long version = controller.show(document(1), false);
    clock.advanceMillis(1000);
    frames.clear();

    controller.refresh();
    clock.advanceMillis(1000);

    assertThat(frames).isNotEmpty();
    assertThat(frames).allSatisfy(f -> assertThat(f.documentVersion()).isEqualTo(version + 1));
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
  }

  @Test
  void refreshRendersNothingWhereThePictureIsTheSame() {
    controller.show(document(1), false);
    clock.advanceMillis(3000);
    frames.clear();
    running.clear();

    controller.refresh();
    clock.advanceMillis(3000);

    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).isFull()).as("it stays on the screen").isTrue();
    assertThat(running).isEmpty();
  }

  @Test
  void refreshRendersWhatMeansAnotherPictureNow() {
    float[] meaning = {0};
    generator.mean(document -> StyleCode.of(1, 1, new float[] {meaning[0]}));
    controller.show(document(1), false);
    clock.advanceMillis(3000);
    frames.clear();

    meaning[0] = 0.5f;
    controller.refresh();
    clock.advanceMillis(3000);

    PreviewFrame end = frames.get(frames.size() - 1);
    assertThat(end.isFull()).isTrue();
    assertThat(end.image().argb(0, 0) & 0xff).isEqualTo(191);
  }

  @Test
  void theChoiceForTheNextDragIsWarmedUpInSilence() {
    // The estimate learns that everything is slow, as it does after the first renders.
    double[] factor = {10};
    use(FakeGenerator::cost, sub -> factor[0] * FakeGenerator.cost(sub));
    controller.show(document(1), false);
    clock.advanceMillis(100);
    factor[0] = 1;
    clock.advanceMillis(2000);

    SubGenerator next = controller.statistics().preview().orElseThrow();
    assertThat(renderer.begun()).extracting(Renderer.Job::subGenerator).contains(next);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
    assertThat(frames).noneMatch(frame -> frame.subGenerator().equals(next));
  }

  @Test
  void aSlowSpellMakesThePreviewSmallerAndSingleStragglersDoNot() {
    Random random = new Random(3);
    double[] load = {1};
    use(
        sub -> load[0] * FakeGenerator.cost(sub) * (random.nextInt(20) == 0 ? 3 : 1),
        FakeGenerator::cost);
    drag(1, 100, 20);
    List<SubGenerator> calm = frames.stream().map(PreviewFrame::subGenerator).distinct().toList();
    assertThat(calm).as("no flicker").hasSize(1);

    frames.clear();
    load[0] = 2.5;
    drag(1000, 200, 20);
    SubGenerator end = frames.get(frames.size() - 1).subGenerator();
    assertThat(2.5 * FakeGenerator.cost(end))
        .as("actual cost under load")
        .isLessThanOrEqualTo(PreviewMode.DEFAULT_BUDGET_MS);
    assertThat(frames.stream().map(PreviewFrame::subGenerator).distinct().count())
        .as("sizes on the way")
        .isLessThanOrEqualTo(3);
  }

  @Test
  void theCalibrationBeginsAtRestAndStopsWithTheNextInput() {
    generator.forgetTimes();
    controller.show(document(1), false);
    clock.advanceMillis(1000);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
    controller.show(document(2), true);
    clock.advanceMillis(IdleCalibration.REST.toMillis());
    assertThat(generator.background()).as("the rest began anew").isEmpty();

    // Whatever is being rendered when a slider moves is stopped, and done again later.
    generator.meanwhile(
        render -> {
          generator.meanwhile(later -> {});
          controller.show(document(3), true);
          clock.settle();
        });
    clock.advanceMillis(5000);
    int first = IdleCalibration.RUNS + 1;
    assertThat(generator.background().subList(0, first))
        .extracting(FakeGenerator.Background::subGenerator)
        .containsOnly(TABLE.subGenerator(0.25, 1024));
    assertThat(generator.background()).hasSizeGreaterThan(first);
  }

  @Test
  void aDragIsPredictedWithoutTheStagesThatItsEditLeavesAsTheyAre() {
    // A style of one value for each number: 18 of them, the last ones differ by the number's
    // digits.
    FakeGenerator wide =
        new FakeGenerator(
            TABLE,
            document -> {
              long seed = ((BaseStyle.Seed) document.base()).seed();
              float[] values = new float[18];
              values[(int) (seed / 1000)] = (seed % 1000) / 1000f;
              return StyleCode.of(18, 1, values);
            });
    List<Integer> asked = new ArrayList<>();
    wide.predict(
        (subGenerator, reusedStages) -> {
          asked.add(reusedStages);
          return FakeGenerator.certain(FakeGenerator.cost(subGenerator));
        });
    wide.render(clock, FakeGenerator::cost);
    controller = controller(wide);
    controller.show(document(7001), false);
    clock.advanceMillis(1000);
    asked.clear();
    controller.show(document(7002), true);
    clock.settle();
    assertThat(asked).as("styles from the eighth on").isNotEmpty().containsOnly(3);
    controller.show(document(2002), true);
    clock.advanceMillis(60);
    asked.clear();
    controller.show(document(7003), true);
    clock.advanceMillis(60);
    assertThat(asked).as("another slider in the same drag").doesNotContain(3);
  }

  @Test
  void aFailedRenderIsToldInASentenceAndTheNextInputIsRendered() {
    renderer.failNext(new IllegalStateException("The runtime is out of memory."));
    controller.show(document(1), false);
    clock.advanceMillis(1000);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).contains("The runtime is out of memory.");

    controller.show(document(2), false);
    clock.advanceMillis(1000);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
  }

  @Test
  void aDocumentThatCannotBeEvaluatedIsToldInASentence() {
    controller.show(document(-5), false);
    clock.advanceMillis(500);
    assertThat(failures).singleElement().asString().contains("Seed -5 does not fit.");
    assertThat(frames).isEmpty();
  }

  @Test
  void aDocumentWithoutPictureIsNotHiddenByAnOlderPicture() {
    controller.show(document(1), true);
    clock.settle();
    controller.show(document(-5), true);
    clock.advanceMillis(500);
    assertThat(failures).hasSize(1);
    assertThat(frames).isEmpty();
  }

  @Test
  void aJobThatIsRefusedLeavesNothingUnderWay() {
    renderer.refuseNext(new IllegalArgumentException("Too wide."));
    controller.show(document(1), false);
    clock.advanceMillis(500);
    assertThat(failures).singleElement().asString().contains("Too wide.");
    controller.show(document(1), false);
    clock.advanceMillis(1000);
    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
  }

  @Test
  void theFailureOfAPictureThatIsOutOfDateIsNotToldWhileANewerOneIsUnderWay() {
    renderer.failNext(new IllegalStateException("Lost."));
    controller.show(document(1), true);
    clock.advanceMillis(10);
    controller.show(document(2), true);
    clock.advanceMillis(60);
    assertThat(failures).isEmpty();
    assertThat(running).doesNotContainSequence(Optional.empty());
  }

  @Test
  void nothingIsDeliveredAfterClose() {
    controller.show(document(1), false);
    clock.settle();
    controller.close();
    clock.advanceMillis(1000);
    assertThat(frames).isEmpty();
    assertThat(renderer.isIdle()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inAnyStormFramesAreInOrderAndTheLastPictureIsTheLastDocumentInFull(long seed) {
    Random random = new Random(seed);
    use(sub -> FakeGenerator.cost(sub) * (0.3 + 2 * random.nextDouble()), FakeGenerator::cost);
    PortraitDocument last = document(0);
    for (int i = 0; i < 400; i++) {
      switch (random.nextInt(20)) {
        case 0 -> controller.setMode(new PreviewMode.Auto(5 + random.nextInt(100)));
        case 1 -> controller.setMode(new PreviewMode.Fixed(TABLE.subGenerator(0.75, 256)));
        case 2 -> controller.refresh();
        default -> {
          last = document(random.nextInt(50));
          controller.show(last, random.nextInt(4) > 0);
        }
      }
      clock.advanceMillis(random.nextInt(random.nextInt(10) == 0 ? 400 : 20));
    }
    controller.setMode(PreviewMode.AUTO);
    long version = controller.show(last, false);
    clock.advanceMillis(5000);

    long before = 0;
    for (PreviewFrame frame : frames) {
      assertThat(frame.documentVersion()).isGreaterThanOrEqualTo(before);
      before = frame.documentVersion();
    }
    PreviewFrame end = frames.get(frames.size() - 1);
    assertThat(end.documentVersion()).isEqualTo(version);
    assertThat(end.subGenerator()).isEqualTo(FULL);
    int expected = (int) ((evaluate(last).get(0, 0) + 1f) * 127.5f + 0.5f);
    assertThat(end.image().argb(0, 0) & 0xff).isEqualTo(expected);
    assertThat(renderer.isIdle()).isTrue();
    assertThat(running.get(running.size() - 1)).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void aBusyUserInterfaceGetsTheNewestFrameOnly() {
    List<Runnable> toolkit = new ArrayList<>();
    generator.render(clock, FakeGenerator::cost);
    PreviewController busy =
        new PreviewController(generator, ladder, 1, toolkit::add, clock, clock, clock);
    busy.addListener(frames::add);
    for (int i = 1; i <= 20; i++) {
      busy.show(document(i), true);
      clock.advanceMillis(60);
    }
    toolkit.forEach(Runnable::run);

    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).documentVersion()).isEqualTo(20);
  }
}
