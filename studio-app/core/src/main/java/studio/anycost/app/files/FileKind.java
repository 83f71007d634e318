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

/** What a file is, in words, for sentences that say why it is not what it was taken for. */
public final class FileKind {
  /** The kind of zip files that hold nothing of a known kind. */
  public static final String ZIP = "a zip file";

  private static final int HEAD = 512;

  private FileKind() {}

  /**
   * The kind of a file by its first bytes, such as {@code a PNG picture}.
   *
   * @return empty if it is none that is known, or cannot be read
   */
  public static Optional<String> of(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of(Texts.of("files.fileKind.aFolder"));
    }
    if (SpecialFile.is(file)) {
      return Optional.of("a pipe or a device and no ordinary file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same of the bytes that a file begins with. */
  public static Optional<String> of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.isEmpty()) {
      return Optional.of("an empty file");
    }
    Optional<String> binary = binary(head);
    if (binary.isPresent()) {
      return binary;
    }
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    if (head.startsWith("version https://git-lfs")) {
      return Optional.of("a pointer of Git LFS (fetch the file itself with 'git lfs pull')");
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return Optional.of("a web page");
    }
    return head.chars().allMatch(FileKind::isText) ? Optional.of("a text") : Optional.empty();
  }

  private static Optional<String> binary(String head) {
    String kind = null;
    if (head.startsWith("\u0089PNG")) {
      kind = "a PNG picture";
    } else if (head.startsWith("\u00ff\u00d8\u00ff")) {
      kind = "a JPEG picture";
    } else if (head.startsWith("GIF8")) {
      kind = "a GIF picture";
    } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      kind = "a WebP picture";
    } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      kind = "a TIFF picture";
    } else if (head.startsWith("%PDF")) {
      kind = "a PDF document";
    } else if (head.startsWith("\u0093NUMPY")) {
      kind = "an array of NumPy";
    } else if (head.startsWith("PK\u0003\u0004")) {
      kind = head.contains("data.pkl") ? "a PyTorch file" : ZIP;
    }
    return Optional.ofNullable(kind);
  }

  private static boolean isText(int c) {
    return c >= ' ' && c != 0x7f || c == '\t' || c == '\n' || c == '\r';
  }
}
