package studio.anycost.app.files;

/** Text in comma-separated values. */
public final class CsvText {
  private CsvText() {}

  /** As RFC 4180 has it; a text that begins as a formula does is none in a spreadsheet. */
  public static String quoted(String text) {
    String safe = text.matches("(?s)[=+@\\-\\t].*") ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
