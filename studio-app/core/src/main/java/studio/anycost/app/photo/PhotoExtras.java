package studio.anycost.app.photo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import studio.anycost.app.words.Texts;

/**
 * What a photo's file holds beside the pixels that are worked on and its EXIF data.
 *
 * @param xmp the XMP packet, as it stands in the file
 * @param extras what is there and is not kept when the photo is saved anew
 */
record PhotoExtras(Optional<byte[]> xmp, Set<Extra> extras) {
  static final PhotoExtras NONE = new PhotoExtras(Optional.empty(), EnumSet.noneOf(Extra.class));

  /** Something that is not kept. */
  enum Extra {
    EXIF("photo.photoExtras.exif"),
    XMP("photo.photoExtras.xmp"),
    LONG_XMP("photo.photoExtras.longXmp"),
    IPTC("photo.photoExtras.iptc"),
    DEEP("photo.photoExtras.deep"),
    TRANSPARENT("photo.photoExtras.transparent"),
    ANIMATED("photo.photoExtras.animated"),
    PAGES("photo.photoExtras.pages");

    private final String key;

    Extra(String key) {
      this.key = key;
    }
  }

  /** How all XMP packets are cut out that name the side that is up. */
  private static final Pattern ORIENTATION =
      Pattern.compile("(tiff:Orientation(?:\\s*=\\s*[\"']|>\\s*))[2-8](?=\\s*[\"'<])");

  /** A small picture of the photo as it was. */
  private static final String THUMBNAIL = "xmpGImg:image";

  /** What a photo's file holds; nothing if it is damaged: the picture does not need it. */
  static PhotoExtras of(PhotoFile photo) {
    try {
      return switch (photo.format()) {
        case JPEG -> JpegHeader.extras(photo.bytes());
        case PNG -> PngHeader.extras(photo.bytes());
        case TIFF -> TiffHeader.extras(photo.bytes());
        case WEBP -> WebPHeader.extras(photo.bytes());
        case GIF -> GifHeader.extras(photo.bytes());
        case BMP -> NONE;
      };
    } catch (DamagedPhotoException e) {
      return NONE;
    }
  }

  /**
   * The XMP packet for an upright picture; empty if there is none, or if it holds a picture of the
   * photo as it was.
   *
   * @param most bytes that it may have
   */
  Optional<byte[]> upright(int most) {
    if (xmp.isEmpty() || xmp.get().length > most) {
      return Optional.empty();
    }
    // Byte by byte: nothing but one digit changes, whatever the encoding of the rest is.
    String text = new String(xmp.get(), StandardCharsets.ISO_8859_1);
    return text.contains(THUMBNAIL)
        ? Optional.empty()
        : Optional.of(
            ORIENTATION.matcher(text).replaceAll("$11").getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * What is lost, in words.
   *
   * @param mostXmp bytes of an XMP packet that the new file takes
   */
  List<String> lost(int mostXmp) {
    Set<Extra> lost = EnumSet.noneOf(Extra.class);
    lost.addAll(extras);
    if (xmp.isPresent() && upright(mostXmp).isEmpty()) {
      lost.add(Extra.XMP);
    }
    List<String> words = new ArrayList<>();
    lost.forEach(extra -> words.add(Texts.of(extra.key)));
    return words;
  }
}
