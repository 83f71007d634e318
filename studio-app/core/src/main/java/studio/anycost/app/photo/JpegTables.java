package studio.anycost.app.photo;

import java.util.List;
import java.util.Optional;

/**
 * How finely a JPEG file keeps its values.
 *
 * @param luminance 64 divisors, in zigzag order as the file has them
 * @param chrominance 64 divisors, of both colours
 * @param halved whether colours are kept at half the width and half the height
 */
record JpegTables(List<Integer> luminance, List<Integer> chrominance, boolean halved) {
  JpegTables {
    luminance = List.copyOf(luminance);
    chrominance = List.copyOf(chrominance);
  }

  /** Those of a photo; empty if it is no JPEG, or one of another form than cameras write. */
  static Optional<JpegTables> of(PhotoFile photo) {
    if (photo.format() != PhotoFormat.JPEG) {
      return Optional.empty();
    }
    try {
      return JpegHeader.tables(photo.bytes());
    } catch (DamagedPhotoException e) {
      return Optional.empty();
    }
  }
}
