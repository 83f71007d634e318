package studio.anycost.app.fx.theme;

import java.util.List;
import java.util.Locale;

/**
 * Asks the desktop whether things are to move as little as possible. JavaFX has no such question
 * before 24, so every platform is asked its own way; where it cannot be told, they move.
 */
public final class SystemMotion {
  private static final String WINDOWS_KEY = "HKCU\\Control Panel\\Desktop";

  /**
   * Of UserPreferencesMask, as hexadecimal digits: the bit of SPI_SETCLIENTAREAANIMATION, number 33
   * from the lowest, lies in the fifth byte.
   */
  private static final int WINDOWS_DIGIT = 9;

  private static final int WINDOWS_BIT = 0x2;

  private final String osName;
  private final CommandReader commands;

  /**
   * @param osName the system property {@code os.name}
   */
  public SystemMotion(String osName, CommandReader commands) {
    this.osName = osName.toLowerCase(Locale.ROOT);
    this.commands = commands;
  }

  /** For the desktop that this process runs on. */
  public static SystemMotion ofThisDesktop() {
    return new SystemMotion(System.getProperty("os.name"), new ProcessCommandReader());
  }

  /** May run a program for up to a second; call it off the JavaFX thread or once at the start. */
  public boolean isReduced() {
    if (osName.startsWith("windows")) {
      return commands
          .read(List.of("reg", "query", WINDOWS_KEY, "/v", "UserPreferencesMask"))
          .filter(SystemMotion::isOffOnWindows)
          .isPresent();
    }
    if (osName.startsWith("mac")) {
      return commands
          .read(List.of("defaults", "read", "com.apple.universalaccess", "reduceMotion"))
          .filter("1"::equals)
          .isPresent();
    }
    return commands
        .read(List.of("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"))
        .filter("false"::equals)
        .isPresent();
  }

  /** Prints a line "UserPreferencesMask REG_BINARY 9012038010000000". */
  private static boolean isOffOnWindows(String answer) {
    String mask = answer.substring(answer.lastIndexOf(' ') + 1);
    return mask.matches("[0-9A-Fa-f]{10,}")
        && (Character.digit(mask.charAt(WINDOWS_DIGIT), 16) & WINDOWS_BIT) == 0;
  }
}
