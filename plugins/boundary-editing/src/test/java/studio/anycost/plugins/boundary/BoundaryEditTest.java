package studio.anycost.plugins.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.model.Validation;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.api.task.CancellationToken;

class BoundaryEditTest {
  private static final int DIMENSION = 4;
  private static final Boundary SMILING = new Boundary("31_Smiling", new float[] {1, 0, 0, 0}, 0.5);
  private static final Boundary YOUNG = new Boundary("39_Young", new float[] {0, 0.6f, 0.8f, 0}, 2);

  private final BoundaryEdit edit = new BoundaryEdit();

  @Test
  void offersOneSliderPerBoundaryThatShowsTheRawStep() {
    ParameterSchema schema = edit.parameters(description(1024, SMILING, YOUNG));

    assertThat(schema.parameters())
        .extracting(parameter -> parameter.key())
        .containsExactly("keep", "Smiling", "Young", "styles");
    NumberParameter smiling = (NumberParameter) schema.find("Smiling").orElseThrow();
    assertThat(smiling.minimum()).isEqualTo(-2);
    assertThat(smiling.maximum()).isEqualTo(2);
    assertThat(smiling.usualMinimum()).isEqualTo(-1);
    assertThat(smiling.usualMaximum()).isEqualTo(1);
    assertThat(smiling.defaultNumber()).isZero();
    assertThat(smiling.readout()).contains(new NumberParameter.Readout(1.5, "w"));
  }

  @Test
  void manySlidersStandUnderHeadingsAndFewDoNot() {
    List<String> names =
        List.of(
            "00_Smiling",
            "01_Young",
            "03_Eyeglasses",
            "05_Black_Hair",
            "14_No_Beard",
            "15_5_o_Clock_Shadow",
            "26_Big_Lips",
            "30_Wearing_Lipstick",
            "32_Receding_Hairline",
            "33_Raised_Brows",
            "34_Wearing_Earrings",
            "Something_Else");
    Boundary[] many =
        names.stream()
            .map(name -> new Boundary(name, new float[] {1, 0, 0, 0}, 1))
            .toArray(Boundary[]::new);

    assertThat(edit.parameters(description(8, many)).parameters())
        .filteredOn(parameter -> parameter instanceof NumberParameter number && !number.isWhole())
        .extracting(parameter -> parameter.info().group())
        .containsExactly(
            "Expression",
            "Age and gender",
            "Accessories",
            "Hair",
            "Beard",
            "Beard",
            "Face",
            "Makeup",
            "Hair",
            "Expression",
            "Accessories",
            "");
    assertThat(edit.parameters(description(8, SMILING, YOUNG)).find("Smiling").orElseThrow().info())
        .matches(own -> own.group().isEmpty());
  }

  @Test
  void touchesTwoThirdsOfTheStylesByDefault() {
    assertThat(stylesOf(1024).defaultNumber()).isEqualTo(12);
    assertThat(stylesOf(1024).maximum()).isEqualTo(18);
    assertThat(stylesOf(256).defaultNumber()).isEqualTo(9);
    assertThat(stylesOf(8).defaultNumber()).isEqualTo(3);
    assertThat(stylesOf(8).minimum()).isEqualTo(1);
    assertThat(stylesOf(1024).isWhole()).isTrue();
    assertThat(stylesOf(1024).info().group()).isEqualTo("Advanced");
  }

  @Test
  void offersNothingWithoutBoundaries() {
    assertThat(edit.parameters(description(64)).parameters()).isEmpty();
  }

  @Test
  void movesTheEarlyStylesByThreeStandardDeviationsPerUnit() throws ParameterException {
    GeneratorDescription generator = description(8, SMILING, YOUNG);
    StyleCode input = StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4);
    ParameterValues values =
        edit.parameters(generator)
            .defaults()
            .with("Smiling", -0.5)
            .with("Young", 1.0)
            .with("styles", 2);

    StyleCode output = edit.apply(input, values, new DescribedGenerator(generator));

