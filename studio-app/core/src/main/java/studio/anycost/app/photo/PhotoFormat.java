package studio.anycost.app.photo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of files that photos are read from. */
public enum PhotoFormat {
  JPEG("jpg"),
  PNG("png"),
  TIFF("tif"),
  WEBP("webp"),
  GIF("gif"),
  BMP("bmp");

  private static final byte[] PNG_MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final String extension;

  PhotoFormat(String extension) {
    this.extension = extension;
  }

  /** The usual ending of such files, without the dot. */
  public String extension() {
    return extension;
  }

  /** The format of a file with this {@link #extension}. */
  public static Optional<PhotoFormat> ofExtension(String extension) {
    return Arrays.stream(values()).filter(format -> format.extension.equals(extension)).findFirst();
  }

  /** The format that the first bytes of a file tell, whatever it is called. */
  static Optional<PhotoFormat> of(byte[] bytes) {
    if (starts(bytes, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    }
    if (bytes.length >= PNG_MARK.length
        && Arrays.equals(bytes, 0, PNG_MARK.length, PNG_MARK, 0, PNG_MARK.length)) {
      return Optional.of(PNG);
    }
    if (starts(bytes, 0, 'I', 'I', 42, 0) || starts(bytes, 0, 'M', 'M', 0, 42)) {
      return Optional.of(TIFF);
    }
    if (starts(bytes, "RIFF", 0) && starts(bytes, "WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (starts(bytes, "GIF87a", 0) || starts(bytes, "GIF89a", 0)) {
      return Optional.of(GIF);
    }
    if (starts(bytes, "BM", 0) && bytes.length > 14 && starts(bytes, 15, 0, 0, 0)) {
      return Optional.of(BMP);
    }
    return Optional.empty();
  }

  /** Whether these bytes stand at a place of a file. */
  static boolean starts(byte[] bytes, int at, int... mark) {
    if (bytes.length - at < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[at + i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether this ASCII text stands at a place of a file. */
  static boolean starts(byte[] bytes, String text, int at) {
    byte[] mark = text.getBytes(StandardCharsets.US_ASCII);
    return bytes.length - at >= mark.length
        && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
  }
}
