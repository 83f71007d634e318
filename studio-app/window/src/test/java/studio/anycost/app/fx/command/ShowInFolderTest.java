package studio.anycost.app.fx.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/** The notice of an export leads to what was written. */
@ExtendWith(ApplicationExtension.class)
class ShowInFolderTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private Optional<Notice> shown(String title) {
    return studio.get(Notices.class).shown().stream()
        .filter(notice -> notice.title().equals(title))
        .findFirst();
  }

  private void take(String title) {
    studio.await("it is told: " + title, () -> shown(title).isPresent());
    studio.fx(
        () -> {
          Notice.Action action = shown(title).orElseThrow().actions().get(0);
          assertThat(action.label()).isEqualTo("Show in folder");
          action.run().run();
          return null;
        });
  }

  @Test
  void anExportedPictureIsShownInItsFolder() {
    studio.awaitFullPicture();
    Path file = folder.resolve("face.png");
    studio.export(file);
    take("Exported");
    studio.await("it is shown", () -> studio.answers().shownInFolder().equals(List.of(file)));
  }

  @Test
  void whereNoProgramShowsItThePathIsTold() {
    studio.awaitFullPicture();
    studio.answers().refuseToShowFolders();
    Path file = folder.resolve("face.png");
    studio.export(file);
    take("Exported");
    studio.await("that is told", () -> shown("No program shows the folder").isPresent());
    assertThat(studio.fx(() -> shown("No program shows the folder").orElseThrow().text()))
        .isEqualTo("It is here: " + file);
  }
}
