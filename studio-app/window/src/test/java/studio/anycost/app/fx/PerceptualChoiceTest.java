package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.Preferences.Perceptual;

/** Which network compares pictures is a preference, as far as there is a choice. */
@ExtendWith(ApplicationExtension.class)
class PerceptualChoiceTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private ToggleButton lpips() {
    studio.fx(
        () -> {
          studio.get(ViewState.class).toggle(ViewState.Drawer.PREFERENCES);
          return null;
        });
    studio.awaitShown("preferences-perceptual");
    return studio.node("preferences-perceptual-1", ToggleButton.class);
  }

  @Test
  void whatIsNotImportedCannotBeChosen() {
    ToggleButton button = lpips();
    assertThat(studio.fx(button::isDisabled)).isTrue();
    assertThat(
            studio.fx(
                () ->
                    ((ToggleButton) button.getParent().getChildrenUnmodifiable().get(0))
                        .isSelected()))
        .isTrue();
  }

  @Test
  void whatIsImportedCanBeChosen() {
    backend.importedFeatures = true;
    ToggleButton button = lpips();
    assertThat(studio.fx(button::isDisabled)).isFalse();
    studio.fx(
        () -> {
          button.fire();
          return null;
        });
    assertThat(new PreferenceStore(folder.resolve("preferences.json")).get().perceptual())
        .isEqualTo(Perceptual.LPIPS);
  }
}
