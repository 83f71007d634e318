package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.RgbImage;

/** What becomes of a photo's file when the photo is saved anew. */
class PhotoWriterTest {
  private static final int ORIENTATION = 0x112;
  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int MAKER_NOTE = 0x927c;
  private static final byte[] THUMBNAIL = PhotoSamples.ascii("thumbnail of the photo as it was");

  @TempDir Path folder;

  /**
   * EXIF data with two directories and one inside, as cameras write them; the thumbnail is last.
   *
   * @param little whether numbers begin with their last byte
   */
  private static byte[] exif(boolean little, int orientation) {
    ByteBuffer block =
        ByteBuffer.allocate(200).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    block.put(PhotoSamples.ascii(little ? "II" : "MM")).putShort((short) 42).putInt(8);
    block.putShort((short) 3);
    entry(block, ORIENTATION, 3, 1, orientation);
    entry(block, 0x132, 2, 4, 0x32303236); // a date, short enough to stand in the entry
    entry(block, EXIF_DIRECTORY, 4, 1, 60);
    block.putInt(120);
    block.position(60);
    block.putShort((short) 4);
    entry(block, MAKER_NOTE, 7, 4, 0x01020304);
    entry(block, 0xa001, 3, 1, 0xffff);
    entry(block, 0xa002, 4, 1, 4000);
    entry(block, 0xa003, 3, 1, 3000);
    block.putInt(0);
    block.position(120);
    block.putShort((short) 2);
    entry(block, 0x201, 4, 1, 150);
    entry(block, 0x202, 4, 1, THUMBNAIL.length);
    block.putInt(0);
    block.position(150);
    block.put(THUMBNAIL);
    return Arrays.copyOf(block.array(), block.position());
  }

