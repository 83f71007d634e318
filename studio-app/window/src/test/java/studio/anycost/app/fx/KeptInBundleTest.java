package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.PublishedCandidates;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.RuntimeOptions;

/** What a search found, kept in the bundle of the open model by the panel. */
@ExtendWith(ApplicationExtension.class)
class KeptInBundleTest {
  private static final String SEARCH = "tool-third-search";

  @TempDir static Path models;
  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;

  /** A copy of the shipped model, which can be changed; made before a window waits for it. */
  @BeforeAll
  static void copyModel() throws IOException {
    try (ModelBundle shipped = ModelBundle.openDefault()) {
      new BundleRevision(shipped).write(bundle(), false, TaskContext.none());
    }
  }

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
    engine = factory.open(factory.openBundle(Optional.of(bundle())));
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
  }

  private static Path bundle() {
    return models.resolve("mine.zip");
  }

  @BeforeEach
  void showTools() {
    studio.awaitPanels();
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
    studio.awaitShown(SEARCH);
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  private void awaitIdle() {
    studio.await("nothing runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
  }

  private String where() {
    return studio.node(SEARCH + "-where", Label.class).getText();
  }

  private int inBundle() throws IOException {
    try (ModelBundle now = ModelBundle.open(bundle())) {
      return now.manifest().subGenerators().size();
    }
  }

  @Test
  void nothingIsKeptUntilItIsAndThenItIsInTheBundle() throws IOException {
    studio.unfold(SEARCH);
    studio.fx(
        () -> {
          TextField steps =
              (TextField) studio.stage().getScene().lookup("#" + SEARCH + "-steps-value");
          steps.setText("4");
          steps.fireEvent(new javafx.event.ActionEvent());
          return null;
        });
    int before = studio.get(DocumentState.class).timelineProperty().get().entries().size();
    studio.fire(SEARCH + "-run");
    studio.awaitShown(SEARCH + "-where");
    awaitIdle();
    assertThat(where()).isEqualTo("None is kept: Auto climbs the uniform ones.");
    assertThat(engine.candidates()).isEmpty();
    assertThat(inBundle()).isZero();
    assertThat(studio.get(DocumentState.class).timelineProperty().get().entries())
        .as("nothing that undo could take back")
        .hasSize(before);
    assertThat(studio.node(SEARCH + "-keep-all", Button.class).getAccessibleHelp())
        .contains("written into mine.zip");
    assertThat(studio.node(SEARCH + "-keep-none", Button.class).isDisabled()).isTrue();

    studio.fx(
        () -> {
          studio.node(SEARCH + "-chart", Region.class).requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.RIGHT);
    studio.fire(SEARCH + "-keep");
    awaitIdle();
    studio.await(
        "one is in the bundle", () -> where().equals("1 is kept in mine.zip: Auto climbs it."));
    assertThat(inBundle()).isEqualTo(1);

    // A file adds to what is kept, as all that was found does.
    Path file = folder.resolve("other.json");
    SubGenerator other = engine.description().channels().subGenerator(0.5, 64);
    PublishedCandidates.write(file, List.of(new Candidate(other, 0.2)), engine.description());
    studio.answers().choose(file);
    studio.fire(SEARCH + "-load");
    awaitIdle();
    studio.await("two are kept", () -> where().startsWith("2 are kept in mine.zip"));
    assertThat(studio.fx(() -> studio.get(Notices.class).shown()))
        .extracting(Notice::text)
        .contains("From other.json, kept for previews. With those from before 2 are kept now.");
    studio.fire(SEARCH + "-keep-none");
    awaitIdle();

    studio.fire(SEARCH + "-keep-all");
    awaitIdle();
    studio.await("they are in the bundle", () -> where().startsWith("4 are kept in mine.zip"));
    assertThat(engine.keptCandidates().inBundle()).isTrue();
    assertThat(inBundle()).isEqualTo(4);

    assertThat(studio.node(SEARCH + "-keep", Button.class).getText()).isEqualTo("Do not keep");
    studio.fire(SEARCH + "-keep");
    awaitIdle();
    studio.await("one was taken out", () -> where().startsWith("3 are kept"));
    assertThat(inBundle()).isEqualTo(3);

    studio.fire(SEARCH + "-keep-none");
    awaitIdle();
    studio.await("nothing is kept", () -> engine.candidates().isEmpty());
    assertThat(inBundle()).isZero();
  }
}
