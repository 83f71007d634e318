package studio.anycost.app.fx.theme;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the desktop whether it is set to a dark look. JavaFX 21 has no such question of its own (it
 * came with 22), so every platform is asked its own way; where it cannot be told, light.
 */
public final class SystemAppearance {
  private static final String WINDOWS_KEY =
      "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";

  private final String osName;
  private final Map<String, String> environment;
  private final CommandReader commands;

  /**
   * @param osName the system property {@code os.name}
   * @param environment the variables of this process
   */
  public SystemAppearance(String osName, Map<String, String> environment, CommandReader commands) {
    this.osName = osName.toLowerCase(Locale.ROOT);
    this.environment = Map.copyOf(environment);
    this.commands = commands;
  }

  /** For the desktop that this process runs on. */
  public static SystemAppearance ofThisDesktop() {
    return new SystemAppearance(
        System.getProperty("os.name"), System.getenv(), new ProcessCommandReader());
  }

  /** May run a program for up to a second; call it off the JavaFX thread or once at the start. */
  public Appearance detect() {
    if (osName.startsWith("windows")) {
      return detectOnWindows();
    }
    if (osName.startsWith("mac")) {
      return detectOnMac();
    }
    return detectOnFreeDesktop();
  }

  private Appearance detectOnWindows() {
    // Prints a line "AppsUseLightTheme    REG_DWORD    0x0" when applications are to be dark.
    return commands
        .read(List.of("reg", "query", WINDOWS_KEY, "/v", "AppsUseLightTheme"))
        .filter(answer -> answer.endsWith("0x0"))
        .map(answer -> Appearance.DARK)
        .orElse(Appearance.LIGHT);
  }

  private Appearance detectOnMac() {
    // The key exists only in dark mode; the program fails in light mode.
    return commands
        .read(List.of("defaults", "read", "-g", "AppleInterfaceStyle"))
        .filter(answer -> answer.equalsIgnoreCase("dark"))
        .map(answer -> Appearance.DARK)
        .orElse(Appearance.LIGHT);
  }

  private Appearance detectOnFreeDesktop() {
    String gtkTheme = environment.getOrDefault("GTK_THEME", "");
    if (!gtkTheme.isBlank()) {
      return ofThemeName(gtkTheme);
    }
    Optional<String> scheme = gsetting("color-scheme");
    if (scheme.isPresent() && scheme.get().contains("prefer-")) {
      return scheme.get().contains("prefer-dark") ? Appearance.DARK : Appearance.LIGHT;
    }
    return gsetting("gtk-theme").map(SystemAppearance::ofThemeName).orElse(Appearance.LIGHT);
  }

  private Optional<String> gsetting(String key) {
    return commands.read(List.of("gsettings", "get", "org.gnome.desktop.interface", key));
  }

  private static Appearance ofThemeName(String name) {
    // "Adwaita-dark", "Yaru-dark", or the variant after a colon: "Adwaita:dark".
    return name.toLowerCase(Locale.ROOT).contains("dark") ? Appearance.DARK : Appearance.LIGHT;
  }
}
