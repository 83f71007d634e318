package studio.anycost.app.settings;

import java.util.Arrays;
import java.util.Locale;

/** What the window is written in. */
public enum Language {
  /** As the system is, if the studio speaks that; else English. */
  SYSTEM("system"),
  ENGLISH("en"),
  GERMAN("de");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** As the preferences hold it: the code of ISO 639, or {@code system}. */
  public String code() {
    return code;
  }

  /**
   * The words and the numbers of the window.
   *
   * @param system of the machine; its country is kept where its language is spoken, for there are
   *     countries with numbers of their own
   */
  public Locale locale(Locale system) {
    if (this == SYSTEM) {
      return speaks(system) ? system : Locale.ENGLISH;
    }
    return system.getLanguage().equals(code) ? system : Locale.forLanguageTag(code);
  }

  private static boolean speaks(Locale locale) {
    return Arrays.stream(values())
        .anyMatch(each -> each != SYSTEM && each.code.equals(locale.getLanguage()));
  }
}
