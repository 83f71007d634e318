package studio.anycost.plugins.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.task.CancellationToken;

class StyleMixingTest {
  private static final int DIMENSION = 5;
  private static final float MEAN = 0.3f;

  private final StyleMixing edit = new StyleMixing();

  /** What a photo gives: another style for every layer, and zeros of either sign. */
  private static StyleCode photo(int styles) {
    Random random = new Random(3);
    float[] values = new float[styles * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    values[1] = -0f;
    return StyleCode.of(styles, DIMENSION, values);
  }

  private StyleCode mixed(int resolution, StyleCode input, Map<String, String> values)
      throws ParameterException {
    Drawing generator = new Drawing(resolution);
    ParameterValues parsed = edit.parameters(generator.description()).parse(values);
    return edit.apply(input, parsed, generator);
  }

  /** Which styles came from the other face: 'o', or from the portrait: '.'. */
  private String taken(int resolution, String key) throws ParameterException {
    Drawing generator = new Drawing(resolution);
    int styles = generator.description().styleCount();
    StyleCode input = photo(styles);
    StyleCode output = mixed(resolution, input, Map.of(key, "1", "seed", "42", "psi", "1"));
    StringBuilder result = new StringBuilder();
    for (int style = 0; style < styles; style++) {
      if (Arrays.equals(output.style(style), generator.styleOfSeed(42).style(style))) {
        result.append('o');
      } else {
        assertThat(output.style(style)).containsExactly(input.style(style));
        result.append('.');
      }
    }
    return result.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "8, o..., .o.., ..oo",
    "16, o....., .oo..., ...ooo",
    "32, oo......, ..oo...., ....oooo",
    "64, oo........, ..oo......, ....oooooo",
    "128, ooo........., ...oo......., .....ooooooo",
    "256, ooo..........., ...ooo........, ......oooooooo",
    "512, oooo............, ....ooo........., .......ooooooooo",
    "1024, oooo.............., ....oooo.........., ........oooooooooo"
  })
  void eachAmountTakesTheStylesOfItsRange(int resolution, String coarse, String middle, String fine)
      throws ParameterException {
    assertThat(taken(resolution, "coarse")).isEqualTo(coarse);
    assertThat(taken(resolution, "middle")).isEqualTo(middle);
    assertThat(taken(resolution, "fine")).isEqualTo(fine);
  }

  @Test
  void withoutAmountsThePortraitStaysAsItIs() throws ParameterException {
    StyleCode input = photo(12);
    assertThat(mixed(128, input, Map.of())).isSameAs(input);
    assertThat(mixed(128, input, Map.of("seed", "9", "psi", "0.2"))).isSameAs(input);

    // And so do the styles of the ranges that are left out: bit by bit.
    StyleCode colours = mixed(128, input, Map.of("fine", "0.5"));
    for (int style = 0; style < 5; style++) {
      for (int i = 0; i < DIMENSION; i++) {
        assertThat(Float.floatToRawIntBits(colours.get(style, i)))
            .isEqualTo(Float.floatToRawIntBits(input.get(style, i)));
      }
    }
    assertThat(colours.style(5)).isNotEqualTo(input.style(5));
  }

  @Test
  void allOfEverythingIsTheOtherFace() throws ParameterException {
    Drawing generator = new Drawing(256);
    float[] mean = generator.description().meanStyleArray();
    Map<String, String> all = Map.of("coarse", "1", "middle", "1", "fine", "1", "seed", "42");

    assertThat(mixed(256, photo(14), all))
        .isEqualTo(generator.styleOfSeed(42).truncated(mean, 0.8));
  }

  @Test
  void halfIsInTheMiddle() throws ParameterException {
    StyleCode input = photo(12);
    StyleCode other = new Drawing(128).styleOfSeed(42);

    StyleCode half = mixed(128, input, Map.of("middle", "0.5", "seed", "42", "psi", "1"));

    for (int i = 0; i < DIMENSION; i++) {
      assertThat(half.get(4, i)).isCloseTo((input.get(4, i) + other.get(4, i)) / 2, within(1e-6f));
    }
  }

  /** What a window shows beside the seed is what is mixed in. */
  @Test
  void saysThatTheSeedIsTheFaceThatAllOfEverythingGives() throws ParameterException {
    Drawing generator = new Drawing(64);
    ParameterSchema schema = edit.parameters(generator.description());
    SeedParameter seed = (SeedParameter) schema.find("seed").orElseThrow();
    String psi = seed.face().orElseThrow().psi().orElseThrow();
    ParameterValues all =
        schema.parse(Map.of("coarse", "1", "middle", "1", "fine", "1", "seed", "9", psi, "0.3"));

    StyleCode shown =
        generator
            .styleOfSeed(all.get(seed))
            .truncated(generator.description().meanStyleArray(), all.number(psi));
    assertThat(edit.apply(photo(10), all, generator)).isEqualTo(shown);
  }

  @Test
  void saysWhichStylesAnAmountMeans() {
    List<String> help =
        edit.parameters(new Drawing(128).description()).parameters().stream()
            .map(Parameter::info)
            .map(info -> info.help())
            .toList();
    assertThat(help.get(1)).endsWith("Styles 1 to 3 of 12, layers of 4 to 8 px.");
    assertThat(help.get(2)).endsWith("Styles 4 to 5 of 12, layers of 8 to 16 px.");
    assertThat(help.get(3)).endsWith("Styles 6 to 12 of 12, layers of 16 to 128 px.");
  }

  /** Draws styles, and knows its shape. */
  private record Drawing(int resolution) implements Generator {
    @Override
    public GeneratorDescription description() {
      return new GeneratorDescription(
          "test",
          "0".repeat(64),
          new ChannelTable(resolution, 1, 8),
          DIMENSION,
          Collections.nCopies(DIMENSION, MEAN),
          List.of(),
          List.of(),
          false);
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      Random random = new Random(seed);
      float[] w = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        w[i] = (float) random.nextGaussian();
      }
      return StyleCode.broadcast(w, description().styleCount());
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
      throw new AssertionError("mixing asked what a render takes");
    }
  }
}
