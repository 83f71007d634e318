package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.consistency.FaceDifference;
import studio.anycost.models.latency.Prediction;

class TrustTest {
  private static final ChannelTable TABLE = new ChannelTable(64, 0.125, 512);
  private static final SubGenerator FULL = TABLE.full();
  private static final SubGenerator HALF = TABLE.subGenerator(0.5, 64);
  private static final SubGenerator QUARTER = TABLE.subGenerator(0.25, 64);
  private static final SubGenerator EVOLVED =
      new SubGenerator(new ChannelConfiguration(TABLE.uniform(0.75, 64).widths()).upTo(32), 32);
  private static final SubGenerator ODD =
      new SubGenerator(
          new ChannelConfiguration(
              TABLE.uniform(0.5, 64).widths().stream().map(width -> width + 1).toList()),
          64);

  private final VirtualWorker clock = new VirtualWorker();
  private final List<Double> changes = new ArrayList<>();
  private final Pictures generator = new Pictures();
  private final Ladder ladder =
      Ladder.of(grid(0.2), List.of(new Candidate(ODD, 0.03)), Map.of(ODD, 0.06));
  private final Trust trust =
      new Trust(generator, ladder, clock, clock, () -> changes.add(expected(HALF)));

  /** All sub-generators of half the width differ by .1, those of a quarter by .18. */
  private static UniformGrid grid(double most) {
    List<Consistency.Entry> entries = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : TABLE.highestResolutions()) {
        entries.add(
            Consistency.Entry.measured(
                ratio, resolution, ratio == 0.25 ? 0.18 : ratio == 1 ? 0 : 0.1));
      }
    }
    return new UniformGrid(
        TABLE, 512, Optional.of(new Consistency(Consistency.Origin.MEASURED, entries)), most);
  }

  private double expected(SubGenerator subGenerator) {
    return trust.expected(subGenerator).orElseThrow();
  }

  private static PreviewInput input(long face, double edit, long version) {
    PortraitDocument document =
        new PortraitDocument("identity", new BaseStyle.Seed(face, 1), Noise.FIXED, Recipe.EMPTY)
            .withStep(EditStep.written("edit", Map.of("much", String.valueOf(edit))));
    return new PreviewInput(document, version, true, 0);
  }

  private static ImageTensor face(long seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * 64 * 64];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 1.6f - 0.8f;
    }
    return ImageTensor.wrap(64, values);
  }

  /** Between two faces, so that it differs by about so much from the first. */
  private static ImageTensor off(long seed, double much) {
    float[] from = face(seed).toArray();
    float[] to = face(seed + 1000).toArray();
    for (int i = 0; i < from.length; i++) {
      from[i] += (float) (much * (to[i] - from[i]));
    }
    return ImageTensor.wrap(64, from);
  }

  private void show(long face, double edit, long version, SubGenerator by, ImageTensor image) {
    PreviewInput input = input(face, edit, version);
    trust.follow(input.document());
    trust.saw(input, by, image);
    clock.settle();
  }

  @Test
  void expectsWhatTheTableAndTheSearchSay() {
    assertThat(expected(HALF)).isEqualTo(0.1);
    assertThat(expected(QUARTER)).isEqualTo(0.18);
    assertThat(expected(ODD)).isEqualTo(0.06);
    assertThat(expected(FULL)).isZero();
    assertThat(trust.expected(new SubGenerator(EVOLVED.channels().upTo(16), 16))).isPresent();
    SubGenerator unknown =
        new SubGenerator(
            new ChannelConfiguration(
                TABLE.uniform(0.5, 64).widths().stream().map(width -> width + 2).toList()),
            64);
    assertThat(trust.expected(unknown)).isEmpty();
    assertThat(trust.admits(unknown)).isTrue();
  }

  @Test
  void aFullRenderCorrectsWhatIsExpectedOfThisFace() {
    show(1, 0, 1, HALF, off(1, 0.07));
    assertThat(changes).isEmpty();
    show(1, 0, 1, FULL, face(1));

    // How much it really differs, in the measure of the table.
    double real = generator.measure.between(off(1, 0.07), face(1));
    assertThat(real).isBetween(0.12, 0.19);
    assertThat(changes).hasSize(1);
    assertThat(expected(HALF)).isCloseTo(real, within(1e-9));
    assertThat(expected(QUARTER)).isCloseTo(0.18 * real / 0.1, within(1e-9));
    assertThat(trust.admits(HALF)).isTrue();
    assertThat(trust.admits(QUARTER)).as("above the threshold for this face").isFalse();
    assertThat(expected(FULL)).isZero();

    // The same face with another edit keeps it, another face does not.
    show(1, 1, 2, HALF, off(1, 0.1));
    assertThat(expected(HALF)).isCloseTo(real, within(1e-9));
    show(2, 1, 3, HALF, off(2, 0.1));
    assertThat(expected(HALF)).isEqualTo(0.1);
    assertThat(trust.admits(QUARTER)).isTrue();
  }

  @Test
  void onlyPicturesOfTheSameVersionAreCompared() {
    show(1, 0, 1, HALF, off(1, 0.5));
    show(1, 1, 2, FULL, face(1));
    assertThat(changes).isEmpty();
    assertThat(generator.asked).isZero();
  }

  @Test
  void whatComesTooLateIsOfAnotherFace() {
    trust.follow(input(1, 0, 1).document());
    trust.saw(input(1, 0, 1), HALF, off(1, 0.5));
    trust.saw(input(1, 0, 1), FULL, face(1));
    trust.follow(input(2, 0, 2).document());
    clock.settle();
    assertThat(expected(HALF)).isEqualTo(0.1);
  }

  @Test
  void correctsWithinBounds() {
    show(1, 0, 1, HALF, face(7));
    show(1, 0, 1, FULL, face(1));
    assertThat(expected(HALF)).isCloseTo(0.1 * FaceCorrection.MOST, within(1e-9));
    show(1, 0, 2, HALF, face(1));
    show(1, 0, 2, FULL, face(1));
    assertThat(expected(HALF)).isCloseTo(0.1 / FaceCorrection.MOST, within(1e-9));
    assertThat(generator.asked).as("the measure is made once").isEqualTo(1);
  }

  @Test
  void autoDoesWithoutWhatIsNotTrusted() {
    RenderChoice choice =
        new RenderChoice(ladder, (sub, reused) -> FakeGenerator.certain(FakeGenerator.cost(sub)));
    // Everything is within the budget: the best of what is trusted.
    choice.trust(sub -> !sub.equals(FULL) && sub.resolution() < 64);
    assertThat(choice.quick()).isEqualTo(FULL);
    choice.setMode(new PreviewMode.Auto(1e-3));
    assertThat(choice.quick().resolution()).isLessThan(64);
    choice.trust(sub -> false);
    assertThat(choice.quick()).isEqualTo(FULL);
    choice.trust(sub -> true);
    assertThat(choice.quick()).isNotEqualTo(FULL);
  }

  private static UniformGrid unmeasured(double most) {
    return new UniformGrid(TABLE, 512, Optional.empty(), most);
  }

  @Test
  void theLadderLeavesOutWhatASearchFoundAboveTheThreshold() {
    List<Candidate> found = List.of(new Candidate(ODD, 0.03));
    assertThat(Ladder.of(unmeasured(0.2), found, Map.of(ODD, 0.19)).rungs()).contains(ODD);
    Ladder strict = Ladder.of(unmeasured(0.2), found, Map.of(ODD, 0.21));
    assertThat(strict.rungs()).doesNotContain(ODD).contains(FULL);
    assertThat(strict.over(unmeasured(0.3)).rungs()).contains(ODD);
  }

  /** Compares, and does nothing else. */
  private static final class Pictures implements PreviewGenerator {
    private final FaceDifference measure =
        FaceDifference.of(List.of(face(11), face(12), face(13), face(14)));
    private int asked;

    @Override
    public Optional<FaceDifference> faceDifference(CancellationToken cancellation) {
      asked++;
      return Optional.of(measure);
    }

    @Override
    public studio.anycost.api.model.GeneratorDescription description() {
      throw new UnsupportedOperationException();
    }

    @Override
    public StyleCode evaluate(PortraitDocument document) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Renderer openRenderer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isMeasured(SubGenerator subGenerator) {
      return true;
    }

    @Override
    public boolean isBusy() {
      return false;
    }

    @Override
    public Prediction predict(SubGenerator subGenerator, int reusedStages) {
      return FakeGenerator.certain(1);
    }
  }
}
