package studio.anycost.api.model;

import java.util.Objects;

/**
 * A photo with an edited face in it.
 *
 * @param picture of the size of the photo that was given
 * @param note how it was done, one short sentence for people; may be empty
 */
public record BlendedPhoto(RgbImage picture, String note) {
  public BlendedPhoto {
    Objects.requireNonNull(picture);
    Objects.requireNonNull(note);
  }
}
