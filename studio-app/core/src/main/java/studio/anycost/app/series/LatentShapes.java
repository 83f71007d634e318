package studio.anycost.app.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.words.Texts;

/**
 * What arrays of latents mean to a model of n styles of d values.
 *
 * <p>Styles: {@code [d]} and {@code [1, d]} are one style for all layers, {@code [n, d]} and {@code
 * [1, n, d]} a style code, {@code [b, n, d]} and {@code [b, 1, n, d]} b codes, {@code [b, 1, d]} b
 * styles, each for all layers. {@code [b, d]} is b styles, too, unless b is n: then it is one code,
 * because that is what one code looks like. Rows that are written out flat, {@code [n d]} and
 * {@code [b, n d]}, are codes.
 *
 * <p>Input latents: {@code [d]}, and {@code [b, d]} with ones in between.
 */
final class LatentShapes {
  private final String model;
  private final int styles;
  private final int dimension;

  LatentShapes(GeneratorDescription description) {
    this.model = description.name();
    this.styles = description.styleCount();
    this.dimension = description.styleDimension();
  }

  /**
   * The style codes of an array.
   *
   * @param name what messages call it
   * @param values row-major
   * @return at least one
   * @throws IllegalArgumentException with a sentence if the shape means nothing here, or a value is
   *     not finite
   */
  List<StyleCode> styles(String name, List<Integer> shape, float[] values) {
    int row = rowOfStyles(shape);
    if (row == 0) {
      throw new IllegalArgumentException(
          Texts.of("series.latentShapes.notAStyle", name, text(shape), model, dimension, styles));
    }
    List<StyleCode> codes = new ArrayList<>();
    for (float[] part : rows(name, values, row)) {
      codes.add(
          row == dimension
              ? StyleCode.broadcast(part, styles)
              : StyleCode.of(styles, dimension, part));
    }
    return codes;
  }

  /** A sentence for style codes that are written out flat; empty for others. */
  Optional<String> remark(String name, List<Integer> shape) {
    int last = shape.isEmpty() ? 0 : shape.get(shape.size() - 1);
    return last == styles * dimension && last != dimension && rowOfStyles(shape) == last
        ? Optional.of(
            Texts.of(
                "series.latentShapes.rowsOfStyles",
                name,
                text(shape),
                last,
                styles,
                dimension,
                model))
        : Optional.empty();
  }

  /** Values of one style or one code; 0 if the shape means neither. */
  private int rowOfStyles(List<Integer> shape) {
    int axes = shape.size();
    if (axes == 0 || shape.contains(0)) {
      return 0;
    }
    int last = shape.get(axes - 1);
    int before = axes > 1 ? shape.get(axes - 2) : 1;
    if (last == styles * dimension && onlyOnes(shape, 1, axes - 1)) {
      return last;
    }
    if (last != dimension) {
      return 0;
    }
    if (before == styles && onlyOnes(shape, 1, axes - 2)) {
      return styles * dimension;
    }
    return onlyOnes(shape, 1, axes - 1) ? dimension : 0;
  }

  /**
   * The input latents of an array.
   *
   * @return at least one, each of the style's dimension
   * @throws IllegalArgumentException as for {@link #styles}
   */
  List<float[]> latents(String name, List<Integer> shape, float[] values) {
    int axes = shape.size();
    boolean fits =
        axes > 0
            && !shape.contains(0)
            && shape.get(axes - 1) == dimension
            && onlyOnes(shape, 1, axes - 1);
    if (!fits) {
      throw new IllegalArgumentException(
          Texts.of(
              "series.latentShapes.notAnInput",
              name,
              text(shape),
              model,
              dimension,
              rowOfStyles(shape) > dimension
                  ? " If it is a style code, give it with --style."
                  : ""));
    }
    return rows(name, values, dimension);
  }

  private static boolean onlyOnes(List<Integer> shape, int from, int to) {
    return from >= to || shape.subList(from, to).stream().allMatch(size -> size == 1);
  }

  private static List<float[]> rows(String name, float[] values, int row) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(Texts.of("series.latentShapes.notFinite", name));
      }
    }
    int count = values.length / row;
    if (count > SeedRanges.MOST) {
      throw new IllegalArgumentException(
          Texts.of("series.latentShapes.tooManyFaces", name, count, SeedRanges.MOST));
    }
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.copyOfRange(values, i * row, (i + 1) * row));
    }
    return rows;
  }

  private static String text(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