  private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
    block.putShort((short) tag).putShort((short) type).putInt(count);
    if (type == 3) {
      block.putShort((short) value).putShort((short) 0);
    } else {
      block.putInt(value);
    }
  }

  private static byte[] jpeg(byte[] exif) {
    return PhotoSamples.withSegment(
        PhotoSamples.written(PhotoSamples.quadrants(), "jpeg"),
        0xe1,
        PhotoSamples.joined(PhotoSamples.ascii("Exif\0\0"), exif));
  }

  private static PhotoFile file(String name, byte[] bytes) throws IOException {
    return PhotoFile.wrap(name, bytes);
  }

  private Path saved(RgbImage photo, PhotoFile original, String name) throws IOException {
    Path file = folder.resolve(name);
    PhotoWriter.write(file, photo, original, 0.9);
    return file;
  }

  private static byte[] exifOf(Path file, int width, int height) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Optional<byte[]> found =
        file.toString().endsWith(".png") ? PngHeader.exif(bytes) : JpegHeader.exif(bytes);
    return found.orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"true, 6, out.jpg", "false, 8, out.jpg", "true, 3, out.png", "false, 1, out.png"})
  void keepsExifButForWhatWouldBeWrong(boolean little, int orientation, String name)
      throws Exception {
    byte[] exif = exif(little, orientation);
    PhotoFile original = file("me.jpg", jpeg(exif));
    RgbImage upright = new PhotoReader().decode(original).pixels();

    byte[] kept = exifOf(saved(upright, original, name), upright.width(), upright.height());

    ByteBuffer block =
        ByteBuffer.wrap(kept).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    assertThat(block.getShort(18)).as("orientation").isEqualTo((short) 1);
    assertThat(block.getInt(46)).as("the directory of the thumbnail").isZero();
    assertThat(block.getShort(60 + 2 + 12 + 8)).as("sRGB").isEqualTo((short) 1);
    assertThat(block.getInt(60 + 2 + 24 + 8)).isEqualTo(upright.width());
    assertThat(block.getShort(60 + 2 + 36 + 8)).isEqualTo((short) upright.height());
    assertThat(block.getInt(60 + 2 + 8)).as("the maker's note").isEqualTo(0x01020304);
    assertThat(kept).hasSize(150); // the thumbnail was last and is cut off
    for (int i = 20; i < 44; i++) { // date and the place of the other directory
      assertThat(kept[i]).isEqualTo(exif[i]);
    }
    // Whoever reads the file sees it upright, and the same picture.
    Photo again = new PhotoReader().read(folder.resolve(name));
    assertThat(again.pixels().width()).isEqualTo(upright.width());
    assertThat(again.pixels().argb(3, 3) & 0xf0f0f0).isEqualTo(upright.argb(3, 3) & 0xf0f0f0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 12, 40, 61, 119, 121, 149})
  void damagedExifIsLeftOut(int length) throws Exception {
    byte[] cut = Arrays.copyOf(exif(true, 1), length);
    PhotoFile original = file("me.jpg", jpeg(cut));
    RgbImage photo = new PhotoReader().decode(original).pixels();

    Path out = saved(photo, original, "out.jpg");

    assertThat(new PhotoReader().read(out).pixels().width()).isEqualTo(PhotoSamples.WIDTH);
  }

  @Test
  void aPngHoldsTheVeryPixels() throws IOException {
    PhotoFile original = file("me.png", PhotoSamples.written(PhotoSamples.quadrants(), "png"));
    RgbImage photo = new PhotoReader().decode(original).pixels();

    Path out = saved(photo, original, "out.png");

    assertThat(new PhotoReader().read(out).pixels()).isEqualTo(photo);
    assertThat(new String(Files.readAllBytes(out), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("sRGB");
  }

  @Test
  void theProfileIsThatOfThePixels() throws IOException {
    byte[] linear = PhotoSamples.linearLight();
    PhotoFile original =
        file(
            "me.jpg",
            PhotoSamples.withProfile(
                PhotoSamples.written(PhotoSamples.quadrants(), "jpeg"), linear));
    RgbImage photo = new PhotoReader().decode(original).pixels();

    byte[] bytes = Files.readAllBytes(saved(photo, original, "out.jpg"));

    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains(new String(srgb, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(linear, java.nio.charset.StandardCharsets.ISO_8859_1));
    RgbImage again = new PhotoReader().read(folder.resolve("out.jpg")).pixels();
    assertThat(again.argb(3, 3) & 0xf0f0f0).isEqualTo(photo.argb(3, 3) & 0xf0f0f0);
  }

  @Test
  void aJpegIsQuantisedAsItWas() throws Exception {
    BufferedImage noisy = PhotoSamples.quadrants(64, 64);
    for (int i = 0; i < 64 * 64; i++) {
      noisy.setRGB(i % 64, i / 64, (i * 7919 >> 3 & 0xff) * 0x010101);
    }
    PhotoFile rough = file("me.jpg", roughJpeg(noisy));
    RgbImage photo = new PhotoReader().decode(rough).pixels();

    Path out = saved(photo, rough, "out.jpg");

    assertThat(JpegHeader.tables(Files.readAllBytes(out))).isEqualTo(JpegTables.of(rough));
    assertThat(JpegTables.of(rough)).isPresent();
    // And so a picture that did not change stays what it was, but for the rounding of colours.
    RgbImage again = new PhotoReader().read(out).pixels();
    double sum = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        sum += Math.abs((again.argb(x, y) >> 8 & 0xff) - (photo.argb(x, y) >> 8 & 0xff));
      }
    }
    assertThat(sum / (64 * 64)).isLessThan(1.5);
  }

  private static byte[] roughJpeg(BufferedImage picture) throws IOException {
    RgbImage image = RgbImage.of(64, 64, picture.getRGB(0, 0, 64, 64, null, 0, 64));
    return JpegPhoto.of(image, Optional.empty(), 0.4, Optional.empty(), Optional.empty());
  }

  private static final String XMP =
      "<x:xmpmeta><rdf:Description tiff:Orientation=\"6\" dc:title=\"Mine\"/>"
          + "<tiff:Orientation>8</tiff:Orientation></x:xmpmeta>";

  private static byte[] itxt(String text, boolean packed) {
    byte[] plain = PhotoSamples.ascii(text);
    return PhotoSamples.joined(
        PhotoSamples.ascii("XML:com.adobe.xmp\0" + (packed ? "\1" : "\0") + "\0en\0\0"),
        packed ? PhotoSamples.deflated(plain) : plain);
  }

  private static byte[] withXmp(String form) {
    byte[] png = PhotoSamples.written(PhotoSamples.quadrants(), "png");
    return switch (form) {
      case "jpg" ->
          PhotoSamples.withSegment(
              PhotoSamples.written(PhotoSamples.quadrants(), "jpeg"),
              0xe1,
              PhotoSamples.ascii("http://ns.adobe.com/xap/1.0/\0" + XMP));
      case "png" -> PhotoSamples.withChunk(png, "iTXt", itxt(XMP, false));
      default -> PhotoSamples.withChunk(png, "iTXt", itxt(XMP, true));
    };
  }

  @ParameterizedTest
  @CsvSource({"jpg, a.jpg", "jpg, a.png", "png, a.jpg", "png, a.png", "packed, a.png"})
  void keepsXmpButForTheSideThatIsUp(String form, String name) throws IOException {
    PhotoFile original = file("me", withXmp(form));
    RgbImage photo = new PhotoReader().decode(original).pixels();

    Path out = saved(photo, original, name);

    PhotoFile again = PhotoFile.read(out);
    assertThat(new String(PhotoExtras.of(again).xmp().orElseThrow(), StandardCharsets.US_ASCII))
        .isEqualTo(XMP.replace("\"6\"", "\"1\"").replace(">8<", ">1<"));
    assertThat(new PhotoReader().decode(again).pixels().width()).isEqualTo(PhotoSamples.WIDTH);
    assertThat(PhotoWriter.lost(out, original)).isEmpty();
  }

  private static void loses(byte[] bytes, String name, String... words) throws IOException {
    PhotoFile original = file("me", bytes);
    assertThat(new PhotoReader().decode(original).pixels().width()).isPositive();
    String sentence = PhotoWriter.lost(Path.of(name), original).orElse("");
    if (words.length > 0) {
      assertThat(sentence).contains(words).startsWith("Not kept of me: ").endsWith(".");
    } else {
      assertThat(sentence).isEmpty();
    }
  }

  /** What is lost is told, and nothing that is not there. */
  @Test
  void tellsWhatIsNotKept() throws IOException {
    BufferedImage plain = PhotoSamples.quadrants();
    byte[] jpeg = PhotoSamples.written(plain, "jpeg");
    byte[] png = PhotoSamples.written(plain, "png");
    loses(jpeg, "a.jpg");
    loses(jpeg(exif(true, 6)), "a.jpg");
    loses(png, "a.png");
    loses(PhotoSamples.written(plain, "gif"), "a.png");
    loses(PhotoSamples.written(plain, "bmp"), "a.png");

    byte[] iptc = PhotoSamples.ascii("Photoshop 3.0\0008BIM\4\4\0\0\0\0\0\2me");
    loses(PhotoSamples.withSegment(jpeg, 0xed, iptc), "a.jpg", "the IPTC data");
    String more = "http://ns.adobe.com/xmp/extension/\0and so on";
    loses(PhotoSamples.withSegment(jpeg, 0xe1, PhotoSamples.ascii(more)), "a.jpg", "the XMP data");
    String picture = XMP.replace("Mine", "xmpGImg:image");
    loses(PhotoSamples.withChunk(png, "iTXt", itxt(picture, false)), "a.png", "the XMP data");
    byte[] large = PhotoSamples.withChunk(png, "iTXt", itxt(XMP + " ".repeat(1 << 17), false));
    loses(large, "a.jpg", "the XMP data");
    loses(large, "a.png");

    byte[] clear = PhotoSamples.written(PhotoSamples.as(BufferedImage.TYPE_INT_ARGB, plain), "png");
    loses(clear, "a.png", "its transparency, which lies on white");
    loses(FacePhotos.sixteenBit(plain), "a.png", "more than 8 bits a colour");
    loses(
        PhotoSamples.written(new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY), "png"),
        "a.png",
        "more than 8 bits a colour");
    loses(FacePhotos.animated(plain, plain), "a.png", "the pictures after the first");
    byte[] moving = PhotoSamples.withChunk(clear, "acTL", new byte[] {0, 0, 0, 3, 0, 0, 0, 0});
    loses(
        moving, "a.png", "its transparency, which lies on white and the pictures after the first");
  }

  /** What is no XMP after all, or is packed a thousandfold, keeps nothing of the rest. */
  @ParameterizedTest
  @ValueSource(strings = {"", "XML:com.adobe.xmp\0", "XML:com.adobe.xmp\0\1\0\0\0no data"})
  void damagedXmpIsLeftOut(String body) throws IOException {
    byte[] png = PhotoSamples.written(PhotoSamples.quadrants(), "png");
    PhotoFile original =
        file("me.png", PhotoSamples.withChunk(png, "iTXt", PhotoSamples.ascii(body)));
    RgbImage photo = new PhotoReader().decode(original).pixels();

    Path out = saved(photo, original, "out.png");

    assertThat(PhotoExtras.of(PhotoFile.read(out)).xmp()).isEmpty();
    assertThat(new PhotoReader().read(out).pixels()).isEqualTo(photo);
  }

  @Test
  void thePhotoItselfIsNeverOverwritten() throws IOException {
    byte[] bytes = PhotoSamples.written(PhotoSamples.quadrants(), "png");
    Path file = folder.resolve("elsewhere.png");
    Files.write(file, bytes);
    PhotoFile original = file("me.png", bytes);
    RgbImage photo = new PhotoReader().decode(original).pixels();

    assertThatThrownBy(() -> PhotoWriter.write(file, photo, original, 0.9))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is the photo itself: name another file.");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Files.write(file, new byte[bytes.length]); // of the same size, but another file
    PhotoWriter.write(file, photo, original, 0.9);
    assertThat(new PhotoReader().read(file).pixels()).isEqualTo(photo);
  }

  @Test
  void otherEndingsAreRefused() throws IOException {
    PhotoFile original = file("me.png", PhotoSamples.written(PhotoSamples.quadrants(), "png"));
    RgbImage photo = new PhotoReader().decode(original).pixels();

    assertThatThrownBy(() -> PhotoWriter.write(folder.resolve("a.webp"), photo, original, 0.9))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("a.webp: a photo is saved as .jpg or .png.");
    assertThat(List.of("a.JPG", "a.jpeg", "a.png"))
        .allMatch(name -> PhotoWriter.takes(Path.of(name)));
    assertThat(PhotoWriter.ending(original)).isEqualTo(".png");
  }

  @Test
  void aReducedPhotoIsTheAverageOfBlocks() {
    RgbImage photo =
        RgbImage.of(5, 2, new int[] {0, 0x040404, 8, 8, 9, 0x080808, 0x040404, 8, 8, 9});

    assertThat(Reduced.of(photo, 5)).isSameAs(photo);
    assertThat(Reduced.of(photo, 4)).isEqualTo(RgbImage.of(2, 1, new int[] {0x040404, 8}));
  }
}
