package studio.anycost.app.fx.state;

import java.util.List;
import java.util.Optional;
import studio.anycost.app.image.PictureFormat;

/**
 * What is exported, and how.
 *
 * @param kind what the picture shows
 * @param scale of each face against the model's resolution, one of {@link #SCALES}
 * @param format PNG or JPEG
 */
public record ExportChoice(Kind kind, double scale, PictureFormat format) {
  /** What a picture shows. */
  public enum Kind {
    PORTRAIT,
    BEFORE_AFTER,
    VARIANTS,
    HISTORY,
    PHOTO
  }

  /** Sizes of a face, 1 for the model's own. */
  public static final List<Double> SCALES = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

  /** What nobody has chosen. */
  public static final ExportChoice FIRST = new ExportChoice(Kind.PORTRAIT, 1, PictureFormat.PNG);

  public ExportChoice {
    if (!SCALES.contains(scale) || format == PictureFormat.NPY) {
      throw new IllegalArgumentException("No picture is exported like that.");
    }
  }

  public ExportChoice withKind(Kind value) {
    return new ExportChoice(value, scale, format);
  }

  public ExportChoice withScale(double value) {
    return new ExportChoice(kind, value, format);
  }

  public ExportChoice withFormat(PictureFormat value) {
    return new ExportChoice(kind, scale, value);
  }

  /** In words, for {@link #ofText}. */
  public String toText() {
    return kind + " " + scale + " " + format;
  }

  /** What {@link #toText} told; empty if the text tells none. */
  public static Optional<ExportChoice> ofText(String text) {
    String[] words = text.split(" ");
    try {
      return words.length == 3
          ? Optional.of(
              new ExportChoice(
                  Kind.valueOf(words[0]),
                  Double.parseDouble(words[1]),
                  PictureFormat.valueOf(words[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
