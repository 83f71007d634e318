package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.model.RgbImage;

/** Files that lie about themselves, and files with bytes changed at random. */
class HostilePhotoTest {
  /** More than a reader's own tables take, much less than any of the claims. */
  private static final long FEW_BYTES = 16 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final PhotoReader reader = new PhotoReader();

  @BeforeAll
  static void loadTheReaders() throws PhotoException {
    new PhotoReader().decode(PhotoFile.wrap("a", PhotoSamples.resource("lossless.webp")));
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private void assertRefused(byte[] bytes, String reason) {
    long before = allocated();
    assertThatThrownBy(() -> reader.decode(PhotoFile.wrap("photo", bytes)))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(".");
    assertThat(allocated() - before).isLessThan(FEW_BYTES);
  }

  static Stream<Arguments> giants() {
    BufferedImage picture = PhotoSamples.quadrants();
    byte[] jpeg = PhotoSamples.written(picture, "jpeg");
    byte[] progressive = PhotoSamples.progressiveJpeg(picture);
    ByteBuffer.wrap(jpeg).putInt(frame(jpeg) + 5, 40_000 << 16 | 40_000);
    ByteBuffer.wrap(progressive).putInt(frame(progressive) + 5, 9_000 << 16 | 9_000);
    byte[] png = PhotoSamples.written(picture, "png");
    ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000);
    byte[] bmp = PhotoSamples.written(picture, "bmp");
    ByteBuffer.wrap(bmp)
        .putInt(18, Integer.reverseBytes(40_000))
        .putInt(22, Integer.reverseBytes(40_000));
    byte[] gif = PhotoSamples.written(picture, "gif");
    ByteBuffer.wrap(gif).putInt(picture(gif) + 5, 0x409c_409c);
    byte[] tiff =
        Tiff.picture(true, 1, 1, 2, 8, 1, 2, 3)
            .longValue(256, 40_000)
            .longValue(257, 40_000)
            .bytes();
    byte[] webp = PhotoSamples.resource("lossless.webp");
    ByteBuffer.wrap(webp).putInt(21, 0xffff_ff0f);
    return Stream.of(
        Arguments.of("JPEG", jpeg),
        Arguments.of("progressive JPEG", progressive),
        Arguments.of("PNG", png),
        Arguments.of("BMP", bmp),
        Arguments.of("GIF", gif),
        Arguments.of("TIFF", tiff),
        Arguments.of("WebP", webp));
  }

  private static int frame(byte[] jpeg) {
    for (int i = 2; ; i++) {
      if (jpeg[i] == (byte) 0xff && (jpeg[i + 1] == (byte) 0xc0 || jpeg[i + 1] == (byte) 0xc2)) {
        return i;
      }
    }
  }

