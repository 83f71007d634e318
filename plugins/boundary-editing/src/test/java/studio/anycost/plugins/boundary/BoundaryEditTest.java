package studio.anycost.plugins.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
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
        .containsExactly("Smiling", "Young", "styles");
    NumberParameter smiling = (NumberParameter) schema.find("Smiling").orElseThrow();
    assertThat(smiling.minimum()).isEqualTo(-1);
    assertThat(smiling.maximum()).isEqualTo(1);
    assertThat(smiling.defaultNumber()).isZero();
    assertThat(smiling.readout()).contains(new NumberParameter.Readout(1.5, "w"));
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
