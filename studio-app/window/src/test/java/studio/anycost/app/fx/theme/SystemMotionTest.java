package studio.anycost.app.fx.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.app.settings.Preferences.Motion;

class SystemMotionTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Linux, enable-animations, false, true
          Linux, enable-animations, true, false
          Linux, enable-animations, , false
          Mac OS X, reduceMotion, 1, true
          Mac OS X, reduceMotion, 0, false
          Windows 11, UserPreferencesMask, UserPreferencesMask    REG_BINARY    9012038010000000, true
          Windows 11, UserPreferencesMask, UserPreferencesMask    REG_BINARY    9E1E078012000000, false
          Windows 11, UserPreferencesMask, nonsense, false
          """)
  void asksEachDesktopItsOwnWay(String system, String key, String answer, boolean reduced) {
    SystemMotion motion =
        new SystemMotion(
            system,
            command ->
                command.get(command.size() - 1).equals(key)
                    ? Optional.ofNullable(answer)
                    : Optional.empty());

    assertThat(motion.isReduced()).isEqualTo(reduced);
  }

  @Test
  void aPersonsOwnChoiceCountsMore() {
    ObservableList<String> classes = FXCollections.observableArrayList("studio");
    MotionSwitcher switcher = new MotionSwitcher(() -> true);

    switcher.choose(Motion.SYSTEM, classes);
    assertThat(classes).containsExactly("studio", "reduced-motion");
    switcher.choose(Motion.REDUCED, classes);
    assertThat(classes).containsExactly("studio", "reduced-motion");
    switcher.choose(Motion.FULL, classes);
    assertThat(classes).containsExactly("studio");
  }
}
