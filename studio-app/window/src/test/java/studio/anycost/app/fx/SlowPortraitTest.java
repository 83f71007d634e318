package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/** A window whose first portrait takes long. */
@ExtendWith(ApplicationExtension.class)
class SlowPortraitTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    backend.holdPreview(true);
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    backend.holdPreview(false);
    studio.close();
    backend.close();
  }

  @Test
  void itsPanelsDoNotWaitForIt() {
    studio.awaitPanels();
    assertThat(studio.fx(() -> studio.get(PreviewState.class).frameProperty().get())).isEmpty();

    backend.holdPreview(false);

    assertThat(studio.awaitFullPicture().image().width()).isEqualTo(128);
  }
}
