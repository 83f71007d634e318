package studio.anycost.app.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.models.io.Npy;

class PictureWriterTest {
  @TempDir Path folder;

  private static ImageTensor picture(int side) {
    float[] data = new float[3 * side * side];
    for (int i = 0; i < data.length; i++) {
      int x = i % side;
      int y = i / side % side;
      data[i] = (float) (1.4 * Math.sin(x * 0.1 + y * 0.07 + i / (side * side) * 0.3));
    }
    return ImageTensor.wrap(side, data);
  }

  @Test
  void pngKeepsEveryPixel() throws IOException {
    RgbImage expected = picture(48).toRgb();
    PictureWriter.write(folder.resolve("a.PNG"), picture(48));
    BufferedImage read = ImageIO.read(folder.resolve("a.PNG").toFile());
    assertThat(read.getRGB(0, 0, 48, 48, null, 0, 48)).isEqualTo(expected.toArray());
  }

  @Test
  void jpegIsCloseAndItsQualityCounts() throws IOException {
    PictureWriter.write(folder.resolve("fine.jpg"), picture(64), 0.95);
    PictureWriter.write(folder.resolve("coarse.jpeg"), picture(64), 0.5);
    BufferedImage read = ImageIO.read(folder.resolve("fine.jpg").toFile());
    RgbImage expected = picture(64).toRgb();
    double sum = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        int difference = (read.getRGB(x, y) >> 8 & 0xff) - (expected.argb(x, y) >> 8 & 0xff);
        sum += Math.abs(difference);
      }
    }
    assertThat(sum / (64 * 64)).isLessThan(4);
    assertThat(Files.size(folder.resolve("coarse.jpeg")))
        .isLessThan(Files.size(folder.resolve("fine.jpg")));
  }

  @Test
  void npyIsNotClamped() throws IOException {
    PictureWriter.write(folder.resolve("a.npy"), picture(16));
    assertThat(Npy.read(folder.resolve("a.npy")).data()).isEqualTo(picture(16).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.gif", "a", "png", "a.png.exe"})
  void otherEndingsAreRefused(String name) throws IOException {
    assertThatThrownBy(() -> PictureWriter.write(folder.resolve(name), picture(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageEndingWith("use .png, .jpg or .npy.");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path file = folder.resolve("missing").resolve("a.png");
    assertThatThrownBy(() -> PictureWriter.write(file, picture(8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing does not exist");
  }

  @Test
  void linesOfASheetEndWithIt() {
    assertThat(GridSheet.lines("one line\nand another", 10_000))
        .containsExactly("one line", "and another");
    List<String> broken = GridSheet.lines("word ".repeat(40).strip(), 200);
    assertThat(broken).hasSizeGreaterThan(5);
    assertThat(String.join(" ", broken)).isEqualTo("word ".repeat(40).strip());
  }

  @Test
  void sheetsAreTheSameEveryTimeAndLargeEnoughForTheirCells() {
    List<GridSheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int[] pixels = new Random(i).ints(32 * 32).toArray();
      cells.add(new GridSheet.Cell(RgbImage.of(32, 32, pixels), i + " GMACs"));
    }
    GridSheet.Content content =
        new GridSheet.Content(
            "A model",
            "seed 7",
            List.of("16 px", "32 px", "64 px"),
            List.of("ratio 0.5", "ratio 1"),
            cells);
    RgbImage sheet = GridSheet.draw(content);
    assertThat(sheet).isEqualTo(GridSheet.draw(content));
    assertThat(sheet.width()).isGreaterThan(3 * 200);
    assertThat(sheet.height()).isGreaterThan(2 * 200);
    // A pixel of the paper, and one inside the first cell that is none.
    assertThat(sheet.argb(2, 2)).isEqualTo(0xfff5f6f8);
    assertThat(sheet.argb(250, 300)).isNotEqualTo(0xfff5f6f8);
  }
}