    for (int style = 0; style < 2; style++) {
      assertThat(output.get(style, 0)).isCloseTo(1 - 0.5f * 3 * 0.5f, within(1e-6f));
      assertThat(output.get(style, 1)).isCloseTo(2 + 0.6f * 3 * 2, within(1e-6f));
      assertThat(output.get(style, 2)).isCloseTo(3 + 0.8f * 3 * 2, within(1e-6f));
      assertThat(output.get(style, 3)).isEqualTo(4);
    }
    assertThat(output.style(2)).containsExactly(1, 2, 3, 4);
    assertThat(output.style(3)).containsExactly(1, 2, 3, 4);
    assertThat(input).isEqualTo(StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4));
  }

  @Test
  void movesEveryStyleAlongItsOwnRowWhateverNumberIsTouched() throws ParameterException {
    float[] rows = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0.5f, 0, 0, 0, 0, 0, -1};
    GeneratorDescription generator = description(8, Boundary.perStyle("Hair", rows, 4, 0.5));
    StyleCode input = StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4);
    ParameterValues values =
        edit.parameters(generator).defaults().with("Hair", 0.5).with("styles", 1);

    StyleCode output = edit.apply(input, values, new DescribedGenerator(generator));

    // Half a slider of three deviations of 0.5.
    assertThat(output.style(0)).containsExactly(1.75f, 2, 3, 4);
    assertThat(output.style(1)).containsExactly(1, 2, 3, 4);
    assertThat(output.style(2)).containsExactly(1, 2.375f, 3, 4);
    assertThat(output.style(3)).containsExactly(1, 2, 3, 3.25f);
  }

  @Test
  void leavesAloneWhatIsKept() throws ParameterException {
    Boundary old = new Boundary("Old", new float[] {0.6f, 0.8f, 0, 0}, 1);
    Boundary hat = new Boundary("Hat", new float[] {0, 0, 0.6f, 0.8f}, 1);
    GeneratorDescription generator = description(8, SMILING, old, hat);
    StyleCode input = StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4);
    ParameterValues values =
        edit.parameters(generator)
            .defaults()
            .with("Old", 1.0)
            .with("keep", List.of("Smiling", "Hat", "Old"))
            .with("styles", 2);

    StyleCode output = edit.apply(input, values, new DescribedGenerator(generator));

    // Along the first axis nothing moves, and what is left reaches as far as before: 3 deviations.
    assertThat(output.get(1, 0)).isEqualTo(1);
    assertThat(output.get(1, 1)).isCloseTo(2 + 3, within(1e-6f));
    assertThat(output.get(1, 2)).isCloseTo(3, within(1e-6f));
    assertThat(output.style(2)).containsExactly(1, 2, 3, 4);
    assertThat(edit.apply(input, values.with("Old", 0.0), new DescribedGenerator(generator)))
        .isSameAs(input);
  }

  @Test
  void tellsWhichOfThoseThatCanBeKeptAreWeak() {
    Boundary hat = new Boundary("Hat & veil", new float[] {0, 0, 0.6f, 0.8f}, 1);
    Boundary weak = hat.validated(new Validation(0.6, 100));
    assertThat(keep(SMILING, weak).options())
        .extracting(ChoiceParameter.Option::label)
        .containsExactly("Smiling", "Hat & veil (weak)");
    assertThat(keep(SMILING, weak).info().help()).contains("a weak one that keeps little");
    assertThat(keep(SMILING, hat).info().help()).doesNotContain("weak");
  }

  private SelectionParameter keep(Boundary... boundaries) {
    return (SelectionParameter)
        edit.parameters(description(8, boundaries)).find("keep").orElseThrow();
  }

  @Test
  void keepsInEveryStyleWhatHasARowForEach() throws ParameterException {
    float[] rows = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    Boundary hair = Boundary.perStyle("Hair", rows, 4, 0.5);
    Boundary both = new Boundary("Both", new float[] {0.6f, 0.8f, 0, 0}, 1);
    GeneratorDescription generator = description(8, hair, both);
    StyleCode input = StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4);
    ParameterValues values =
        edit.parameters(generator)
            .defaults()
            .with("Both", 1.0)
            .with("keep", List.of("Hair"))
            .with("styles", 3);

    StyleCode output = edit.apply(input, values, new DescribedGenerator(generator));

    assertThat(output.style(0)).containsExactly(1, 5, 3, 4);
    assertThat(output.style(1)).containsExactly(4, 2, 3, 4);
    assertThat(output.get(2, 0)).isCloseTo(1 + 1.8f, within(1e-6f));
    assertThat(output.style(3)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatIsHardlyLeftIsNotBlownUp() throws ParameterException {
    Boundary near = new Boundary("Near", new float[] {0.9999f, 0.0141f, 0, 0}, 0.5);
    GeneratorDescription generator = description(8, SMILING, near);
    StyleCode input = StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4);
    ParameterValues values =
        edit.parameters(generator).defaults().with("Near", 1.0).with("keep", List.of("Smiling"));

    StyleCode output = edit.apply(input, values, new DescribedGenerator(generator));

    assertThat(output.get(0, 0)).isCloseTo(1, within(1e-6f));
    assertThat(output.get(0, 1)).isCloseTo(2 + 1.5f * 3 * 0.0141f, within(1e-4f));
  }

  @Test
  void tellsHowGoodASliderIs() {
    SliderQuality measured =
        new SliderQuality(
            200, OptionalDouble.of(0.9), List.of(new SliderQuality.SideEffect("39_Young", 0.2)));
    NumberParameter slider =
        (NumberParameter)
            edit.parameters(description(8, SMILING.measured(measured), YOUNG))
                .find("Smiling")
                .orElseThrow();

    assertThat(slider.info().rating().orElseThrow().value()).isCloseTo(0.7, within(1e-9));
    assertThat(slider.info().help())
        .endsWith("It works on 90 % of faces and also changes '39 Young', by 20 %.");
  }

  private ParameterInfo found(String name, double accuracy, int faces) {
    Boundary found =
        new Boundary(name, new float[] {0, 0, 1, 0}, 1)
            .validated(new Validation(accuracy, faces))
            .foundBy("Boundaries from samples");
    return edit.parameters(description(8, SMILING, found)).find(name).orElseThrow().info();
  }

  @Test
  void whatWasFoundHereHasAGroupOfItsOwnAndIsRatedByFacesThatItWasNotLearntFrom() {
    ParameterInfo good = found("Hat", 1, 40);
    assertThat(good.group()).isEqualTo("Found on this computer");
    assertThat(good.help())
        .endsWith(
            "Found on this computer by 'Boundaries from samples'. It tells 40 of 40 faces right"
                + " that it was not learnt from.");
    assertThat(good.rating()).get().matches(rating -> !rating.isWeak());
    assertThat(edit.parameters(description(8, SMILING)).find("Smiling").orElseThrow().info())
        .matches(own -> own.group().isEmpty() && own.rating().isEmpty());

    // Three of four is not much, and nor are all of eight.
    assertThat(found("Hat", 0.75, 200).rating()).get().matches(Rating::isWeak);
    assertThat(found("Hat", 1, 8).rating()).get().matches(Rating::isWeak);
    assertThat(found("Hat", 0.75, 200).rating().orElseThrow().reason())
        .isEqualTo("tells 150 of 200 faces right that it was not learnt from");
    assertThat(found("Hat", 1, 8).rating().orElseThrow().reason())
        .isEqualTo("tells 8 of 8 faces right that it was not learnt from: too few to rely on");
    assertThat(found("Hat", 0.3, 200).rating().orElseThrow().value()).isZero();
    assertThat(found("Hat", 1, 200).rating().orElseThrow().value())
        .isGreaterThan(good.rating().orElseThrow().value());
  }

  @Test
  void whatWasMeasuredOfTheSliderItselfCounts() {
    SliderQuality measured = new SliderQuality(200, OptionalDouble.of(0.3), List.of());
    Boundary both = YOUNG.validated(new Validation(1, 500)).measured(measured);

    assertThat(edit.parameters(description(8, both)).find("Young").orElseThrow().info().rating())
        .get()
        .matches(rating -> rating.isWeak() && rating.reason().startsWith("works on 30 %"));
  }

  @Test
  void changesNothingAtItsDefaults() throws ParameterException {
    GeneratorDescription generator = description(8, SMILING);
    StyleCode input = StyleCode.broadcast(new float[] {1, 2, 3, 4}, 4);
    ParameterValues values = edit.parameters(generator).defaults().with("styles", 1);

    assertThat(edit.apply(input, values, new DescribedGenerator(generator))).isSameAs(input);
  }

  private NumberParameter stylesOf(int resolution) {
    return (NumberParameter)
        edit.parameters(description(resolution, SMILING)).find("styles").orElseThrow();
  }

  private static GeneratorDescription description(int resolution, Boundary... boundaries) {
    return new GeneratorDescription(
        "test",
        "0".repeat(64),
        new ChannelTable(resolution, 1, 8),
        DIMENSION,
        Collections.nCopies(DIMENSION, 0f),
        List.of(boundaries),
        List.of(),
        false);
  }

  /** Boundary editing needs no more of a generator than its description. */
  private record DescribedGenerator(GeneratorDescription description) implements Generator {
    @Override
    public StyleCode styleOfSeed(long seed) {
      throw new AssertionError("no style was to be drawn");
    }

    @Override
    public StyleCode map(float[] z) {
      throw new AssertionError("nothing was to be mapped");
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      throw new AssertionError("nothing was to be rendered");
    }

    @Override
    public Latency latency(SubGenerator subGenerator) {
      throw new AssertionError("Editing asked what a render takes.");
    }
  }
}
