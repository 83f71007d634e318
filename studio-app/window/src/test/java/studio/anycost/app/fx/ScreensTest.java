package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.support.Everywhere;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.settings.Preferences.Motion;
import studio.anycost.app.settings.Preferences.Theme;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Pictures of all that the window can show, over the real engine, for somebody to look at: {@code
 * -Dstudio.screens=FOLDER}.
 */
@EnabledIfSystemProperty(named = "studio.screens", matches = ".+")
@ExtendWith(ApplicationExtension.class)
class ScreensTest {
  private static final long SETTLED_MILLISECONDS = 1200;

  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;

  @Start
  void start(Stage stage) throws IOException {
    StudioFolders folders =
        new StudioFolders(
            folder.resolve("config"),
            folder.resolve("plugins"),
            folder.resolve("logs"),
            folder.resolve("cache"),
            Optional.of(Path.of("..", "target", "distribution", "plugins")));
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  /** The sizes are those of the window before it is scaled. */
  @ParameterizedTest
  @CsvSource({
    "LIGHT,1440,900,1",
    "DARK,1440,900,1",
    "LIGHT,900,600,1",
    "DARK,900,600,1",
    "LIGHT,960,540,2",
    "DARK,960,540,2"
  })
  void showsAllThereIs(Theme theme, double width, double height, double scale) throws IOException {
    Path to =
        Files.createDirectories(
            Path.of(
                System.getProperty("studio.screens"),
                theme + "-" + (int) width + "x" + (int) height + "@" + (int) scale));
    studio.awaitFullPicture();
    studio.fx(
        () -> {
          studio
              .get(PreferenceState.class)
              .update(now -> now.withMotion(Motion.REDUCED).withTheme(theme));
          Stage stage = studio.stage();
          stage.setMinWidth(0);
          stage.setMinHeight(0);
          // The headless screen is small; the rest is laid out as if it were larger.
          stage.setWidth(Math.min(width, 1280));
          stage.setHeight(Math.min(height, 800));
          return null;
        });
    new Everywhere(studio, SETTLED_MILLISECONDS)
        .visit(part -> write(to, part, new Dimension2D(width, height), scale));
    try (var written = Files.list(to)) {
      assertThat(written.count()).isGreaterThan(15);
    }
  }

  private void write(Path to, String part, Dimension2D size, double scale) {
    Parent root = studio.stage().getScene().getRoot();
    root.resize(size.getWidth(), size.getHeight());
    for (int pulse = 0; pulse < 2; pulse++) {
      root.applyCss();
      root.layout();
    }
    SnapshotParameters how = new SnapshotParameters();
    how.setTransform(Transform.scale(scale, scale));
    how.setViewport(new Rectangle2D(0, 0, size.getWidth() * scale, size.getHeight() * scale));
    WritableImage image = root.snapshot(how, null);
    try {
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null),
          "png",
          to.resolve(part.replace(' ', '-') + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