  /** Where the first picture of a GIF file begins. */
  private static int picture(byte[] gif) {
    int at = 13 + 3 * (2 << (gif[10] & 7));
    while (gif[at] != 0x2c) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 0xff);
      }
      at++;
    }
    return at;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("giants")
  void aClaimOfManyPixelsIsRefusedBeforeAnythingIsAllocated(String name, byte[] bytes) {
    assertRefused(bytes, name.equals("BMP") ? "ends before" : "more than can be read");
  }

  @Test
  void compressedTextsOfPngFilesAreNotUnpacked() throws PhotoException {
    byte[] bomb = PhotoSamples.deflated(new byte[64 << 20]);
    byte[] png =
        PhotoSamples.withChunk(
            PhotoSamples.written(PhotoSamples.quadrants(), "png"),
            "zTXt",
            PhotoSamples.joined(PhotoSamples.ascii("a\0\0"), bomb));
    byte[] withProfile =
        PhotoSamples.withChunk(png, "iCCP", PhotoSamples.joined(PhotoSamples.ascii("a\0\0"), bomb));
    long before = allocated();
    RgbImage read = reader.decode(PhotoFile.wrap("photo", withProfile)).pixels();
    assertThat(allocated() - before).isLessThan(FEW_BYTES);
    assertThat(read.width()).isEqualTo(PhotoSamples.WIDTH);
  }

  @Test
  void valuesOfTiffFilesThatLieOnTopOfEachOtherAreRefused() {
    Tiff tiff = Tiff.picture(true, 1, 1, 2, 8, 1, 2, 3);
    tiff.undefined(50_000, new byte[100_000]);
    for (int tag = 40_000; tag < 40_400; tag++) {
      tiff.raw(tag, 7, 90_000, new byte[] {8, 0, 0, 0});
    }
    assertRefused(tiff.bytes(), "damaged");
  }

  @Test
  void directoriesOfTiffFilesThatFollowThemselvesAreFollowedOnce() throws PhotoException {
    byte[] tiff = Tiff.picture(true, 1, 1, 2, 8, 1, 2, 3).longValue(330, 8).bytes();
    assertThat(reader.decode(PhotoFile.wrap("photo", tiff)).pixels().argb(0, 0))
        .isEqualTo(0xff010203);
  }

  @Test
  void aJpegOfEndlessScansIsRefused() {
    byte[] jpeg = PhotoSamples.progressiveJpeg(PhotoSamples.quadrants());
    int end = jpeg.length - 2;
    int scan = end;
    while (jpeg[scan] != (byte) 0xff || jpeg[scan + 1] != (byte) 0xda) {
      scan--;
    }
    byte[] again = java.util.Arrays.copyOfRange(jpeg, scan, end);
    byte[][] parts = new byte[202][];
    java.util.Arrays.fill(parts, again);
    parts[0] = java.util.Arrays.copyOf(jpeg, end);
    parts[201] = new byte[] {(byte) 0xff, (byte) 0xd9};
    assertRefused(PhotoSamples.joined(parts), "so many scans");
  }

  static Stream<Arguments> samples() {
    BufferedImage picture = PhotoSamples.quadrants();
    int[] samples = picture.getRaster().getPixels(0, 0, 48, 32, (int[]) null);
    byte[] linear = PhotoSamples.linearLight();
    return Stream.of(
        Arguments.of(
            "JPEG",
            PhotoSamples.withExif(
                PhotoSamples.withProfile(PhotoSamples.written(picture, "jpeg"), linear), 6)),
        Arguments.of("progressive JPEG", PhotoSamples.progressiveJpeg(picture)),
        Arguments.of(
            "CMYK JPEG",
            PhotoSamples.withProfile(
                PhotoSamples.cmykJpeg(1, 2, 3, 4, true), PhotoSamples.redInks())),
        Arguments.of(
            "PNG", PhotoSamples.withPngProfile(PhotoSamples.written(picture, "png"), linear)),
        Arguments.of("BMP", PhotoSamples.written(picture, "bmp")),
        Arguments.of("GIF", PhotoSamples.written(picture, "gif")),
        Arguments.of("LZW TIFF", PhotoSamples.written(picture, "tiff")),
        Arguments.of(
            "TIFF", Tiff.picture(false, 48, 32, 2, 8, samples).undefined(34_675, linear).bytes()),
        Arguments.of("lossy WebP", PhotoSamples.resource("alpha.webp")),
        Arguments.of("lossless WebP", PhotoSamples.resource("turned.webp")),
        Arguments.of("animated WebP", PhotoSamples.resource("animated.webp")));
  }

  /** Whatever byte is changed: a photo, or one sentence; and never more memory than is granted. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void changedBytesGiveAPhotoOrASentence(String name, byte[] sample) {
    PhotoReader bounded = new PhotoReader(new PhotoLimits(4_000, 1_000_000, 500_000, 100_000));
    Random random = new Random(name.hashCode());
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes = sample.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        // Headers are where it hurts.
        int range = random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length;
        bytes[random.nextInt(range)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(8) == 0) {
        bytes = PhotoSamples.cut(bytes, random.nextDouble());
      }
      long before = allocated();
      try {
        RgbImage image = bounded.decode(PhotoFile.wrap("photo", bytes)).pixels();
        assertThat((long) image.width() * image.height()).isLessThanOrEqualTo(100_000);
        read++;
      } catch (PhotoException e) {
        assertThat(e.getMessage()).startsWith("photo: ").endsWith(".");
        assertThat(e.getCause() instanceof OutOfMemoryError).isFalse();
        refused++;
      } catch (RuntimeException | Error e) {
        fail(name + ", change " + i, e);
      }
      assertThat(allocated() - before).as("change %d", i).isLessThan(2 * FEW_BYTES);
    }
    assertThat(read).as("changes that do not matter").isPositive();
    assertThat(refused).as("changes that matter").isPositive();
  }
}
