package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;

class PhotoLikenessTest {
  private static final Path FACES = Path.of("src", "test", "resources", "faces");

  private static BufferedImage picture(String name) throws IOException {
    BufferedImage read = ImageIO.read(FACES.resolve(name + ".png").toFile());
    return sized(read, read.getWidth(), read.getHeight());
  }

  private static BufferedImage sized(BufferedImage image, int width, int height) {
    BufferedImage sized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sized.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return sized;
  }

  private static RgbImage pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return RgbImage.of(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }

  private static boolean differ(BufferedImage photo, BufferedImage other) {
    Alignment middle = Alignment.centred(photo.getWidth(), photo.getHeight());
    return PhotoLikeness.differ(pixels(photo), middle, pixels(other));
  }

  private static BufferedImage compressed(BufferedImage image, float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(quality);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "group", "render"})
  void whatWasCompressedOrMadeSmallerIsTheSamePhoto(String name) throws IOException {
    BufferedImage photo = picture(name);
    assertThat(differ(photo, compressed(photo, 0.1f))).isFalse();
    assertThat(differ(photo, sized(photo, photo.getWidth() / 3, photo.getHeight() / 3))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "group", "render"})
  void anotherPictureIsAnotherPhoto(String name) throws IOException {
    BufferedImage photo = picture(name);
    for (String other : new String[] {"astronaut", "group", "render"}) {
      BufferedImage same = sized(picture(other), photo.getWidth(), photo.getHeight());
      assertThat(differ(photo, same)).as(other).isEqualTo(!other.equals(name));
    }
    BufferedImage mirrored = new BufferedImage(photo.getWidth(), photo.getHeight(), 1);
    Graphics2D graphics = mirrored.createGraphics();
    graphics.drawImage(photo, 0, photo.getHeight(), photo.getWidth(), -photo.getHeight(), null);
    graphics.dispose();
    assertThat(differ(photo, mirrored)).isTrue();
  }

  /** Whatever the face became, and another one as large. */
  @Test
  void facesMayDiffer() throws IOException {
    BufferedImage photo = picture("group");
    int width = photo.getWidth();
    int height = photo.getHeight();
    int side = Math.min(width, height) / 3;
    BufferedImage edited = picture("group");
    Graphics2D graphics = edited.createGraphics();
    graphics.setColor(Color.MAGENTA);
    graphics.fillRect(width / 2 - side / 2, height / 2 - side / 2, side, side);
    graphics.fillRect(0, 0, side, side);
    graphics.dispose();
    assertThat(differ(photo, edited)).isFalse();
  }

  /** Where the face is all there is, it is compared. */
  @Test
  void aFaceThatFillsThePictureIsNoReasonToTakeAnything() throws IOException {
    BufferedImage photo = picture("render");
    Alignment everything =
        new Alignment(photo.getWidth() / 2.0, photo.getHeight() / 2.0, 2 * photo.getWidth(), 0);
    BufferedImage other = sized(picture("astronaut"), photo.getWidth(), photo.getHeight());
    assertThat(PhotoLikeness.differ(pixels(photo), everything, pixels(other))).isTrue();
    assertThat(PhotoLikeness.differ(pixels(photo), everything, pixels(photo))).isFalse();
  }

  @Test
  void tinyPicturesAreComparedToo() {
    RgbImage black = RgbImage.of(2, 1, new int[2]);
    RgbImage white = RgbImage.of(2, 1, new int[] {0xffffff, 0xffffff});
    Alignment middle = Alignment.centred(2, 1);
    assertThat(PhotoLikeness.differ(black, middle, white)).isTrue();
    assertThat(PhotoLikeness.differ(black, middle, black)).isFalse();
  }
}
