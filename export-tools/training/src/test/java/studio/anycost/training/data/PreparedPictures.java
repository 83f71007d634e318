package studio.anycost.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import studio.anycost.api.model.RgbImage;

/** Prepared pictures of smooth colours, each another, for tests. */
public final class PreparedPictures {
  private PreparedPictures() {}

  /** Writes a file {@code data} into a folder. */
  public static Path in(Path folder, int count, int size) throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < count; i++) {
      Files.writeString(photos.resolve("photo" + (char) ('a' + i)), "");
    }
    Path data = folder.resolve("data");
    new PicturePreparation(file -> picture(file, size))
        .prepare(photos, size, data, (seen, all) -> {});
    return data;
  }

  private static RgbImage picture(Path file, int size) {
    Random random = new Random(file.getFileName().hashCode());
    int red = random.nextInt(256);
    int green = random.nextInt(256);
    int[] rgb = new int[size * size];
    for (int i = 0; i < rgb.length; i++) {
      int x = 255 * (i % size) / size;
      int y = 255 * (i / size) / size;
      rgb[i] = (red + x) / 2 << 16 | (green + y) / 2 << 8 | (x + y) / 2;
    }
    return RgbImage.of(size, size, rgb);
  }
}
