package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.models.bundle.Consistency;

/** What is looked at is measured if nobody has, and what auto may show, too. */
class UnknownDifferencesTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final SubGenerator CHEAPEST = TABLE.subGenerator(0.25, 128);

  /** Cheaper than anything uniform. */
  private static final SubGenerator FOUND =
      new SubGenerator(
          new ChannelConfiguration(
              CHEAPEST.channels().widths().stream().map(width -> width - 1).toList()),
          128);

  private final VirtualWorker clock = new VirtualWorker();
  private final FakeGenerator generator =
      new FakeGenerator(TABLE, document -> StyleCode.of(1, 1, new float[] {0.5f}));
  private final FakeRenderer renderer = generator.render(clock, FakeGenerator::cost);
  private final List<PreviewFrame> frames = new ArrayList<>();

  private PreviewController controller(Ladder ladder) {
    PreviewController controller =
        new PreviewController(generator, ladder, 1, Runnable::run, clock, clock, clock);
    controller.addListener(frames::add);
    return controller;
  }

  private static UniformGrid grid() {
    List<Consistency.Entry> entries = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : TABLE.highestResolutions()) {
        entries.add(Consistency.Entry.measured(ratio, resolution, ratio == 1 ? 0 : 0.1));
      }
    }
    return new UniformGrid(
        TABLE, 512, Optional.of(new Consistency(Consistency.Origin.MEASURED, entries)), 0.2);
  }

  private static Ladder ladder(Candidate... kept) {
    return Ladder.of(grid(), List.of(kept));
  }

  private static PortraitDocument document(long seed) {
    return new PortraitDocument("identity", new BaseStyle.Seed(seed, 1), Noise.FIXED, Recipe.EMPTY);
  }

  private void rest(PreviewController controller, long seed) {
    controller.show(document(seed), false);
    clock.advanceMillis(3000);
  }

  @Test
  void whatIsLookedAtAndNotKeptIsMeasuredAndToldWithoutAnotherRender() {
    generator.differ(Map.of(FOUND, 0.07));
    PreviewController controller = controller(ladder());
    controller.setMode(new PreviewMode.Fixed(FOUND));
    rest(controller, 1);

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).expectedDifference()).isEmpty();
    assertThat(frames.get(1).expectedDifference()).hasValue(0.07);
    assertThat(frames.get(1).image()).isSameAs(frames.get(0).image());
    assertThat(renderer.isIdle()).isTrue();

    // It is known from then on, on whatever ladder and of whichever face.
    controller.setLadder(ladder(new Candidate(CHEAPEST, 0.3)));
    rest(controller, 2);
    assertThat(frames).hasSize(3);
    assertThat(frames.get(2).expectedDifference()).hasValue(0.07);
    assertThat(generator.compared()).containsExactly(List.of(FOUND));
  }

  @Test
  void whatIsKnownIsNotMeasured() {
    PreviewController controller = controller(ladder());
    rest(controller, 1);
    controller.setMode(new PreviewMode.Fixed(CHEAPEST));
    rest(controller, 2);
    assertThat(frames.get(frames.size() - 1).expectedDifference()).hasValue(0.1);
    assertThat(generator.compared()).isEmpty();
  }

  @Test
  void theThresholdOfAutoHoldsForWhatIsMeasuredLater() {
    generator.differ(Map.of(FOUND, 0.5));
    PreviewController controller = controller(ladder(new Candidate(FOUND, 0.3)));
    controller.setMode(new PreviewMode.Auto(1e-3));
    clock.settle();
    assertThat(controller.statistics().preview()).as("nothing is known of it").contains(FOUND);

    rest(controller, 1);
    assertThat(generator.compared()).containsExactly(List.of(FOUND));
    assertThat(controller.statistics().preview()).contains(CHEAPEST);
    frames.clear();
    controller.show(document(2), true);
    clock.advanceMillis(100);
    assertThat(frames.get(0).subGenerator()).isEqualTo(CHEAPEST);

    // A person who allows more has it again.
    controller.setGrid(
        new UniformGrid(
            TABLE,
            512,
            Optional.of(
                new Consistency(
                    Consistency.Origin.MEASURED,
                    List.of(Consistency.Entry.measured(0.25, 128, 0.6)))),
            0.7));
    clock.settle();
    assertThat(controller.statistics().preview()).contains(FOUND);
  }

  @Test
  void whatCannotBeMeasuredIsAskedForOnce() {
    generator.breakDown(FOUND);
    PreviewController controller = controller(ladder());
    controller.setMode(new PreviewMode.Fixed(FOUND));
    rest(controller, 1);
    rest(controller, 2);
    assertThat(frames)
        .extracting(PreviewFrame::expectedDifference)
        .containsOnly(OptionalDouble.empty());
    assertThat(generator.compared()).hasSize(1);
  }
}
