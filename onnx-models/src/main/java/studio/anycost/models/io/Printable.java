package studio.anycost.models.io;

/** Makes names from files fit to be shown: short, and without control characters. */
public final class Printable {
  private static final int MAX_CHARACTERS = 120;

  private Printable() {}

  /** The name with control characters replaced and its end cut off where it is very long. */
  public static String of(String name) {
    StringBuilder result = new StringBuilder();
    name.codePoints()
        .limit(MAX_CHARACTERS)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(result::appendCodePoint);
    return result.length() < name.length() ? result + "..." : result.toString();
  }
}
