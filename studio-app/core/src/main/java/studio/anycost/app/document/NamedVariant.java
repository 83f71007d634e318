package studio.anycost.app.document;

import java.util.Objects;
import studio.anycost.app.words.Texts;

/**
 * An edit that somebody kept under a name, to come back to it or to compare it.
 *
 * @param name for people, 1 to {@value #LONGEST_NAME} characters in one line
 * @param pinned whether it stands before those that are not
 * @param document the portrait as it was
 */
public record NamedVariant(String name, boolean pinned, PortraitDocument document) {
  /** The longest name. */
  public static final int LONGEST_NAME = 60;

  public NamedVariant {
    Objects.requireNonNull(document);
    if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(line(name))) {
      throw new IllegalArgumentException(
          Texts.of("document.namedVariant.nameLength", LONGEST_NAME));
    }
  }

  /** What of a text may be a name; empty if nothing is left. */
  public static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME).strip() : line;
  }

  public NamedVariant withName(String other) {
    return new NamedVariant(other, pinned, document);
  }

  public NamedVariant withPinned(boolean value) {
    return new NamedVariant(name, value, document);
  }

  public NamedVariant withDocument(PortraitDocument other) {
    return new NamedVariant(name, pinned, other);
  }
}
