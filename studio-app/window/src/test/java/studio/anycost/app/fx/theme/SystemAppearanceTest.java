package studio.anycost.app.fx.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemAppearanceTest {
  private static Appearance detect(
      String os, Map<String, String> environment, Map<String, String> answers) {
    CommandReader commands =
        command ->
            answers.entrySet().stream()
                .filter(entry -> String.join(" ", command).contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    return new SystemAppearance(os, environment, commands).detect();
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, color-scheme, 'prefer-dark', DARK",
    "Linux, color-scheme, 'prefer-light', LIGHT",
    "Linux, gtk-theme, 'Yaru-dark', DARK",
    "Linux, gtk-theme, 'Adwaita', LIGHT",
    "Windows 11, AppsUseLightTheme, 'AppsUseLightTheme    REG_DWORD    0x0', DARK",
    "Windows 11, AppsUseLightTheme, 'AppsUseLightTheme    REG_DWORD    0x1', LIGHT",
    "Mac OS X, AppleInterfaceStyle, Dark, DARK"
  })
  void asksEveryDesktopItsOwnWay(String os, String key, String answer, Appearance expected) {
    assertThat(detect(os, Map.of(), Map.of(key, answer))).isEqualTo(expected);
  }

  @Test
  void prefersTheThemeOfTheProcess() {
    assertThat(detect("Linux", Map.of("GTK_THEME", "Adwaita:dark"), Map.of("scheme", "default")))
        .isEqualTo(Appearance.DARK);
  }

  @Test
  void isLightWhereTheDesktopDoesNotAnswer() {
    for (String os : List.of("Linux", "Windows 10", "Mac OS X", "Other")) {
      assertThat(detect(os, Map.of(), Map.of())).isEqualTo(Appearance.LIGHT);
    }
  }

  @Test
  void doesNotFailWhereTheProgramIsMissing() {
    assertThat(new ProcessCommandReader().read(List.of("no-such-program-of-any-desktop")))
        .isEqualTo(Optional.empty());
  }
}
