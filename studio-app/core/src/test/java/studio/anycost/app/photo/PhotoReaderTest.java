package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.RgbImage;

class PhotoReaderTest {
  private static final int W = PhotoSamples.WIDTH;
  private static final int H = PhotoSamples.HEIGHT;

  @TempDir Path folder;

  private final PhotoReader reader = new PhotoReader();

  private RgbImage read(byte[] bytes) throws IOException {
    return reader.decode(PhotoFile.wrap("photo", bytes)).pixels();
  }

  /** Compares the middles of the four quarters. */
  private static void assertQuadrants(RgbImage image, int tolerance) {
    assertThat(image.width()).isEqualTo(W);
    assertThat(image.height()).isEqualTo(H);
    assertColour(image.argb(W / 4, H / 4), PhotoSamples.UPPER_LEFT, tolerance);
    assertColour(image.argb(3 * W / 4, H / 4), PhotoSamples.UPPER_RIGHT, tolerance);
    assertColour(image.argb(W / 4, 3 * H / 4), PhotoSamples.LOWER_LEFT, tolerance);
    assertColour(image.argb(3 * W / 4, 3 * H / 4), PhotoSamples.LOWER_RIGHT, tolerance);
  }

  private static void assertColour(int argb, int rgb, int tolerance) {
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(argb >> shift & 0xff)
          .as("%08x against %06x", argb, rgb)
          .isCloseTo(rgb >> shift & 0xff, within(tolerance));
    }
    assertThat(argb >>> 24).isEqualTo(0xff);
  }

  @ParameterizedTest
  @CsvSource({
    "1,top,left", "2,top,right", "3,bottom,right", "4,bottom,left",
    "5,left,top", "6,right,top", "7,right,bottom", "8,left,bottom"
  })
  void photosComeUprightHoweverTheCameraWasHeld(int orientation, String row, String column)
      throws IOException {
    BufferedImage stored = PhotoSamples.held(PhotoSamples.quadrants(), row, column);
    assertQuadrants(
        read(PhotoSamples.withExif(PhotoSamples.written(stored, "jpeg"), orientation)), 4);
    assertQuadrants(
        read(
            PhotoSamples.withChunk(
                PhotoSamples.written(stored, "png"), "eXIf", PhotoSamples.exif(orientation))),
        0);
    int[] samples =
        stored.getRaster().getPixels(0, 0, stored.getWidth(), stored.getHeight(), (int[]) null);
    assertQuadrants(
        read(
            Tiff.picture(false, stored.getWidth(), stored.getHeight(), 2, 8, samples)
                .shortValue(274, orientation)
                .bytes()),
        0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void orientationsThatDoNotExistAreUpright(int orientation) throws IOException {
    byte[] jpeg = PhotoSamples.written(PhotoSamples.quadrants(), "jpeg");
    assertQuadrants(read(PhotoSamples.withExif(jpeg, orientation)), 4);
  }

  @Test
  void damagedExifDataDoNotHarmThePicture() throws IOException {
    byte[] jpeg = PhotoSamples.written(PhotoSamples.quadrants(), "jpeg");
    byte[] broken = PhotoSamples.ascii("Exif\0\0II*\0\377\377\377\377");
    assertQuadrants(read(PhotoSamples.withSegment(jpeg, 0xe1, broken)), 4);
  }

  static Stream<Arguments> plainFormats() {
    BufferedImage picture = PhotoSamples.quadrants();
    return Stream.of(
        Arguments.of("baseline JPEG", PhotoSamples.written(picture, "jpeg"), 4),
        Arguments.of("progressive JPEG", PhotoSamples.progressiveJpeg(picture), 4),
        Arguments.of("PNG", PhotoSamples.written(picture, "png"), 0),
        Arguments.of("BMP", PhotoSamples.written(picture, "bmp"), 0),
        Arguments.of("GIF", PhotoSamples.written(picture, "gif"), 12),
        Arguments.of("TIFF", PhotoSamples.written(picture, "tiff"), 0),
        Arguments.of("lossless WebP", PhotoSamples.resource("lossless.webp"), 0),
        Arguments.of("lossy WebP", PhotoSamples.resource("lossy.webp"), 8),
        Arguments.of("WebP of several frames", PhotoSamples.resource("animated.webp"), 0),
        Arguments.of("turned WebP", PhotoSamples.resource("turned.webp"), 0),
        Arguments.of(
            "16-bit BMP",
            PhotoSamples.written(
                PhotoSamples.as(BufferedImage.TYPE_USHORT_565_RGB, picture), "bmp"),
            8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plainFormats")
  void formatsAreReadByWhatTheyHold(String name, byte[] bytes, int tolerance) throws IOException {
    assertQuadrants(read(bytes), tolerance);
  }

  @Test
  void aLossyWebPIsThePictureThatLibwebpMakesOfIt() throws IOException {
    BufferedImage decoded =
        ImageIO.read(new ByteArrayInputStream(PhotoSamples.resource("portrait.png")));
    Difference difference = Difference.of(read(PhotoSamples.resource("portrait.webp")), decoded);
    assertThat(difference.mean()).isLessThan(1);
    assertThat(difference.largest()).isLessThan(12);
  }

  static Stream<Arguments> fastWebPs() {
    return Stream.of(
        Arguments.of("still", FacePhotos.webP()),
        Arguments.of("animated", FacePhotos.animatedWebP()));
  }

  /** The first block of these is predicted of what lies outside the picture. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("fastWebPs")
  void aPhotoInWebPKeepsItsColours(String name, byte[] bytes) throws IOException {
    Difference difference = Difference.of(read(bytes), FacePhotos.astronaut());
    assertThat(difference.mean()).isLessThan(4);
  }

  /** How far apart two pictures are, in levels of 0..255 over all samples. */
  private record Difference(double mean, int largest) {
    static Difference of(RgbImage read, BufferedImage expected) {
      assertThat(read.width()).isEqualTo(expected.getWidth());
      assertThat(read.height()).isEqualTo(expected.getHeight());
      long sum = 0;
      int largest = 0;
      for (int y = 0; y < read.height(); y++) {
        for (int x = 0; x < read.width(); x++) {
          for (int shift = 0; shift <= 16; shift += 8) {
            int apart =
                Math.abs(
                    (read.argb(x, y) >> shift & 0xff) - (expected.getRGB(x, y) >> shift & 0xff));
            sum += apart;
            largest = Math.max(largest, apart);
          }
        }
      }
      return new Difference(sum / 3.0 / read.width() / read.height(), largest);
    }
  }

  @Test
  void sixteenBitsAreRoundedToEight() throws IOException {
    BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(1, 2, 0, 0x01ff);
    RgbImage read = read(PhotoSamples.written(grey, "png"));
    assertThat(read.argb(1, 2)).isEqualTo(0xff020202);
    assertThat(read.argb(0, 0)).isEqualTo(0xff000000);
    int[] colour = {0x2020, 0x8080, 0xffff};
    for (boolean little : new boolean[] {true, false}) {
      assertThat(read(Tiff.picture(little, 1, 1, 2, 16, colour).bytes()).argb(0, 0))
          .isEqualTo(0xff2080ff);
    }
  }

  @Test
  void greyValuesStayAsTheyAre() throws IOException {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      grey.getRaster().setSample(i % 16, i / 16, 0, i);
    }
    for (String format : new String[] {"png", "tiff", "bmp"}) {
      RgbImage read = read(PhotoSamples.written(grey, format));
      for (int i = 0; i < 256; i++) {
        assertThat(read.argb(i % 16, i / 16)).as(format).isEqualTo(0xff000000 | i * 0x010101);
      }
    }
    int middle = read(PhotoSamples.written(grey, "jpeg")).argb(0, 8) & 0xff;
    assertThat(middle).isCloseTo(128, within(3));
  }

  @Test
  void whatIsTransparentLiesOnWhite() throws IOException {
    BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0xff000000);
    picture.setRGB(1, 0, 0x80ff0000);
    picture.setRGB(2, 0, 0x00123456);
    RgbImage read = read(PhotoSamples.written(picture, "png"));
    assertThat(read.argb(0, 0)).isEqualTo(0xff000000);
    assertThat(read.argb(1, 0)).isEqualTo(0xffff7f7f);
    assertThat(read.argb(2, 0)).isEqualTo(0xffffffff);
    for (String name : new String[] {"alpha.webp", "alpha-lossless.webp"}) {
      RgbImage webp = read(PhotoSamples.resource(name));
      assertColour(webp.argb(W / 4, H / 4), PhotoSamples.UPPER_LEFT, 8);
      assertColour(webp.argb(3 * W / 4, H / 4), 0x8fd79f, 8);
    }
  }

  @Test
  void palettesAreFollowedAndMayBeTransparent() throws IOException {
    byte[] red = {(byte) 200, 0, 0};
    byte[] green = {0, 100, 0};
    byte[] blue = {0, 0, 50};
    BufferedImage picture =
        new BufferedImage(
            3, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, red, green, blue, 2));
    picture.getRaster().setSample(1, 0, 0, 1);
    picture.getRaster().setSample(2, 0, 0, 2);
    for (String format : new String[] {"png", "gif"}) {
      RgbImage read = read(PhotoSamples.written(picture, format));
      assertThat(read.argb(0, 0)).as(format).isEqualTo(0xffc80000);
      assertThat(read.argb(1, 0)).as(format).isEqualTo(0xff006400);
      assertThat(read.argb(2, 0)).as(format).isEqualTo(0xffffffff);
    }
  }

  @Test
  void profilesAreFollowed() throws IOException {
    BufferedImage half = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      half.setRGB(i % 16, i / 16, 0x804020);
    }
    byte[] linear = PhotoSamples.linearLight();
    // A value of 128 in linear light is 188 in sRGB, 64 is 137, 32 is 99.
    int expected = 0xbc8963;
    byte[] jpeg = PhotoSamples.withProfile(PhotoSamples.written(half, "jpeg"), linear);
    assertColour(read(jpeg).argb(8, 8), expected, 4);
    byte[] png = PhotoSamples.withPngProfile(PhotoSamples.written(half, "png"), linear);
    assertColour(read(png).argb(8, 8), expected, 2);
    byte[] tiff =
        Tiff.picture(true, 1, 1, 2, 8, 0x80, 0x40, 0x20).undefined(34_675, linear).bytes();
    assertColour(read(tiff).argb(0, 0), expected, 2);
    byte[] deep =
        Tiff.picture(true, 1, 1, 2, 16, 0x8080, 0x4040, 0x2020).undefined(34_675, linear).bytes();
    assertColour(read(deep).argb(0, 0), expected, 2);
    RgbImage webp = read(PhotoSamples.resource("profile.webp"));
    assertColour(webp.argb(W / 4, H / 4), 0xe16363, 4);
  }

  @Test
  void aDamagedProfileDoesNotHarmThePicture() throws IOException {
    byte[] junk = new byte[500];
    assertQuadrants(
        read(
            PhotoSamples.withProfile(PhotoSamples.written(PhotoSamples.quadrants(), "jpeg"), junk)),
        4);
    byte[] png = PhotoSamples.written(PhotoSamples.quadrants(), "png");
    assertQuadrants(read(PhotoSamples.withPngProfile(png, junk)), 0);
    assertQuadrants(read(PhotoSamples.withPngProfile(png, PhotoSamples.redInks())), 0);
    assertQuadrants(read(PhotoSamples.withChunk(png, "iCCP", new byte[] {1})), 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inksBecomeLight(boolean transformed) throws IOException {
    assertColour(read(PhotoSamples.cmykJpeg(255, 0, 0, 0, transformed)).argb(8, 8), 0x00ffff, 4);
    assertColour(read(PhotoSamples.cmykJpeg(0, 128, 0, 128, transformed)).argb(8, 8), 0x7f3f7f, 6);
    assertColour(read(PhotoSamples.cmykJpeg(0, 0, 0, 255, transformed)).argb(8, 8), 0, 4);
    byte[] inks = PhotoSamples.cmykJpeg(255, 0, 0, 0, transformed);
    int red = read(PhotoSamples.withProfile(inks, PhotoSamples.redInks())).argb(8, 8);
    assertThat(red >> 16 & 0xff).isGreaterThan(200);
    assertThat(red & 0xffff).isLessThan(0x6060);
  }

  @Test
  void inksOfTiffFilesBecomeLight() throws IOException {
    assertColour(read(Tiff.picture(true, 1, 1, 5, 8, 255, 0, 0, 0).bytes()).argb(0, 0), 0xffff, 2);
    int red =
        read(Tiff.picture(true, 1, 1, 5, 8, 255, 0, 0, 0)
                .undefined(34_675, PhotoSamples.redInks())
                .bytes())
            .argb(0, 0);
    assertThat(red >> 16 & 0xff).isGreaterThan(200);
    assertThat(red & 0xffff).isLessThan(0x6060);
  }

  @Test
  void largePhotosAreSubsampledWhileTheyAreDecoded() throws IOException {
    PhotoReader small = new PhotoReader(new PhotoLimits(65_535, 1_000_000, 1_000_000, 30_000));
    BufferedImage picture = PhotoSamples.quadrants(600, 400);
    for (String format : new String[] {"jpeg", "png", "bmp", "gif", "tiff"}) {
      PhotoFile file = PhotoFile.wrap("photo", PhotoSamples.written(picture, format));
      RgbImage read = small.decode(file).pixels();
      assertThat(read.width()).as(format).isEqualTo(200);
      assertThat(read.height()).as(format).isEqualTo(134);
      assertColour(read.argb(50, 30), PhotoSamples.UPPER_LEFT, 16);
      assertColour(read.argb(150, 100), PhotoSamples.LOWER_RIGHT, 16);
    }
    PhotoReader tiny = new PhotoReader(new PhotoLimits(100, 10_000, 10_000, 400));
    for (String name : new String[] {"lossless.webp", "lossy.webp", "alpha.webp"}) {
      RgbImage read = tiny.decode(PhotoFile.wrap("photo", PhotoSamples.resource(name))).pixels();
      assertThat(read.width()).as(name).isEqualTo(W / 2);
      assertColour(read.argb(W / 8, H / 8), PhotoSamples.UPPER_LEFT, 8);
    }
  }

  @Test
  void filesAreKnownByTheirBytes() throws IOException {
    Path file = folder.resolve("me.png"); // a name that is not true
    byte[] bytes = PhotoSamples.written(PhotoSamples.quadrants(), "jpeg");
    Files.write(file, bytes);
    Photo photo = reader.read(file);
    assertThat(photo.file().format()).isEqualTo(PhotoFormat.JPEG);
    assertThat(photo.name()).isEqualTo("me.png");
    assertThat(photo.sha256()).matches("[0-9a-f]{64}");
    assertThat(photo.file().open().readAllBytes()).isEqualTo(bytes);
    assertThat(photo.file()).isEqualTo(PhotoFile.wrap("another name", bytes));
  }

  @Test
  void foldersAndMissingFilesAreToldApart() {
    assertThatThrownBy(() -> reader.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> reader.read(folder.resolve("no.jpg")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no file");
  }

  static Stream<Arguments> foreignFiles() {
    return Stream.of(
        Arguments.of("a.png", "hello", "it is a text, not a photo"),
        Arguments.of("a.jpg", "", "the file is empty"),
        Arguments.of("a.heic", "\0\0\0\030ftypheic\0\0\0\0", "HEIC photos cannot be read; export"),
        Arguments.of("a.avif", "\0\0\0\030ftypavif\0\0\0\0", "AVIF photos cannot be read; export"),
        Arguments.of("a.mp4", "\0\0\0\030ftypisom\0\0\0\0", "films cannot be read"),
        Arguments.of("a.cr3", "\0\0\0\030ftypcrx \0\0\0\0", "camera raw files cannot be read"),
        Arguments.of("a.nef", "MM\0*\0\0\0\010", "camera raw files cannot be read; export"),
        Arguments.of("a.cr2", "II*\0\020\0\0\0CR", "camera raw files cannot be read"),
        Arguments.of("a.svg", "<?xml version='1.0'?><svg/>", "SVG drawings hold no pixels"),
        Arguments.of("a.psd", "8BPS\0\1", "Photoshop documents cannot be read"),
        Arguments.of("a.jxl", "\0\0\0\014JXL \r\n", "JPEG XL photos cannot be read"),
        Arguments.of("a.pdf", "%PDF-1.7", "PDF documents cannot be read"),
        Arguments.of("a.png", "\1\2\3\4", "it is not a photo of a known kind"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreignFiles")
  void whatIsNoPhotoIsNamed(String name, String content, String sentence) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> reader.read(file))
        .isInstanceOf(PhotoException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plainFormats")
  void filesThatAreCutOffAreRefused(String name, byte[] bytes, int tolerance) {
    for (double share : new double[] {0.3, 0.6, 0.9}) {
      byte[] part = PhotoSamples.cut(bytes, share);
      assertThatThrownBy(() -> read(part))
          .as("%s of %s", share, name)
          .isInstanceOf(PhotoException.class)
          .hasMessageMatching("photo: .*(ends before its picture does|damaged).*\\.");
    }
  }

  @Test
  void rawDataThatLookLikeTiffAreNamed() {
    byte[] small = Tiff.picture(true, 1, 1, 2, 8, 1, 2, 3).longValue(254, 1).bytes();
    assertThatThrownBy(() -> read(small)).hasMessageContaining("camera raw files");
    byte[] compressed = Tiff.picture(true, 1, 1, 2, 8, 1, 2, 3).shortValue(259, 7).bytes();
    assertThatThrownBy(() -> read(compressed)).hasMessageContaining("with this compression");
    byte[] floats = Tiff.picture(true, 1, 1, 2, 8, 1, 2, 3).shortValue(339, 3).bytes();
    assertThatThrownBy(() -> read(floats)).hasMessageContaining("more than 16 bits");
  }

  @Test
  void nothingIsTakenFromTheReadersOfTheProcess() throws IOException {
    Thread current = Thread.currentThread();
    ClassLoader loader = current.getContextClassLoader();
    current.setContextClassLoader(null);
    try {
      PhotoFile file = PhotoFile.wrap("photo", PhotoSamples.resource("lossless.webp"));
      assertQuadrants(new PhotoReader().decode(file).pixels(), 0);
    } finally {
      current.setContextClassLoader(loader);
    }
  }
}
