package studio.anycost.api.model;

import java.util.Objects;

/**
 * A face that was edited, and the photo that it came from: what goes back into the photo.
 *
 * @param photo upright; the whole photo, or the part of it around the face
 * @param alignment the square of {@code photo} that the renders show; it may be rotated and may
 *     leave the photo, and may be larger or smaller than the renders
 * @param edited the face with its edits, as well as the generator renders it
 * @param unedited the face as the projection found it, of the same side
 */
public record EditedFace(
    RgbImage photo, Alignment alignment, ImageTensor edited, ImageTensor unedited) {
  public EditedFace {
    Objects.requireNonNull(photo);
    Objects.requireNonNull(alignment);
    if (edited.side() != unedited.side()) {
      throw new IllegalArgumentException(
          "The edited face has " + edited.side() + " px and the unedited " + unedited.side() + ".");
    }
  }
}
