package studio.anycost.app.photo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.words.Texts;

/**
 * The file of a photo, byte for byte as it was given. Immutable; two are equal if they hold the
 * same bytes, whatever they are called. Holding one holds its bytes in memory: documents and
 * histories share them.
 */
public final class PhotoFile {
  /** The largest file that is taken, in bytes. */
  public static final int LIMIT = 128 << 20;

  private static final int LONGEST_NAME = 255;

  private final String name;
  private final PhotoFormat format;
  private final String sha256;
  private final byte[] bytes;

  private PhotoFile(String name, PhotoFormat format, String sha256, byte[] bytes) {
    this.name = name;
    this.format = format;
    this.sha256 = sha256;
    this.bytes = bytes;
  }

  /**
   * Reads a file without decoding its picture.
   *
   * @throws IOException with one sentence if it is missing, too large or no photo of a known kind
   */
  public static PhotoFile read(Path file) throws IOException {
    return wrap(String.valueOf(file.getFileName()), SafeFiles.read(file, LIMIT));
  }

  /**
   * Takes ownership of the bytes of a photo: the caller must not touch them again.
   *
   * @param name of the file, for people
   * @throws PhotoException if they are too many or no photo of a known kind
   */
  public static PhotoFile wrap(String name, byte[] bytes) throws PhotoException {
    if (bytes.length > LIMIT) {
      throw new PhotoException(
          Texts.of("photo.photoFile.theFileHasMore", cleaned(name), LIMIT >> 20));
    }
    PhotoFormat format = PhotoFormat.of(bytes).orElse(null);
    if (format == null || OtherFiles.isRaw(name, bytes)) {
      throw new PhotoException(cleaned(name) + ": " + OtherFiles.describe(name, bytes));
    }
    return new PhotoFile(cleaned(name), format, hash(bytes), bytes);
  }

  private static String cleaned(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
    return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The name of the file, for people; no path. */
  public String name() {
    return name;
  }

  public PhotoFormat format() {
    return format;
  }

  /** Hexadecimal SHA-256 of the bytes. */
  public String sha256() {
    return sha256;
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** The bytes, to be read once; need not be closed. */
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PhotoFile file && file.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sha256);
  }

  @Override
  public String toString() {
    return "PhotoFile[" + name + ", " + sha256 + "]";
  }
}
