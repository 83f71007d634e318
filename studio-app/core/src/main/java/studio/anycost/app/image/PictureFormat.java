package studio.anycost.app.image;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.app.words.Texts;

/** The kinds of files that pictures are saved as. */
public enum PictureFormat {
  /** 8 bits a channel, without loss. */
  PNG,
  /** 8 bits a channel, compressed with loss. */
  JPEG,
  /** float32 {@code [1, 3, N, N]}, not clamped. */
  NPY;

  /** The format that a file's ending asks for; capitals do not matter. */
  public static Optional<PictureFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return Optional.of(PNG);
    }
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return Optional.of(JPEG);
    }
    return name.endsWith(".npy") ? Optional.of(NPY) : Optional.empty();
  }

  /**
   * The format that a file's ending asks for.
   *
   * @throws IllegalArgumentException with a sentence if it is none of the three
   */
  public static PictureFormat require(Path file) {
    return of(file)
        .orElseThrow(
            () ->
                new IllegalArgumentException(Texts.of("image.pictureFormat.unknownEnding", file)));
  }
}
