package studio.anycost.app.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.words.Texts;

/**
 * A file of the studio's home that a newer studio wrote. Whoever meets one tells it and leaves the
 * file as it is: what this studio does not know would be lost by writing it anew.
 */
public final class NewerFileException extends IOException {
  private static final long serialVersionUID = 1;
  private static final String VERSION = "version";

  /** So many characters of a version are told; whatever a file says may be its version. */
  private static final int LONGEST_TOLD = 30;

  private NewerFileException(String sentence) {
    super(sentence);
  }

  /**
   * Refuses a file of a later version, or with fields that are not known.
   *
   * @param root of the file; one without a version is of the first
   * @param version the latest that is read
   * @param fields all that there are at the root, without the version
   */
  public static void check(Path file, JsonNode root, int version, Set<String> fields)
      throws NewerFileException {
    checkVersion(file, root, version);
    refuse(file, unknownField(root, fields));
  }

  /**
   * Refuses a file for something in it that is not known.
   *
   * @param unknown what it is called; empty if there is nothing
   */
  public static void refuse(Path file, Optional<String> unknown) throws NewerFileException {
    if (unknown.isPresent()) {
      throw new NewerFileException(Texts.of("files.newerFileException.field", file, unknown.get()));
    }
  }

  /**
   * The same where fields that are not known do no harm. A version that is no whole number, or one
   * that no studio has come to yet, is later than any that is read.
   */
  public static void checkVersion(Path file, JsonNode root, int version) throws NewerFileException {
    JsonNode written = root.path(VERSION);
    if (written.isMissingNode() || (written.isInt() && written.intValue() <= version)) {
      return;
    }
    throw new NewerFileException(
        Texts.of("files.newerFileException.version", file, shortened(written), version));
  }

  private static String shortened(JsonNode written) {
    String text = written.toString();
    return text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) + "…" : text;
  }

  /** The first field of an object that is not among those that are known. */
  public static Optional<String> unknownField(JsonNode object, Set<String> known) {
    return object.properties().stream()
        .map(field -> field.getKey())
        .filter(name -> !name.equals(VERSION) && !known.contains(name))
        .findFirst();
  }
}
