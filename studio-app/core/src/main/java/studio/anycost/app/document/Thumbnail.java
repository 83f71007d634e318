package studio.anycost.app.document;

import java.util.Arrays;
import studio.anycost.app.words.Texts;

/** A small picture of a portrait as the bytes of a JPEG file, not decoded yet; immutable. */
public final class Thumbnail {
  /** The most bytes of one. */
  public static final int LIMIT = 32 << 10;

  private final byte[] bytes;

  private Thumbnail(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies the bytes of a JPEG file.
   *
   * @throws IllegalArgumentException with a sentence if they are none, or too many
   */
  public static Thumbnail of(byte[] bytes) {
    boolean jpeg =
        bytes.length > 3
            && (bytes[0] & 0xff) == 0xff
            && (bytes[1] & 0xff) == 0xd8
            && (bytes[2] & 0xff) == 0xff;
    if (!jpeg || bytes.length > LIMIT) {
      throw new IllegalArgumentException(Texts.of("document.thumbnail.notASmallJpeg"));
    }
    return new Thumbnail(bytes.clone());
  }

  /** A copy of the file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Thumbnail thumbnail && Arrays.equals(bytes, thumbnail.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
