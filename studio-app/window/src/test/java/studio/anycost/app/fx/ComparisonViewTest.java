package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.fx.command.CompareCommands;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SettledLayout;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.preview.PreviewMode;

/** The 4 x 4 grid of sub-generators in the real window. */
@ExtendWith(ApplicationExtension.class)
class ComparisonViewTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    backend.holdComparison(false);
    studio.close();
    backend.close();
  }

  private String time(int row, int column) {
    return studio.node("cell-" + row + "-" + column + "-ms", Label.class).getText();
  }

  private void awaitComparison() {
    studio.await(
        "all cells are there",
        () ->
            !studio.get(ComparisonState.class).runningProperty().get()
                && !studio.isShown("comparison-count"));
  }

  @Test
  void fillsAllCellsAndUsesTheClickedOneAsPreview() {
    studio.awaitFullPicture();
    robot.type(KeyCode.G);
    awaitComparison();

    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(time(row, column)).as("cell %s, %s", row, column).endsWith(" ms");
      }
    }
    // At 16 px all ratios have as many channels as there are: one network, and that is said.
    String twin = studio.node("cell-0-0", Button.class).getAccessibleText();
    assertThat(twin).isEqualTo("Use 0.25 \u00d7 at 16 px as preview, the same as 1 \u00d7");
    assertThat(studio.node("cell-3-0", Button.class).getAccessibleText()).doesNotContain("same");
    SubGenerator expected = backend.model().channels().subGenerator(0.5, 64);
    robot.clickOn("#cell-1-2");

    studio.awaitShown("portrait");
    studio.await(
        "the clicked sub-generator is on the screen",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.subGenerator().equals(expected))
                .isPresent());
    assertThat(studio.fx(() -> studio.get(PreviewState.class).modeProperty().get()))
        .isEqualTo(new PreviewMode.Fixed(expected, OptionalDouble.of(0.5)));
    assertThat(studio.isShown("comparison")).isFalse();

    // Nobody shall wonder why the portrait is blurred from now on.
    assertThat(studio.node("preview-badge-text", Label.class).getText())
        .isEqualTo("Fixed preview, 64 px");
    studio.fx(
        () -> {
          studio.get(ViewState.class).toggle(ViewState.Mode.COMPARISON);
          return null;
        });
    studio.awaitShown("cell-1-2-used");
    assertThat(studio.isShown("cell-1-1-used")).isFalse();
    studio.fx(
        () -> {
          studio.get(ViewState.class).showSingle();
          return null;
        });
    studio.awaitShown("preview-badge-back");
    robot.clickOn("#preview-badge-back");
    studio.awaitFullPicture();
    assertThat(studio.isShown("preview-badge")).isFalse();
  }

  @Test
  void stopsWhenCancelledAndContinues() {
    studio.awaitFullPicture();
    backend.holdComparison(true);
    robot.clickOn("#view-mode-2");
    studio.awaitShown("comparison-cancel");

    robot.clickOn("#comparison-cancel");
    studio.await("it stopped", () -> !studio.get(ComparisonState.class).runningProperty().get());
    backend.holdComparison(false);
    assertThat(time(3, 3)).isEqualTo("\u2026");
    robot.clickOn("#comparison-continue");

    awaitComparison();
    assertThat(time(3, 3)).endsWith(" ms");
  }

  @Test
  void comparesTheEditedFace() {
    studio.awaitFullPicture();
    robot.clickOn("#view-mode-2");
    awaitComparison();
    int runs = backend.comparedCells();

    studio.type("#edit-synthetic-Smiling-value", "1\n");

    studio.await("all cells are rendered again", () -> backend.comparedCells() >= runs + 16);
    awaitComparison();
  }

  private List<String> figures() {
    return studio.fx(
        () ->
            studio.node("variants-tiles", FlowPane.class).getChildren().stream()
                .map(tile -> ((Label) ((VBox) tile).getChildren().get(2)).getText())
                .toList());
  }

  private static double distance(String figures) {
    return Double.parseDouble(figures.replaceFirst("(?s)Distance of this face ([0-9.]+).*", "$1"));
  }

  @Test
  void comparesAnySubGeneratorsAndEdits() {
    studio.awaitFullPicture();
    robot.clickOn("#view-mode-2");
    awaitComparison();
    robot.clickOn("#comparison-what-1");
    studio.await("some are compared before any was chosen", () -> figures().size() == 6);
    assertThat(studio.isShown("comparison-grid")).isFalse();

    robot.clickOn("#variants-order-1");
    assertThat(figures())
        .isSortedAccordingTo(Comparator.comparingDouble(ComparisonViewTest::distance));
    robot.clickOn("#variants-order-2");
    assertThat(figures().stream().map(text -> text.replaceFirst("(?s).*\\R(.*?) ms.*", "$1")))
        .isSortedAccordingTo(Comparator.comparingDouble(Double::parseDouble));

    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#variants-difference")).fire();
          return null;
        });
    List<String> same =
        studio.fx(
            () ->
                IntStream.range(0, 6)
                    .mapToObj(i -> "variant-" + i)
                    .filter(id -> studio.isShown(id + "-same"))
                    .toList());
    assertThat(same).as("the full picture is what the others differ from").hasSize(1);
    String figures = studio.node(same.get(0) + "-figures", Label.class).getText();
    assertThat(figures).startsWith("Distance of this face 0.000");
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#variants-difference")).fire();
          return null;
        });
    assertThat(studio.isShown(same.get(0) + "-same")).isFalse();

    // All pictures show the same part.
    ImageView first = (ImageView) robot.lookup("#variant-0 .cell-frame .image-view").query();
    ImageView second = (ImageView) robot.lookup("#variant-1 .cell-frame .image-view").query();
    studio.fx(
        () -> {
          Event.fireEvent(
              first,
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  20,
                  20,
                  20,
                  20,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  0,
                  40,
                  0,
                  40,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  0,
                  null));
          return null;
        });
    studio.await(
        "both are zoomed",
        () ->
            first.getViewport().getWidth() < first.getImage().getWidth()
                && second.getViewport().getWidth() / second.getImage().getWidth()
                    == first.getViewport().getWidth() / first.getImage().getWidth());

    FlowPane bar = studio.node("variants-bar", FlowPane.class);
    assertThat(bar.minWidth(-1)).as("there is room for it in a small window").isLessThan(327);

    robot.clickOn("#variants-choose");
    studio.await("the list is open", this::isListOpen);
    List<String> offered = listed().stream().filter(text -> text.endsWith(" px")).toList();
    assertThat(offered)
        .as("by resolution, then by width")
        .hasSizeGreaterThan(8)
        .isSortedAccordingTo(
            Comparator.<String>comparingInt(
                    text -> Integer.parseInt(text.replaceFirst(".* (\\d+) px", "$1")))
                .thenComparingDouble(text -> Double.parseDouble(text.split(" ")[0])));
    robot.type(KeyCode.ESCAPE);

    studio.fire("variants-edit");
    studio.fire("variants-compare");
    studio.await("the variant stands beside them, six times", () -> figures().size() == 12);
    assertThat(studio.fx(() -> studio.documents().variantsProperty().get().all())).hasSize(1);
    robot.clickOn("#comparison-what-0");
    studio.awaitShown("comparison-grid");
  }

  @Test
  void fewPicturesTakeTheRoomThatThereIs() {
    studio.awaitFullPicture();
    studio.fx(
        () -> {
          studio.stage().setWidth(1280);
          studio.stage().setHeight(800);
          CompareCommands commands = studio.get(CompareCommands.class);
          studio.get(ViewState.class).compareAny();
          List.copyOf(commands.chosen()).stream()
              .skip(3)
              .forEach(each -> commands.choose(each, false));
          return null;
        });
    studio.fire("variants-compare");
    studio.await("three are compared", () -> figures().size() == 3);
    FlowPane tiles = studio.node("variants-tiles", FlowPane.class);
    ImageView first = (ImageView) robot.lookup("#variant-0 .cell-frame .image-view").query();
    studio.await(
        "all three fill the width",
        () ->
            3 * first.getFitWidth() > 0.9 * tiles.getWidth()
                || first.getFitWidth() == 2 * studio.get(ModelState.class).fullSide());

    studio.fx(
        () -> {
          CompareCommands commands = studio.get(CompareCommands.class);
          List.copyOf(commands.chosen()).stream()
              .skip(1)
              .forEach(each -> commands.choose(each, false));
          return null;
        });
    studio.fire("variants-compare");
    studio.await("one is left", () -> figures().size() == 1);
    ImageView alone = (ImageView) robot.lookup("#variant-0 .cell-frame .image-view").query();
    studio.await(
        "it is as large as the room, with its words",
        () ->
            (alone.getFitWidth() > 0.8 * Math.min(tiles.getWidth(), tiles.getHeight())
                || alone.getFitWidth() == 2 * studio.get(ModelState.class).fullSide()));
  }

  @Test
  void comparesWhatASearchHasFoundAndNobodyKept() {
    ChannelTable channels = backend.model().channels();
    SubGenerator uniform = channels.subGenerator(0.5, channels.resolution());
    List<Integer> widths = new ArrayList<>(uniform.channels().widths());
    widths.set(0, widths.get(0) - 1);
    SubGenerator mixed = new SubGenerator(new ChannelConfiguration(widths), uniform.resolution());
    studio.awaitFullPicture();
    robot.clickOn("#view-mode-2");
    awaitComparison();
    robot.clickOn("#comparison-what-1");
    studio.await("some are compared before any was chosen", () -> figures().size() == 6);
    // The search goes on meanwhile.
    studio.fx(
        () -> {
          studio
              .get(ToolsState.class)
              .show(
                  "a-search",
                  new ToolResult.Candidates(
                      List.of(new Candidate(mixed, 0.0324), new Candidate(uniform, 0.0633))));
          return null;
        });
    robot.clickOn("#variants-choose");
    studio.await("the list is open", this::isListOpen);
    ScrollPane list = robot.lookup("#variants-scroll").queryAs(ScrollPane.class);
    SettledLayout.await(list.getScene());
    assertThat(list.getHeight()).as("the list is longer and is scrolled").isBetween(100.0, 420.0);
    assertThat(listed())
        .containsSequence("Found by a search, not kept", name(mixed))
        .contains("One ratio throughout", "Mean distance 0.0324, 1.0 ms")
        .doesNotContain("Kept of searches")
        .doesNotHaveDuplicates();

    studio.fx(
        () -> {
          robot.lookup(name(mixed)).queryAs(CheckBox.class).fire();
          return null;
        });
    assertThat(isListOpen()).as("more can be chosen").isTrue();
    assertThat(studio.node("variants-choose", MenuButton.class).getText()).isEqualTo("Choose (7)");
    robot.type(KeyCode.ESCAPE);
    studio.fire("variants-compare");
    studio.await("it stands beside them", () -> figures().size() == 7);
  }

  private String name(SubGenerator subGenerator) {
    return studio.fx(
        () ->
            new SubGeneratorNames(studio.get(ModelState.class).gridProperty().get())
                .of(subGenerator));
  }

  /** It is a window of its own. */
  private boolean isListOpen() {
    return studio.fx(() -> robot.lookup("#variants-list").tryQuery().isPresent());
  }

  /** The words of the list, top to bottom. */
  private List<String> listed() {
    return studio.fx(
        () ->
            robot.lookup("#variants-list").queryAs(VBox.class).getChildren().stream()
                .flatMap(
                    part -> part instanceof VBox row ? row.getChildren().stream() : Stream.of(part))
                .map(node -> ((Labeled) node).getText())
                .toList());
  }

  @Test
  void figuresAreExplainedToWhoDoesNotKnowThem() {
    studio.awaitFullPicture();
    assertThat(studio.node("status-sub-generator", Label.class).getTooltip().getText())
        .contains("part of the model");
    assertThat(studio.node("status-work", Label.class).getTooltip().getText())
        .contains("How much computing");
    studio.fx(
        () -> {
          studio.get(ViewState.class).compareAny();
          return null;
        });
    studio.await("some are compared", () -> figures().size() == 6);
    assertThat(studio.node("variant-0-figures", Label.class).getTooltip().getText())
        .contains("GMACs: how much computing");
  }

  @Test
  void saysWhyAComparisonFailed() {
    studio.awaitFullPicture();
    backend.failRenders(Optional.of("The runtime ran out of memory."));
    robot.clickOn("#view-mode-2");

    studio.awaitShown("comparison-problem");
    assertThat(studio.node("comparison-problem", Label.class).getText())
        .contains("The runtime ran out of memory.");
  }
}
