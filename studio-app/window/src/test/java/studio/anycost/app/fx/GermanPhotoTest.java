package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SmallScreens;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** What is there with a photo only, in German; the build runs this in a process of its own. */
@ExtendWith(ApplicationExtension.class)
@Tag("german")
class GermanPhotoTest {
  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;

  @Start
  void start(Stage stage) throws IOException {
    Path plugins = folder.resolve("plugins");
    Files.createDirectories(plugins);
    ThirdPartyPlugin.writeTo(plugins.resolve("third.jar"));
    StudioFolders folders =
        new StudioFolders(
            folder.resolve("config"),
            plugins,
            folder.resolve("logs"),
            folder.resolve("cache"),
            Optional.empty());
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  @Test
  void nothingOfThePhotoIsCutOff() throws IOException {
    studio.awaitPanels();
    Path file = folder.resolve("me.png");
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
    studio.await(
        "the photo became a portrait",
        () ->
            studio.documents().get().base() instanceof BaseStyle.Given
                && studio.get(BackgroundTasks.class).running().isEmpty());
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
    studio.awaitShown("blend-keep");

    assertThat(SmallScreens.faultsNow(studio, "photo")).isEmpty();

    studio.fx(
        () -> {
          studio.get(ViewState.class).photoProperty().set(true);
          return null;
        });
    assertThat(SmallScreens.faultsNow(studio, "photo in the middle")).isEmpty();
  }
}
