package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
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
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.command.CandidateCommands;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** Tools of a stranger's jar in the real window over the real engine. */
@ExtendWith(ApplicationExtension.class)
class ToolsTest {
  private static final String PROJECTOR = "tool-third-projector";
  private static final String ALIGNER = "tool-third-aligner";
  private static final String OPTIMIZER = "tool-third-optimizer";
  private static final String SEARCH = "tool-third-search";
  private static final String DIRECTIONS = "tool-third-directions";

  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) throws IOException {
    Path plugins = folder.resolve("plugins");
    Files.createDirectories(plugins);
    ThirdPartyPlugin.writeTo(plugins.resolve("third.jar"));
    PluginJarBuilder.plugin("broken")
        .tool(
            ToolKind.SUB_GENERATOR_SEARCH,
            "Broken",
            "broken-search",
            "return ParameterSchema.EMPTY;",
            "throw new NoClassDefFoundError(\"gone/Missing\");")
        .writeTo(plugins.resolve("broken.jar"));
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
    robot = studio.robot();
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

  private void type(String field, String text) {
    studio.fx(
        () -> {
          TextField node = (TextField) studio.stage().getScene().lookup("#" + field);
          node.setText(text);
          node.fireEvent(new javafx.event.ActionEvent());
          return null;
        });
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private void openPhoto() throws IOException {
    openPhoto("me.png");
    // The first projector, which is the stranger's here, makes a portrait of it at once.
    studio.await("the photo became a portrait", () -> isGiven());
  }

  private void openPhoto(String name) throws IOException {
    BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 60 * 40; i++) {
      image.setRGB(i % 60, i / 60, i * 7919);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
  }

  private boolean isGiven() {
    return studio.documents().get().base() instanceof BaseStyle.Given;
  }

  private void awaitIdle() {
    studio.await("nothing runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
  }

  private void awaitRunning(String tool) {
    studio.await(
        tool + " has published something",
        () -> studio.get(ToolsState.class).found().containsKey(tool));
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  private TitledPane section(String tool) {
    return studio.node(tool, TitledPane.class);
  }

  @Test
  void whatNobodyNeedsYetIsFolded() throws IOException {
    for (String tool : List.of(PROJECTOR, OPTIMIZER, SEARCH, DIRECTIONS)) {
      assertThat(section(tool).isExpanded()).as(tool).isFalse();
    }

    openPhoto();

    assertThat(section(PROJECTOR).isExpanded()).isTrue();
    assertThat(section(OPTIMIZER).isExpanded()).isTrue();
    assertThat(section(SEARCH).isExpanded()).isFalse();
    // What was unfolded stays so when the list is made anew.
    studio.unfold(SEARCH);
    studio.fx(
        () -> {
          studio.get(ToolsState.class).refresh(studio.get(ToolBackend.class));
          return null;
        });
    assertThat(section(SEARCH).isExpanded()).isTrue();
    assertThat(section(DIRECTIONS).isExpanded()).isFalse();
  }

  @Test
  void aPhotoThatIsOpenedIsSeenFromTheTop() throws IOException {
    studio.unfold(SEARCH);
    studio.unfold(DIRECTIONS);
    ScrollPane column = studio.node("tools-view", ScrollPane.class);
    studio.fx(
        () -> {
          studio.node("photo-open", Button.class).requestFocus();
          column.setVvalue(1);
          return null;
        });
    assertThat(column.getVvalue()).isEqualTo(1);

    openPhoto();
    awaitIdle();

    studio.await("the photo's name is at the top", () -> column.getVvalue() == 0);
    studio.fx(
        () -> {
          column.getScene().getRoot().layout();
          return null;
        });
    assertThat(column.getVvalue()).isZero();
  }

  @Test
  void aDroppedPhotoBecomesAPortrait() throws IOException {
    assertThat(studio.node(PROJECTOR + "-run", Button.class).isDisabled()).isTrue();
    openPhoto();

    PortraitDocument document = document();
    assertThat(document.source().orElseThrow().file().name()).isEqualTo("me.png");
    assertThat(document.runs())
        .extracting("toolId")
        .containsExactly(ThirdPartyPlugin.ALIGNER, ThirdPartyPlugin.PROJECTOR);
    assertThat(studio.node(PROJECTOR + "-run", Button.class).isDisabled()).isFalse();
    assertThat(studio.historySize()).isEqualTo(4);
    studio.awaitShown("photo-name");
  }

  @Test
  void aFirstGuessSaysThatItIsOneAndIsBetteredOrAccepted() throws IOException {
    assertThat(studio.isShown("guess-banner")).isFalse();
    openPhoto();
    studio.awaitShown("guess-banner");
    assertThat(studio.node("guess-text", Label.class).getText()).startsWith("A first guess. ");
    studio.fx(
        () -> {
          studio
              .get(Notices.class)
              .show(Notice.failure("The project was not opened", "It is not readable. ".repeat(9)));
          return null;
        });
    Region banner = studio.node("guess-banner", Region.class);
    Region notice = studio.node("notice-failure", Region.class);
    assertThat(studio.laidOut(() -> inScene(notice).intersects(inScene(banner))))
        .as("a notice lies over no question")
        .isFalse();

    studio.fire("guess-refine");
    studio.await("it was refined", () -> document().runs().size() == 3);
    awaitIdle();
    assertThat(document().runs().get(2).toolId()).isEqualTo("third-optimizer");
    assertThat(studio.isShown("guess-banner")).isFalse();

    studio.fire("undo");
    studio.awaitShown("guess-banner");
    studio.fire("guess-dismiss");
    assertThat(studio.isShown("guess-banner")).isFalse();
  }

  @Test
  void lookingForFacesSaysThatItReplacesThePortraitAndOffersThatBack() throws IOException {
    openPhoto();
    awaitIdle();
    assertThat(studio.node(ALIGNER + "-then", Label.class).getText()).contains("of the photo");
    Button run = studio.node(ALIGNER + "-run", Button.class);
    Button stop = studio.node(ALIGNER + "-stop", Button.class);
    assertThat(
            studio.fx(
                () -> {
                  run.fire();
                  return stop.isVisible() && stop.isMouseTransparent();
                }))
        .as("the second click of two stops nothing")
        .isTrue();
    studio.await("its own portrait was made anew", () -> document().runs().size() == 4);
    awaitIdle();
    assertThat(remade()).as("which takes nothing away").isEmpty();
    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(12);
          return null;
        });
    PortraitDocument drawn = document();

    studio.fire(ALIGNER + "-run");

    studio.await("the portrait of the photo is there", () -> isGiven());
    awaitIdle();
    Notice told = remade().orElseThrow();
    assertThat(told.actions()).extracting(Notice.Action::label).containsExactly("Undo");
    studio.fx(
        () -> {
          told.actions().get(0).run().run();
          return null;
        });
    assertThat(document()).isEqualTo(drawn);
  }

  private Optional<Notice> remade() {
    return studio.fx(
        () ->
            studio.get(Notices.class).shown().stream()
                .filter(each -> each.title().equals("The portrait was made of the photo"))
                .findFirst());
  }

  @Test
  void anotherFaceIsNoGuess() throws IOException {
    openPhoto();
    studio.awaitShown("guess-banner");
    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(12);
          return null;
        });
    assertThat(studio.isShown("guess-banner")).isFalse();
  }

  @Test
  void anotherPhotoTakesOverNoProject() throws IOException {
    openPhoto();
    studio.answers().choose(folder.resolve("me.anycost"));
    studio.fx(() -> studio.get(ProjectCommands.class).save());
    assertThat(studio.fx(() -> studio.documents().fileProperty().get())).isPresent();

    openPhoto("other.png");

    studio.await(
        "the other photo became a portrait",
        () ->
            studio.documents().get().source().orElseThrow().file().name().equals("other.png")
                && studio.documents().get().runs().size() == 2);
    assertThat(studio.fx(() -> studio.documents().fileProperty().get())).isEmpty();
    assertThat(ProjectFile.read(folder.resolve("me.anycost")).document().source().orElseThrow())
        .extracting(source -> source.file().name())
        .isEqualTo("me.png");
  }

  @Test
  void stopKeepsTheBestAndCancelDropsIt() throws IOException {
    openPhoto();
    awaitIdle();
    int[] before = studio.awaitFullPicture().image().toArray();
    PortraitDocument start = document();
    int history = studio.historySize();
    type(PROJECTOR + "-steps-value", String.valueOf(ThirdPartyPlugin.MANY_STEPS));

    studio.fire(PROJECTOR + "-run");
    awaitRunning(ThirdPartyPlugin.PROJECTOR);
    studio.awaitShown(PROJECTOR + "-stop");
    studio.awaitShown(PROJECTOR + "-progress");
    studio.awaitOtherPicture(before); // live, while the document stays as it is
    assertThat(document()).isEqualTo(start);
    studio.fire(PROJECTOR + "-cancel");
    awaitIdle();
    assertThat(document()).isEqualTo(start);
    assertThat(studio.historySize()).isEqualTo(history);
    studio.awaitPicture(before);

    studio.fire(PROJECTOR + "-run");
    awaitRunning(ThirdPartyPlugin.PROJECTOR);
    studio.fire(PROJECTOR + "-stop");
    awaitIdle();
    assertThat(studio.historySize()).isEqualTo(history + 1);
    assertThat(document().base()).isNotEqualTo(start.base());
    assertThat(document().runs()).hasSize(3);
    assertThat(studio.get(PreviewState.class).failureProperty().get()).isEmpty();

    studio.fire(OPTIMIZER + "-run");
    studio.await("the optimizer's run is noted", () -> document().runs().size() == 4);
  }

  @Test
  void aSearchShowsWhatItFindsAndAutoUsesWhatIsKept() {
    studio.unfold(SEARCH);
    type(SEARCH + "-steps-value", "4");
    studio.fire(SEARCH + "-run");
    studio.awaitShown(SEARCH + "-where");
    awaitIdle();

    assertThat(engine.candidates()).isEmpty();
    assertThat(document().runs()).isEmpty();
    studio.fire(SEARCH + "-keep-all");
    awaitIdle();
    assertThat(engine.candidates()).hasSize(4);
    assertThat(studio.node(SEARCH + "-where", Label.class).getText())
        .contains("4 are kept on this computer", "never changed");

    assertThat(studio.node(SEARCH + "-settings", TitledPane.class).isExpanded())
        .as("the chart is where the settings were")
        .isFalse();
    assertThat(studio.node(SEARCH + "-chart-across", Label.class).getText())
        .isEqualTo("ms a picture, on this computer");
    double height = studio.laidOut(() -> section(SEARCH).getHeight());

    // The arrow keys look at points of the chart; one can be previewed with, and be let go of.
    studio.fx(
        () -> {
          studio.node(SEARCH + "-chart", Region.class).requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.RIGHT);
    studio.await(
        "figures of the cheapest are there",
        () -> studio.node(SEARCH + "-figures", Label.class).getText().contains("Mean distance"));
    studio.await(
        "its picture is there",
        () -> studio.node(SEARCH + "-picture", ImageView.class).getImage() != null);
    assertThat(studio.laidOut(() -> section(SEARCH).getHeight()))
        .as("nothing moved")
        .isEqualTo(height);
    studio.fire(SEARCH + "-preview");
    studio.await(
        "it is the preview",
        () -> studio.get(PreviewState.class).modeProperty().get() instanceof PreviewMode.Fixed);
    assertThat(studio.get(Notices.class).shown()).as("it is seen").isEmpty();
    studio.await(
        "and can be let go of",
        () ->
            studio
                .node(SEARCH + "-preview", Button.class)
                .getText()
                .equals("Preview by Auto again"));
    studio.fire(SEARCH + "-preview");
    studio.await(
        "auto chooses",
        () -> studio.get(PreviewState.class).modeProperty().get() instanceof PreviewMode.Auto);
    studio.await(
        "what was found is kept",
        () -> studio.node(SEARCH + "-keep", Button.class).getText().equals("Do not keep"));
    studio.fire(SEARCH + "-keep");
    awaitIdle();
    studio.await("all but that one are kept", () -> engine.candidates().size() == 3);

    studio.fire(SEARCH + "-keep-none");
    awaitIdle();
    assertThat(engine.candidates()).isEmpty();
  }

  @Test
  void aToolDoesNotStartWithAnotherValueThanTheOneThatStandsThere() {
    studio.unfold(SEARCH);
    type(SEARCH + "-steps-value", "0");
    Button run = studio.node(SEARCH + "-run", Button.class);
    assertThat(run.isDisabled()).isTrue();
    assertThat(studio.node(SEARCH + "-hint", Label.class).getText())
        .isEqualTo("Mend the value that is refused above first.");
    assertThat(studio.node(SEARCH + "-steps-refusal", Label.class).getText())
        .startsWith("Steps is a whole number from 1 to 1000000, not '0'.");

    type(SEARCH + "-steps-value", "2");
    assertThat(run.isDisabled()).isFalse();
    assertThat(studio.isShown(SEARCH + "-hint")).isFalse();
  }

  @Test
  void aLookAtTheEditsLeavesTheToolsAsTheyWere() {
    studio.unfold(SEARCH);
    TitledPane before = section(SEARCH);
    for (ViewState.Side side : List.of(ViewState.Side.EDITS, ViewState.Side.TOOLS)) {
      studio.fx(
          () -> {
            studio.get(ViewState.class).sideProperty().set(side);
            return null;
          });
    }
    assertThat(section(SEARCH)).isSameAs(before);
    assertThat(before.isExpanded()).isTrue();
  }

  @Test
  void aPreviewThatIsNotOnTheScreenIsToldOf() throws IOException {
    openPhoto();
    SubGenerator full = engine.description().channels().full();
    studio.fx(
        () -> {
          studio.get(ViewState.class).photoProperty().set(true);
          studio.get(CandidateCommands.class).preview(full);
          return null;
        });
    Notice told =
        studio.fx(
            () -> {
              List<Notice> shown = studio.get(Notices.class).shown();
              return shown.get(shown.size() - 1);
            });
    assertThat(told.title()).isEqualTo("Previews by 1 \u00d7 at 256 px");
    studio.fx(
        () -> {
          told.actions().get(0).run().run();
          return null;
        });
    assertThat(studio.get(ViewState.class).photoProperty().get()).isFalse();
  }

  @Test
  void aPreviewThatNobodyKeptTellsHowMuchItDiffersToo() {
    ChannelTable channels = engine.description().channels();
    List<Integer> widths = new ArrayList<>(channels.subGenerator(0.25, 64).channels().widths());
    widths.set(6, channels.subGenerator(0.5, 64).channels().widths().get(6));
    SubGenerator mixed = new SubGenerator(new ChannelConfiguration(widths), 64);
    studio.fx(
        () -> {
          studio.get(CandidateCommands.class).preview(mixed);
          return null;
        });
    studio.await(
        "the status tells it",
        () ->
            studio.node("status-sub-generator", Label.class).getText().contains("#")
                && studio
                    .node("status-trust", Label.class)
                    .getText()
                    .matches("differs by about [1-9][0-9]* %"));
  }

  @Test
  void directionsBecomeSlidersUntilTheyAreRemoved() {
    int boundaries = engine.description().boundaries().size();
    studio.unfold(DIRECTIONS);
    type(DIRECTIONS + "-steps-value", "2");
    studio.fire(DIRECTIONS + "-run");
    studio.await(
        "the model knows them", () -> engine.description().boundaries().size() == boundaries + 2);
    awaitIdle();
    studio.awaitShown(DIRECTIONS + "-remove");
    studio.fire(DIRECTIONS + "-figures");
    studio.awaitShown("directions-table");
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#directions-part-1")).fire();
          return null;
        });
    assertThat(studio.node("directions-angle", Label.class).getText())
        .isEqualTo("Axis 2 and Axis 1: 90\u00b0, independent");
    studio.fire("directions-close");
    studio.fire(DIRECTIONS + "-remove");
    studio.await("they are gone", () -> engine.description().boundaries().size() == boundaries);
  }

  @Test
  void aToolThatFailsIsSwitchedOffAndNothingElse() {
    studio.awaitShown("tool-broken-search");
    studio.fire("tool-broken-search-run");
    studio.await(
        "a notice names the plugin",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.kind() == Notice.Kind.FAILURE
                            && notice.text().contains("'broken'")));
    studio.await("its panel is gone", () -> !studio.isShown("tool-broken-search"));
    assertThat(engine.plugins().reports())
        .filteredOn(report -> report.id().equals(ThirdPartyPlugin.ID))
        .extracting(PluginReport::state)
        .containsExactly(PluginReport.State.STARTED);
    assertThat(studio.isShown(SEARCH)).isTrue();
  }
}
