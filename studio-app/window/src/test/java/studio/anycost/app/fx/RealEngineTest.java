package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.panel.InspectorView;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * The window over the real engine: the built-in model, the distribution's plugin, and one that
 * fails. The plugin's jar comes out of {@code package}: run the tests by {@code mvn verify}.
 */
@ExtendWith(ApplicationExtension.class)
class RealEngineTest {
  private static final String SMILING = "edit-boundary-editing-Smiling";

  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;
  private FxRobot robot;

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
    robot = studio.robot();
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

  @Test
  void editsComparesAndExportsARealFace() throws IOException {
    int side = engine.description().channels().resolution();
    int[] before = studio.awaitFullPicture().image().toArray();
    assertThat(before).hasSize(side * side);

    studio.pressThumb(SMILING + "-slider");
    robot.moveBy(20, 0).moveBy(20, 0).moveBy(20, 0).release(MouseButton.PRIMARY);
    int[] smiling = studio.awaitFullPicture().image().toArray();
    assertThat(smiling).isNotEqualTo(before);
    assertThat(studio.historySize()).isEqualTo(2);

    robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
    studio.awaitPicture(before);
    robot.press(KeyCode.SHORTCUT).type(KeyCode.Y).release(KeyCode.SHORTCUT);
    studio.awaitPicture(smiling);

    robot.clickOn("#view-mode-2");
    studio.await(
        "the comparison is complete",
        () ->
            !studio.get(ComparisonState.class).runningProperty().get()
                && !studio.isShown("comparison-count"));
    assertThat(studio.node("cell-3-3-ms", Label.class).getText()).endsWith(" ms");

    // At 32 px this model has one picture for three ratios: what was asked for stays so.
    robot.clickOn("#cell-1-0");
    studio.awaitShown("preview-badge");
    assertThat(studio.node("preview-ratio-1", ToggleButton.class).isSelected()).isTrue();
    studio.unfold("preview-panel");
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#preview-resolution-1");
    assertThat(studio.fx(() -> studio.get(PreviewState.class).modeProperty().get()))
        .isEqualTo(
            new PreviewMode.Fixed(
                engine.description().channels().subGenerator(0.5, 64), OptionalDouble.of(0.5)));
    robot.clickOn("#preview-badge-back");
    studio.awaitPicture(smiling);

    Path file = folder.resolve("smile.png");
    studio.export(file);
    studio.awaitShown("notice-success");
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getRGB(0, 0, side, side, null, 0, side)).isEqualTo(smiling);
  }

  /**
   * The path of the guide's beginning: what somebody does who has the window before them for the
   * first time, and knows nothing of it.
   */
  @Test
  void fiveClicksLeadFromTheStartToAnExportedFaceThatSmiles() throws IOException {
    int[] clicks = new int[1];
    Consumer<String> click =
        what -> {
          robot.clickOn(what);
          clicks[0]++;
        };
    int[] first = studio.awaitFullPicture().image().toArray();

    click.accept("#faces-toggle");
    studio.await("there are faces", () -> robot.lookup("#face-1").tryQuery().isPresent());
    click.accept("#face-1");
    studio.await("one is chosen", () -> studio.historySize() == 2);
    int[] chosen = studio.awaitFullPicture().image().toArray();
    assertThat(chosen).isNotEqualTo(first);

    studio.pressThumb(SMILING + "-slider");
    robot.moveBy(20, 0).moveBy(20, 0).moveBy(20, 0).release(MouseButton.PRIMARY);
    clicks[0]++;
    int[] smiling = studio.awaitFullPicture().image().toArray();
    assertThat(smiling).isNotEqualTo(chosen);

    click.accept("#export");
    studio.awaitShown("export-sheet-write");
    Path file = folder.resolve("smile.png");
    studio.answers().choose(file); // a person has a folder of pictures already
    studio.fire("export-sheet-choose");
    click.accept("#export-sheet-write");
    studio.awaitShown("notice-success");
    BufferedImage picture = ImageIO.read(file.toFile());
    int side = picture.getWidth();
    assertThat(picture.getRGB(0, 0, side, side, null, 0, side)).isEqualTo(smiling);
    assertThat(clicks[0]).isEqualTo(5);
  }

  @Test
  void aDroppedBoundaryBecomesASlider() throws IOException {
    float[] values = engine.description().boundaries().get(0).normal();
    Path file = folder.resolve("hat.npy");
    Npy.write(file, new NpyArray(new int[] {values.length}, values));

    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
    studio.awaitShown("edit-boundary-editing-hat-value");
    studio.await(
        "a notice names the boundary",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.text().contains("hat")));
    assertThat(engine.resolve("hat")).isPresent();
  }

  private Path tuned(String version, String label) {
    return PluginJarBuilder.plugin("tuned")
        .manifest("Plugin-Version", version)
        .edit(
            "Tuned",
            "tuned",
            """
            public ParameterSchema parameters(GeneratorDescription generator) {
              return new ParameterSchema(List.of(
                  NumberParameter.of(ParameterInfo.of("amount", "%s", ""), -1, 1, 0)));
            }

            public StyleCode apply(
                StyleCode input, ParameterValues values, Generator generator) {
              return input;
            }
            """
                .formatted(label))
        .writeTo(folder.resolve("tuned-" + version + ".jar"));
  }

  private void drop(Path file) {
    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
  }

  private void awaitTuned(String label) {
    studio.await(
        "the slider is called " + label,
        () ->
            studio.isShown("edit-tuned-amount-label")
                && studio.node("edit-tuned-amount-label", Label.class).getText().equals(label));
  }

  @Test
  void takesAnotherVersionOrARebuiltPluginAndKeepsItsValues() {
    drop(tuned("1.0.0", "First"));
    awaitTuned("First");
    studio.type("#edit-tuned-amount-value", "0.5\n");
    studio.await("the value is set", () -> studio.historySize() == 2);

    drop(tuned("1.1.0", "Second"));
    awaitTuned("Second");
    assertThat(studio.node("edit-tuned-amount-value", TextField.class).getText()).contains("0.5");
    robot.clickOn("Undo");
    awaitTuned("First");

    tuned("1.1.0", "Third");
    robot.press(KeyCode.SHORTCUT).type(KeyCode.P).release(KeyCode.SHORTCUT);
    studio.awaitShown("plugin-tuned-reload");
    assertThat(studio.isShown("plugin-boundary_editing-reload")).isFalse();
    studio.fire("plugin-tuned-reload");
    awaitTuned("Third");
    assertThat(studio.node("edit-tuned-amount-value", TextField.class).getText()).contains("0.5");
    studio.await(
        "a notice says so",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.title().equals("Plugin reloaded")));
  }

  @Test
  void installsADroppedPluginAndSwitchesItOffWhenItFails() {
    Path jar =
        PluginJarBuilder.plugin("breaking")
            .edit(
                "Breaking",
                "breaking",
                """
                public ParameterSchema parameters(GeneratorDescription generator) {
                  return new ParameterSchema(List.of(
                      NumberParameter.of(ParameterInfo.of("amount", "Amount", ""), -1, 1, 0)));
                }

                public StyleCode apply(
                    StyleCode input, ParameterValues values, Generator generator) {
                  if (values.number("amount") > 0.3) {
                    throw new NoClassDefFoundError("gone/Missing");
                  }
                  return input;
                }
                """)
            .writeTo(folder.resolve("breaking.jar"));
    int[] before = studio.awaitFullPicture().image().toArray();

    studio.fx(
        () -> {
          studio.shell().open(jar);
          return null;
        });
    studio.awaitShown("edit-breaking-amount-value");
    studio.type("#edit-breaking-amount-value", "0.5\n");

    studio.await(
        "a notice names the plugin",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.kind() == Notice.Kind.FAILURE
                            && notice.text().contains("breaking")));
    studio.await("its panel is gone", () -> !studio.isShown("edit-breaking"));
    assertThat(studio.isShown("edit-boundary-editing")).isTrue();
    studio.awaitPicture(before);

    robot.clickOn("#new-face");
    studio.await("the studio goes on", () -> studio.historySize() == 3);
    studio.awaitOtherPicture(before);

    robot.press(KeyCode.SHORTCUT).type(KeyCode.P).release(KeyCode.SHORTCUT);
    studio.awaitShown("plugin-breaking-uninstall");
    assertThat(studio.isShown("plugin-boundary_editing")).isTrue();
    assertThat(studio.isShown("plugin-boundary_editing-uninstall")).isFalse();
    assertThat(studio.fx(() -> studio.get(InspectorView.class).shownEdits()))
        .as("whatever order a plugin asks for")
        .startsWith("style-mixing", "boundary-editing");
    // Its values made it fail: without them it works, and can be used again.
    studio.fire("plugin-breaking-reset");
    studio.await("it runs again", () -> studio.isShown("edit-breaking"));
    assertThat(studio.isShown("plugin-breaking-reset")).isFalse();
    robot.clickOn("#plugins-close");
    studio.await("the drawer is closed", () -> !studio.isShown("plugins"));
    studio.type("#edit-breaking-amount-value", "0.1\n");
    studio.await(
        "the history names the edit",
        () -> studio.historyLabel(studio.historySize() - 1).matches("Breaking.*: .*0\\.1.*"));

    robot.press(KeyCode.SHORTCUT).type(KeyCode.P).release(KeyCode.SHORTCUT);
    studio.awaitShown("plugin-breaking-uninstall");
    studio.fire("plugin-breaking-uninstall");
    studio.await("the plugin is gone", () -> !studio.isShown("plugin-breaking"));
    studio.await(
        "the person learns that the portrait has lost an edit",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.title().equals("Part of the portrait is not shown")
                            && notice.text().startsWith("Breaking is kept but not applied: ")
                            && notice.text().endsWith(" is gone.")));
    robot.clickOn("Undo");
    studio.await("it is back", () -> studio.isShown("edit-breaking"));

    studio.fire("plugin-breaking-uninstall");
    studio.await("the plugin is gone", () -> !studio.isShown("plugin-breaking"));
    studio.await(
        "its file is gone",
        () -> engine.plugins().reports().stream().noneMatch(p -> p.id().equals("breaking")));
  }
}
