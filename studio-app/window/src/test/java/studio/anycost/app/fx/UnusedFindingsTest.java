package studio.anycost.app.fx;

import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.support.ScriptedOptimizer;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;

/** Sliders and sub-generators that were found and are missing are told of where they are missed. */
@ExtendWith(ApplicationExtension.class)
class UnusedFindingsTest {
  private static final String SENTENCE = "The directions in x.safetensors cannot be used.";

  @TempDir Path folder;
  private final SyntheticBackend backend = new SyntheticBackend(List.of());
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    ScriptedOptimizer tools = new ScriptedOptimizer();
    tools.leaveUnused(SENTENCE);
    studio = new StudioFixture(backend, tools, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  @Test
  void aNoticeTellsOfThemWhenTheModelIsOpened() {
    studio.await(
        "a notice says so, and stays",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.kind() == Notice.Kind.FAILURE && notice.text().equals(SENTENCE)));
    studio.awaitShown("notice-failure");
  }
}
