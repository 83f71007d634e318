package studio.anycost.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;

/** A model of 4 styles of 6 values. */
class LatentShapesTest {
  private final LatentShapes shapes =
      new LatentShapes(
          new GeneratorDescription(
              "small",
              "id",
              new ChannelTable(8, 1, 4),
              6,
              List.of(0f, 0f, 0f, 0f, 0f, 0f),
              List.of(),
              List.of(),
              false));

  private static List<Integer> shape(String text) {
    return Arrays.stream(text.strip().split(" ")).map(Integer::valueOf).toList();
  }

  /** 0, 1, 2, ... */
  private static float[] values(List<Integer> shape) {
    float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1, false",
    "1 6, 1, false",
    "1 1 6, 1, false",
    "4 6, 1, true",
    "1 4 6, 1, true",
    "1 1 4 6, 1, true",
    "3 4 6, 3, true",
    "3 1 4 6, 3, true",
    "3 6, 3, false",
    "5 6, 5, false",
    "3 1 6, 3, false",
    "4 1 6, 4, false",
    "24, 1, true",
    "2 24, 2, true"
  })
  void aShapeOfStylesMeansOneOrSeveral(String text, int count, boolean layered) {
    List<Integer> shape = shape(text);
    float[] values = values(shape);
    List<StyleCode> codes = shapes.styles("w.npy", shape, values);
    assertThat(codes).hasSize(count);
    int row = layered ? 24 : 6;
    for (int i = 0; i < count; i++) {
      float[] part = Arrays.copyOfRange(values, i * row, (i + 1) * row);
      assertThat(codes.get(i))
          .isEqualTo(layered ? StyleCode.of(4, 6, part) : StyleCode.broadcast(part, 4));
    }
  }

  @ParameterizedTest
  @CsvSource({"24, true", "1 24, true", "2 24, true", "4 6, false", "6, false", "1 1 24 1, false"})
  void rowsThatAreWrittenOutFlatAreTold(String text, boolean told) {
    Optional<String> remark = shapes.remark("w.npy", shape(text));
    assertThat(remark.isPresent()).isEqualTo(told);
    assertThat(remark.orElse("w.npy [" + text.replace(" ", ", ") + "] 24 values 4 styles of 6 ."))
        .contains("w.npy", "[" + text.replace(" ", ", ") + "]", "24 values", "4 styles of 6")
        .endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "6 4", "1 5 6", "2 3 4 6", "3 5 6", "0 6", "1 0 6", "1 1 24 1"})
  void otherShapesAreRefusedWithThoseThatFit(String text) {
    List<Integer> shape = shape(text);
    assertThatThrownBy(() -> shapes.styles("w.npy", shape, values(shape)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("w.npy holds an array [" + text.replace(" ", ", ") + "]")
        .hasMessageContaining("'small' is [6] or [1, 6]")
        .hasMessageContaining("[4, 6]")
        .hasMessageEndingWith(".");
  }

  @Test
  void aSingleNumberIsNoLatent() {
    assertThatThrownBy(() -> shapes.styles("w.npy", List.of(), new float[1]))
        .hasMessageContaining("an array []");
    assertThatThrownBy(() -> shapes.latents("z.npy", List.of(), new float[1]))
        .hasMessageContaining("an array []");
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "1 6, 1", "1 1 6, 1", "4 6, 4", "3 1 6, 3"})
  void rowsOfInputLatentsAreAlwaysSeveral(String text, int count) {
    List<Integer> shape = shape(text);
    float[] values = values(shape);
    List<float[]> latents = shapes.latents("z.npy", shape, values);
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(Arrays.copyOfRange(values, i * 6, (i + 1) * 6));
    }
    assertThat(latents).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(latents.get(i)).containsExactly(expected.get(i));
    }
  }

  @Test
  void aStyleCodeGivenAsZIsNamedAsWhatItIs() {
    List<Integer> shape = List.of(2, 4, 6);
    assertThatThrownBy(() -> shapes.latents("z.npy", shape, values(shape)))
        .hasMessageContaining("give it with --style");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNoNumbersAreRefused(float bad) {
    float[] values = values(List.of(6));
    values[5] = bad;
    assertThatThrownBy(() -> shapes.styles("w.npy", List.of(6), values))
        .hasMessageContaining("w.npy holds values that are infinite or not a number");
    assertThatThrownBy(() -> shapes.latents("z.npy", List.of(1, 6), values))
        .hasMessageContaining("z.npy holds values that are infinite or not a number");
  }
}
