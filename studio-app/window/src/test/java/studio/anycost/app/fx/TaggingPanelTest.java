package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritablePixelFormat;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.RuntimeOptions;

/** The contact sheet of the plugin that ships, in the real window over the real engine. */
@ExtendWith(ApplicationExtension.class)
class TaggingPanelTest {
  private static final String TOOL = "tool-tagged-directions";

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
    StudioFolders folders =
        new StudioFolders(
            folder.resolve("config"),
            folder.resolve("plugins"),
            folder.resolve("logs"),
            folder.resolve("cache"),
            Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY))));
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
  void showTool() {
    studio.awaitPanels();
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
    studio.await("the tool is there", () -> lookup(TOOL) != null);
    studio.fx(
        () -> {
          ((TitledPane) lookup(TOOL)).setExpanded(true);
          return null;
        });
    studio.awaitShown("tagged-sheet");
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  private Node lookup(String id) {
    return studio.stage().getScene().lookup("#" + id);
  }

  private void click(int seed) {
    studio.fx(
        () -> {
          Node cell = lookup("tagged-face-" + seed);
          Event.fireEvent(
              cell,
              new MouseEvent(
                  MouseEvent.MOUSE_CLICKED,
                  1,
                  1,
                  1,
                  1,
                  MouseButton.PRIMARY,
                  1,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  true,
                  null));
          return null;
        });
  }

  private String state() {
    return studio.node("tagged-state", Label.class).getText();
  }

  /** The pictures in a node, in order; those that are not drawn yet are left out. */
  private static List<Image> pictures(Node node) {
    List<Image> found = new ArrayList<>();
    if (node instanceof ImageView view && view.getImage() != null) {
      found.add(view.getImage());
    } else if (node instanceof javafx.scene.Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> found.addAll(pictures(child)));
    }
    return found;
  }

  private static int[] pixels(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, WritablePixelFormat.getIntArgbInstance(), pixels, 0, width);
    return pixels;
  }

  @Test
  void marksBecomeASliderOfTheLibraryAndOfTheBundle() throws IOException {
    studio.await("all faces are drawn", () -> pictures(lookup("tagged-sheet")).size() == 24);
    Button preview = studio.node("tagged-preview", Button.class);
    assertThat(preview.isDisabled()).as("without marks").isTrue();
    Button run = studio.node(TOOL + "-run", Button.class);
    assertThat(run.getText()).isEqualTo("Make slider");
    assertThat(run.isDisabled()).as("without marks").isTrue();
    assertThat(studio.node(TOOL + "-hint", Label.class).getText()).startsWith("Mark at least 3");

    // Once is yes, twice is no, three times is nothing.
    IntStream.rangeClosed(1, 5).forEach(this::click);
    for (int times = 0; times < 2; times++) {
      IntStream.rangeClosed(6, 10).forEach(this::click);
    }
    for (int times = 0; times < 3; times++) {
      click(11);
    }
    assertThat(state()).isEqualTo("5 yes, 5 no; up to 60 make it better.");
    assertThat(run.isDisabled()).as("with enough marks").isFalse();
    assertThat(studio.node("tagged-face-1", StackPane.class).getStyle())
        .isNotEqualTo(studio.node("tagged-face-6", StackPane.class).getStyle());
    studio.fx(
        () -> {
          ((TextField) lookup("tagged-name")).setText("Round");
          return null;
        });

    // Three faces: less of it, as they are, more of it.
    studio.fire("tagged-preview");
    studio.await(
        "three faces show what it does", () -> pictures(lookup("tagged-previews")).size() == 9);
    for (String caption :
        List.of("title:Round on faces that nobody marked", "0:Less", "2:More", "face-1:Seed 902")) {
      String[] of = caption.split(":");
      assertThat(studio.node("tagged-previews-" + of[0], Label.class).getText()).isEqualTo(of[1]);
    }
    List<Image> shown = studio.fx(() -> pictures(studio.node("tagged-previews", GridPane.class)));
    for (int face = 0; face < 3; face++) {
      int[] less = pixels(shown.get(3 * face));
      int[] same = pixels(shown.get(3 * face + 1));
      int[] more = pixels(shown.get(3 * face + 2));
      assertThat(Arrays.equals(less, same) || Arrays.equals(more, same)).isFalse();
      assertThat(Arrays.equals(less, more)).isFalse();
    }
    assertThat(engine.directions()).as("a preview keeps nothing").isEmpty();

    studio.fire(TOOL + "-run");
    studio.await("it is a slider", () -> engine.resolve("Round").isPresent());
    studio.awaitShown(TOOL + "-bundle");
    assertThat(studio.fx(() -> List.copyOf(studio.get(Notices.class).shown())))
        .extracting(Notice::title, Notice::text)
        .contains(
            tuple(
                "Slider made: Round",
                "Round is under Edits, in Attributes: Found on this computer."));
    Boundary found = engine.directions().get(0);
    assertThat(found.name()).isEqualTo("Round");
    double least =
        IntStream.rangeClosed(1, 5).mapToDouble(seed -> along(found, seed)).min().orElseThrow();
    double most =
        IntStream.rangeClosed(6, 10).mapToDouble(seed -> along(found, seed)).max().orElseThrow();
    assertThat(least).as("five faces against five are parted").isGreaterThan(most);

    studio.fire(TOOL + "-bundle");
    studio.await(
        "the bundle was written",
        () -> studio.get(BackgroundTasks.class).running().isEmpty() && hasRound());
  }

  private boolean hasRound() throws IOException {
    try (ModelBundle now = ModelBundle.open(bundle())) {
      return now.description().boundaries().stream().anyMatch(each -> each.name().equals("Round"));
    }
  }

  private double along(Boundary boundary, long seed) {
    float[] style = engine.generator().styleOfSeed(seed).style(0);
    float[] normal = boundary.normal();
    double sum = 0;
    for (int i = 0; i < normal.length; i++) {
      sum += normal[i] * style[i];
    }
    return sum;
  }

  @Test
  void otherFacesAreOtherSeedsAndClearTakesAllMarks() {
    studio.fire("tagged-others");
    studio.await("the next page", () -> lookup("tagged-face-25") != null);
    click(25);
    assertThat(state()).startsWith("1 yes, 0 no");
    studio.fire("tagged-clear");
    assertThat(state()).isEqualTo("0 yes, 0 no.");
    assertThat(studio.node("tagged-name-label", Label.class).getLabelFor())
        .isSameAs(lookup("tagged-name"));
  }

  /** At the end of the column, whatever grows or shrinks below the faces would move them. */
  @Test
  void facesStayUnderThePointerWhileTheyAreMarked() {
    studio.await("all faces are drawn", () -> pictures(lookup("tagged-sheet")).size() == 24);
    ScrollPane column = studio.node("tools-view", ScrollPane.class);
    studio.fx(
        () -> {
          column.setVvalue(1);
          return null;
        });
    Node sheet = lookup("tagged-sheet");
    double before = y(sheet);
    for (int seed = 1; seed <= 6; seed++) {
      for (int times = 0; times < (seed > 3 ? 2 : 1); times++) {
        click(seed);
        assertThat(y(sheet)).as("after a click on %d", seed).isEqualTo(before);
      }
    }
    assertThat(studio.node(TOOL + "-run", Button.class).isDisabled()).isFalse();
  }

  /** Where a node is after everything has found its place. */
  private double y(Node node) {
    return studio.laidOut(() -> node.localToScene(0, 0).getY());
  }
}
