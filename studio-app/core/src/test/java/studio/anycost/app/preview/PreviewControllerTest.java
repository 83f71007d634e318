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
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;

/** The rules of the preview on a virtual clock. A document's seed is its number. */
class PreviewControllerTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final int DIMENSION = 512;
  private static final SubGenerator FULL = TABLE.full();

  /** 2 ms for every performed GMAC: 150 ms for the full generator. */
  private static double cost(SubGenerator subGenerator) {
    return 2 * MacCount.of(subGenerator, DIMENSION).performedGiga();
  }

  private final VirtualWorker clock = new VirtualWorker();
  private final UniformGrid grid = new UniformGrid(TABLE, DIMENSION);
  private final List<PreviewFrame> frames = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<Optional<SubGenerator>> running = new ArrayList<>();
  private FakeRenderer renderer = new FakeRenderer(clock, PreviewControllerTest::cost);
  private PreviewController controller = controller(renderer, PreviewControllerTest::cost);

  private PreviewController controller(FakeRenderer with, CostEstimate estimate) {
    PreviewController result =
        new PreviewController(
            PreviewControllerTest::evaluate,
            with,
            grid,
            estimate,
            Runnable::run,
            IdleWork.NONE,
            clock);
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

  private void use(ToDoubleFunction<SubGenerator> actual, CostEstimate predicted) {
    renderer = new FakeRenderer(clock, actual);
    controller = controller(renderer, predicted);
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
    assertThat(cost(chosen)).isLessThanOrEqualTo(PreviewMode.DEFAULT_BUDGET_MS);
    double rank = grid.rank(chosen);
    assertThat(grid.places())
        .filteredOn(place -> place.rank() > rank)
        .allSatisfy(
            place ->
                assertThat(cost(place.subGenerator()))
                    .isGreaterThan(0.9 * PreviewMode.DEFAULT_BUDGET_MS));
    assertThat(frames.get(0).isFull()).isFalse();
    assertThat(controller.statistics().preview()).contains(chosen);
  }

  @Test
  void theBudgetDecidesAndNothingFittingMeansTheCheapest() {
    controller.setMode(new PreviewMode.Auto(1e-3));
    controller.show(document(1), true);
    clock.advanceMillis(50);
    assertThat(frames.get(0).subGenerator()).isEqualTo(grid.cheapestFirst().get(0).subGenerator());

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
      assertThat(cost(after)).isGreaterThan(1.5 * cost(before));
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
    assertThat(frames).allSatisfy(f -> assertThat(f.ratioOrNaN()).isEqualTo(0.5));
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
  void theChoiceForTheNextDragIsWarmedUpInSilence() {
    // The estimate learns that everything is slow, as it does after the first renders.
    double[] factor = {10};
    use(PreviewControllerTest::cost, sub -> factor[0] * cost(sub));
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
        sub -> load[0] * cost(sub) * (random.nextInt(20) == 0 ? 3 : 1),
        PreviewControllerTest::cost);
    drag(1, 100, 20);
    List<SubGenerator> calm = frames.stream().map(PreviewFrame::subGenerator).distinct().toList();
    assertThat(calm).as("no flicker").hasSize(1);

    frames.clear();
    load[0] = 2.5;
    drag(1000, 200, 20);
    SubGenerator end = frames.get(frames.size() - 1).subGenerator();
    assertThat(2.5 * cost(end))
        .as("actual cost under load")
        .isLessThanOrEqualTo(PreviewMode.DEFAULT_BUDGET_MS);
    assertThat(frames.stream().map(PreviewFrame::subGenerator).distinct().count())
        .as("sizes on the way")
        .isLessThanOrEqualTo(3);
  }

  @Test
  void idleWorkBeginsAtRestAndStopsWithTheNextInput() {
    List<String> calls = new ArrayList<>();
    IdleWork idle =
        new IdleWork() {
          @Override
          public void resume(Runnable learned) {
            calls.add("resume");
          }

          @Override
          public void pause() {
            calls.add("pause");
          }

          @Override
          public void close() {
            calls.add("close");
          }
        };
    renderer = new FakeRenderer(clock, PreviewControllerTest::cost);
    controller =
        new PreviewController(
            PreviewControllerTest::evaluate,
            renderer,
            grid,
            PreviewControllerTest::cost,
            Runnable::run,
            idle,
            clock);
    controller.show(document(1), false);
    clock.advanceMillis(100);
    assertThat(calls).as("the picture climbs").containsExactly("pause");
    clock.advanceMillis(1000);
    assertThat(calls).containsExactly("pause", "resume");
    controller.show(document(2), true);
    clock.settle();
    assertThat(calls).containsExactly("pause", "resume", "pause");
    controller.close();
    assertThat(calls).endsWith("close");
  }

  @Test
  void aDragIsPredictedWithoutTheStagesThatItsEditLeavesAsTheyAre() {
    // A style of one value for each number: 18 of them, the last ones differ by the number's
    // digits.
    Evaluator evaluator =
        document -> {
          long seed = ((BaseStyle.Seed) document.base()).seed();
          float[] values = new float[18];
          values[(int) (seed / 1000)] = (seed % 1000) / 1000f;
          return StyleCode.of(18, 1, values);
        };
    List<Integer> asked = new ArrayList<>();
    CostEstimate estimate =
        new CostEstimate() {
          @Override
          public double milliseconds(SubGenerator subGenerator) {
            return cost(subGenerator);
          }

          @Override
          public double milliseconds(SubGenerator subGenerator, int reusedStages) {
            asked.add(reusedStages);
            return cost(subGenerator);
          }
        };
    controller =
        new PreviewController(
            evaluator,
            new FakeRenderer(clock, PreviewControllerTest::cost),
            grid,
            estimate,
            Runnable::run,
            IdleWork.NONE,
            clock);
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
    use(sub -> cost(sub) * (0.3 + 2 * random.nextDouble()), PreviewControllerTest::cost);
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
    FakeRenderer fake = new FakeRenderer(clock, PreviewControllerTest::cost);
    PreviewController busy =
        new PreviewController(
            PreviewControllerTest::evaluate,
            fake,
            grid,
            PreviewControllerTest::cost,
            toolkit::add,
            IdleWork.NONE,
            clock);
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
