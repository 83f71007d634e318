package studio.anycost.app.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.app.words.Texts;
import studio.anycost.models.io.SpecialFile;

/** What a file is, for sentences that say why it is not what it was taken for. */
public enum FileKind {
  /** No file at all. */
  FOLDER("files.fileKind.aFolder"),
  /** What cannot be read from its beginning at any time. */
  SPECIAL("files.fileKind.special"),
  /** Nothing in it. */
  EMPTY("files.fileKind.empty"),
  /** What Git LFS leaves where the file itself was not fetched. */
  LFS_POINTER("files.fileKind.lfsPointer"),
  /** Often the page that should have led to the file. */
  WEB_PAGE("files.fileKind.webPage"),
  /** Any other. */
  TEXT("files.fileKind.text"),
  /** A picture. */
  PNG("files.fileKind.png"),
  /** A picture. */
  JPEG("files.fileKind.jpeg"),
  /** A picture. */
  GIF("files.fileKind.gif"),
  /** A picture. */
  WEBP("files.fileKind.webp"),
  /** A picture. */
  TIFF("files.fileKind.tiff"),
  /** A document. */
  PDF("files.fileKind.pdf"),
  /** One array. */
  NUMPY("files.fileKind.numpy"),
  /** A zip file with a pickle in it. */
  PYTORCH("files.fileKind.pytorch"),
  /** A zip file that holds nothing of a known kind. */
  ZIP("files.fileKind.zip");

  private static final int HEAD = 512;

  private final String key;

  FileKind(String key) {
    this.key = key;
  }

  /** What it is called, such as {@code a PNG picture}. */
  public String words() {
    return Texts.of(key);
  }

  /**
   * The kind of a file by its first bytes.
   *
   * @return empty if it is none that is known, or cannot be read
   */
  public static Optional<FileKind> of(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of(FOLDER);
    }
    if (SpecialFile.is(file)) {
      return Optional.of(SPECIAL);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same of the bytes that a file begins with. */
  public static Optional<FileKind> of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.isEmpty()) {
      return Optional.of(EMPTY);
    }
    Optional<FileKind> binary = binary(head);
    if (binary.isPresent()) {
      return binary;
    }
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    if (head.startsWith("version https://git-lfs")) {
      return Optional.of(LFS_POINTER);
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return Optional.of(WEB_PAGE);
    }
    return head.chars().allMatch(FileKind::isText) ? Optional.of(TEXT) : Optional.empty();
  }

  private static Optional<FileKind> binary(String head) {
    FileKind kind = null;
    if (head.startsWith("\u0089PNG")) {
      kind = PNG;
    } else if (head.startsWith("\u00ff\u00d8\u00ff")) {
      kind = JPEG;
    } else if (head.startsWith("GIF8")) {
      kind = GIF;
    } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      kind = WEBP;
    } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      kind = TIFF;
    } else if (head.startsWith("%PDF")) {
      kind = PDF;
    } else if (head.startsWith("\u0093NUMPY")) {
      kind = NUMPY;
    } else if (head.startsWith("PK\u0003\u0004")) {
      kind = head.contains("data.pkl") ? PYTORCH : ZIP;
    }
    return Optional.ofNullable(kind);
  }

  private static boolean isText(int c) {
    return c >= ' ' && c != 0x7f || c == '\t' || c == '\n' || c == '\r';
  }
}
