package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.Validation;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.ParameterAddress;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.command.DirectionCommands;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.models.runtime.RuntimeOptions;

/** What a tool found becomes sliders of the real edits, and stops being that. */
@ExtendWith(ApplicationExtension.class)
class FoundDirectionsTest {
  private static final String DIRECTIONS = "tool-third-directions";

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
            Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY))));
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
    keepHat();
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
  }

  /** As a run of an earlier day has kept it. */
  private void keepHat() throws IOException {
    float[] normal = new float[engine.description().styleDimension()];
    normal[5] = 1;
    Boundary hat =
        new Boundary("Hat", normal, 1)
            .validated(new Validation(0.75, 12))
            .foundBy(engine.tool(ThirdPartyPlugin.DIRECTIONS).orElseThrow().info().name());
    engine.keep(new ToolResult.Directions(List.of(FoundDirection.of(hat))), TaskContext.none());
  }

  @BeforeEach
  void showTools() {
    studio.awaitPanels();
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
    studio.awaitShown(DIRECTIONS);
    studio.unfold(DIRECTIONS);
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  private void awaitIdle() {
    studio.await("nothing runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
  }

  private void findTwo() {
    studio.fx(
        () -> {
          TextField steps =
              (TextField) studio.stage().getScene().lookup("#" + DIRECTIONS + "-steps-value");
          steps.setText("2");
          steps.fireEvent(new javafx.event.ActionEvent());
          return null;
        });
    studio.fire(DIRECTIONS + "-run");
    studio.await("they are sliders", () -> engine.resolve("Axis 2").isPresent());
    awaitIdle();
  }

  private String found(String part) {
    return studio.node(DIRECTIONS + part + "-which", Label.class).getText();
  }

  private Notice notice(String title) {
    return studio.fx(
        () ->
            studio.get(Notices.class).shown().stream()
                .filter(notice -> notice.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(studio.get(Notices.class).shown())));
  }

  private void answer(Notice notice) {
    studio.fx(
        () -> {
          notice.actions().get(0).run().run();
          return null;
        });
    awaitIdle();
  }

  @Test
  void slidersOfAFileCanBeRemovedToo() throws IOException {
    assertThat(studio.isShown("tools-others-0-remove")).isFalse();
    Path file = folder.resolve("glow.npy");
    float[] values = new float[engine.description().styleDimension()];
    values[7] = 1;
    Npy.write(file, new NpyArray(new int[] {1, values.length}, values));
    studio.fx(
        () -> {
          studio.get(DirectionCommands.class).addBoundaries(file);
          return null;
        });
    awaitIdle();
    studio.awaitShown("tools-others-0-remove");
    assertThat(studio.node("tools-others-0-which", Label.class).getText())
        .isEqualTo("From glow.npy: glow");

    studio.fire("tools-others-0-remove");
    awaitIdle();
    assertThat(engine.resolve("glow")).isEmpty();
    assertThat(studio.isShown("tools-others-0-remove")).isFalse();
    answer(notice("Slider removed"));
    assertThat(engine.resolve("glow")).isPresent();
    studio.awaitShown("tools-others-0-remove");
  }

  @Test
  void slidersHaveTheirPlaceUntilTheyAreRemovedAndCanBeHadAgain() throws IOException {
    assertThat(found("")).isEqualTo("Kept on this computer: Hat");
    studio.fire(DIRECTIONS + "-figures");
    studio.awaitShown("directions-table");
    TableView<?> table = studio.node("directions-table", TableView.class);
    assertThat(table.getColumns().stream().map(TableColumn::getUserData))
        .as("what was kept of its figures")
        .contains("Validation accuracy");
    studio.fire("directions-close");
    assertThat(studio.node(DIRECTIONS + "-bundle", Button.class).isDisabled()).isFalse();
    studio.fire(DIRECTIONS + "-remove");
    awaitIdle();
    assertThat(studio.isShown(DIRECTIONS + "-remove")).isFalse();
    assertThat(engine.resolve("Hat")).isEmpty();
    answer(notice("Slider removed"));
    assertThat(found("")).isEqualTo("Kept on this computer: Hat");

    findTwo();
    assertThat(notice("2 sliders made").text())
        .isEqualTo("Axis 1, Axis 2 are under Edits, in Attributes: Found on this computer.");
    assertThat(found("")).isEqualTo("2 directions, the newest Axis 2");
    assertThat(found("-earlier")).isEqualTo("Kept on this computer: Hat");
    List<Boundary> kept = engine.directions();
    ToolResult shown =
        studio.fx(() -> studio.get(ToolsState.class).found().get("third-directions"));
    ParameterAddress slider = engine.resolve("Axis 2").orElseThrow();
    studio.fx(
        () -> {
          studio
              .documents()
              .change(
                  "Axis 2",
                  document ->
                      document.withStep(
                          EditStep.written(
                              slider.contribution().id(),
                              Map.of(slider.parameter().key(), "0.5"))));
          return null;
        });

    assertThat(studio.node(DIRECTIONS + "-remove", Button.class).getText())
        .isEqualTo("Remove these sliders");
    studio.fire(DIRECTIONS + "-remove");
    awaitIdle();

    assertThat(engine.directions()).extracting(Boundary::name).containsExactly("Hat");
    assertThat(found("")).isEqualTo("Kept on this computer: Hat");
    Notice removed = notice("2 sliders removed");
    assertThat(removed.kind()).as("it stays").isEqualTo(Notice.Kind.QUESTION);
    assertThat(removed.text())
        .isEqualTo(
            "Axis 1, Axis 2 are not among the attributes any more. The portrait used 'Axis 2' and"
                + " is another one now.");
    assertThat(removed.actions()).extracting(Notice.Action::label).containsExactly("Undo");

    answer(removed);
    assertThat(engine.directions()).isEqualTo(kept);
    assertThat(engine.resolve("Axis 2")).isPresent();
    assertThat(studio.fx(() -> studio.get(ToolsState.class).found().get("third-directions")))
        .as("with its figures")
        .isEqualTo(shown);
    assertThat(found("")).isEqualTo("2 directions, the newest Axis 2");
    // The portrait is as it was, and one that uses none of them is not spoken of.
    assertThat(engine.evaluate(studio.documents().get()))
        .isNotEqualTo(engine.evaluate(studio.documents().get().unedited()));
    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    studio.fire(DIRECTIONS + "-remove");
    awaitIdle();
    assertThat(
            studio.fx(
                () ->
                    studio.get(Notices.class).shown().stream()
                        .anyMatch(
                            each ->
                                each.text()
                                    .equals(
                                        "Axis 1, Axis 2 are not among the attributes any more."))))
        .isTrue();
  }
}
