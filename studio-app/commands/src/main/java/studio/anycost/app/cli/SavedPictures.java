package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** Pictures that a command wrote before. */
final class SavedPictures {
  private SavedPictures() {}

  /** The picture of a file; empty if there is none that can be read, or it is not square. */
  static Optional<RgbImage> read(Path file) {
    try {
      RgbImage picture =
          PictureFormat.of(file).equals(Optional.of(PictureFormat.NPY))
              ? tensor(Npy.read(file)).toRgb()
              : new PhotoReader().read(file).pixels();
      return picture.width() == picture.height() ? Optional.of(picture) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ImageTensor tensor(NpyArray array) {
    int[] shape = array.shape();
    if (shape.length != 4 || shape[0] != 1 || shape[1] != 3 || shape[2] != shape[3]) {
      throw new IllegalArgumentException("This is no picture.");
    }
    return ImageTensor.wrap(shape[2], array.data());
  }
}
