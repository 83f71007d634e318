package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.favourite.FavouriteStore;
import studio.anycost.app.fx.command.ModelCommands;
import studio.anycost.app.fx.state.FaceWallState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.support.SyntheticMixing;

/** The face of a plugin's seed in the real window, and choosing another from the wall. */
@ExtendWith(ApplicationExtension.class)
class SeedFacesTest {
  private static final String ROW = "edit-mixing-other";
  private static final double PSI = 0.75;

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit(), new SyntheticMixing()));
    backend.holdThumbnails(true);
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void awaitTheRow() {
    studio.awaitPanels();
    studio.awaitFullPicture();
    studio.awaitShown(ROW + "-face");
  }

  @AfterEach
  void close() {
    backend.holdThumbnails(false);
    studio.close();
    backend.close();
  }

  private Node face() {
    return studio.node(ROW + "-face", Node.class);
  }

  private Image picture() {
    return ((ImageView) face().lookup(".image-view")).getImage();
  }

  private int[] pixels() {
    return studio.fx(
        () -> {
          Image image = picture();
          int side = (int) image.getWidth();
          int[] pixels = new int[side * side];
          image
              .getPixelReader()
              .getPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), pixels, 0, side);
          return pixels;
        });
  }

  private String said() {
    return studio.fx(() -> face().getAccessibleText());
  }

  private void awaitPictureOf(long seed) {
    studio.await(
        "the face of " + seed + " is seen",
        () ->
            ((ImageView) studio.stage().getScene().lookup("#" + ROW + "-face .image-view"))
                        .getImage()
                    != null
                && studio
                    .stage()
                    .getScene()
                    .lookup("#" + ROW + "-face")
                    .getAccessibleText()
                    .equals("Face " + seed));
  }

  private String value() {
    return studio.fx(
        () -> ((TextField) studio.stage().getScene().lookup("#" + ROW + "-value")).getText());
  }

  private void type(String field, String text) {
    studio.fx(
        () -> {
          TextField node = (TextField) studio.stage().getScene().lookup("#" + field);
          node.setText(text);
          node.fireEvent(new ActionEvent());
          return null;
        });
  }

  private PortraitDocument drawn(long seed, double psi) {
    return backend.newPortrait(seed, psi);
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private FaceWallState wall() {
    return studio.get(FaceWallState.class);
  }

  private String focused() {
    return studio.fx(
        () -> {
          Node node = studio.stage().getScene().getFocusOwner();
          return node == null ? "nothing" : String.valueOf(node.getId());
        });
  }

  private void awaitFocus(String id) {
    studio.await(
        "the keyboard is at " + id,
        () -> {
          Node node = studio.stage().getScene().getFocusOwner();
          return node != null && id.equals(node.getId());
        });
  }

  /** On whatever has the keyboard. */
  private void press(KeyCode key) {
    studio.fx(
        () -> {
          for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(
                studio.stage().getScene().getFocusOwner(),
                new KeyEvent(type, "", "", key, false, false, false, false));
          }
          return null;
        });
  }

  /** Presses the button with the mouse's or the key's consequences: it has the keyboard then. */
  private void choose() {
    studio.fx(
        () -> {
          studio.stage().getScene().lookup("#" + ROW + "-choose").requestFocus();
          return null;
        });
    studio.fire(ROW + "-choose");
    studio.awaitShown("face-0");
  }

  private String name(int place) {
    return studio.fx(
        () -> ((Button) studio.stage().getScene().lookup("#face-" + place)).getAccessibleText());
  }

  private String text(String label) {
    return studio.fx(() -> ((Label) studio.stage().getScene().lookup("#" + label)).getText());
  }

  private void undo() {
    robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
  }

  @Test
  void theFaceOfTheSeedStandsBesideItAndFollowsIt() {
    assertThat(studio.isShown("edit-mixing-grain-face")).as("a seed of no face").isFalse();
    assertThat(studio.isShown("edit-mixing-grain-choose")).isFalse();
    assertThat(said()).isEqualTo("Face 3, whose picture is being drawn");
    assertThat(studio.fx(this::picture)).isNull();

    backend.holdThumbnails(false);
    awaitPictureOf(3);
    assertThat(backend.thumbnails()).containsOnlyOnce(drawn(3, PSI));
    int[] third = pixels();

    backend.holdThumbnails(true);
    type(ROW + "-value", "50");
    assertThat(studio.fx(this::picture)).as("never that of another").isNull();
    assertThat(said()).isEqualTo("Face 50, whose picture is being drawn");
    studio.await("it is asked for", () -> backend.askedThumbnails().contains(drawn(50, PSI)));
    type(ROW + "-value", "51");
    studio.await("the other, too", () -> backend.askedThumbnails().contains(drawn(51, PSI)));
    backend.holdThumbnails(false);
    awaitPictureOf(51);
    assertThat(pixels()).isNotEqualTo(third);
    assertThat(backend.thumbnails()).as("cancelled").doesNotContain(drawn(50, PSI));

    type("edit-mixing-psi-value", "0.25");
    studio.await(
        "the truncation is that of the plugin",
        () -> backend.thumbnails().contains(drawn(51, 0.25)));
    awaitPictureOf(51);

    // The portrait changes, and this does not.
    int asked = backend.askedThumbnails().size();
    type("edit-synthetic-Smiling-value", "1");
    WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
    assertThat(backend.askedThumbnails()).hasSize(asked);
  }

  @Test
  void nothingIsDrawnForASectionThatIsFolded() {
    backend.holdThumbnails(false);
    awaitPictureOf(3);
    type(ROW + "-value", "8");
    awaitPictureOf(8);
    studio.fx(
        () -> {
          ((TitledPane) studio.stage().getScene().lookup("#edit-mixing")).setExpanded(false);
          return null;
        });
    int asked = backend.askedThumbnails().size();
    undo();
    studio.await("it is what it was", () -> value().equals("3"));
    WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
    assertThat(backend.askedThumbnails()).hasSize(asked);

    studio.unfold("edit-mixing");
    awaitPictureOf(3);
    assertThat(backend.askedThumbnails()).hasSize(asked + 1);
  }

  @Test
  void whatCannotBeDrawnIsSaid() {
    backend.failRenders(Optional.of("The runtime ran out of memory."));
    backend.holdThumbnails(false);
    studio.await("it is said", () -> said().equals("Face 3, of which no picture could be drawn"));
    backend.failRenders(Optional.empty());
    type(ROW + "-value", "4");
    awaitPictureOf(4);
  }

  @Test
  void aFaceOfTheWallIsTakenForTheSeedInOneStepAndThePortraitStays() {
    backend.holdThumbnails(false);
    // A portrait of other numbers, with edits: seeds of plugins are the studio's, and of plain
    // faces.
    studio.fx(
        () -> {
          studio
              .documents()
              .change(
                  "Another", now -> now.withBase(new BaseStyle.Seed(7, 0.5, SeedNumbers.NUMPY)));
          return null;
        });
    type("edit-synthetic-Smiling-value", "1");
    BaseStyle base = document().base();
    int steps = studio.historySize();

    choose();
    assertThat(text("faces-title")).isEqualTo("Choose a face");
    assertThat(studio.isShown("faces-purpose")).isTrue();
    assertThat(text("faces-purpose")).startsWith("Click one to take it for Mixing: Other one. Esc");
    assertThat(name(3)).isEqualTo("Face 3, taken");
    assertThat(name(7)).as("that of the portrait is one of many here").isEqualTo("Face 7");
    studio.await(
        "faces are drawn as they are mixed in",
        () -> backend.thumbnails().containsAll(List.of(drawn(0, PSI), drawn(5, PSI))));

    robot.clickOn("#face-5");
    studio.awaitShown("portrait");
    assertThat(studio.isShown("faces")).isFalse();
    assertThat(value()).isEqualTo("5");
    awaitPictureOf(5);
    awaitFocus(ROW + "-choose");
    assertThat(document().base()).isEqualTo(base);
    assertThat(studio.historySize()).isEqualTo(steps + 1);
    assertThat(studio.historyLabel(steps)).isEqualTo("Mixing: Other one 5");
    undo();
    studio.await("undone", () -> value().equals("3"));
    assertThat(document().base()).isEqualTo(base);

    // Once: then the wall is that of the portrait.
    studio.fire("faces-toggle");
    studio.awaitShown("face-0");
    assertThat(text("faces-title")).isEqualTo("Faces");
    assertThat(studio.isShown("faces-purpose")).isFalse();
    assertThat(name(7)).isEqualTo("Face 7 of NumPy, taken");
    robot.clickOn("#face-5");
    studio.awaitShown("portrait");
    assertThat(value()).isEqualTo("3");
    assertThat(document().base()).isEqualTo(base.drawn(5));
  }

  @Test
  void escapeLeavesEverythingAsItWas() {
    backend.holdThumbnails(false);
    studio.fx(
        () -> {
          studio.get(ViewState.class).modeProperty().set(ViewState.Mode.COMPARISON);
          return null;
        });
    studio.awaitShown("comparison");
    PortraitDocument before = document();
    int steps = studio.historySize();

    choose();
    studio.await("the wall has the keyboard", () -> focused().startsWith("face-"));
    robot.type(KeyCode.ESCAPE);
    studio.awaitShown("comparison");
    awaitFocus(ROW + "-choose");
    assertThat(document()).isEqualTo(before);
    assertThat(studio.historySize()).isEqualTo(steps);
    assertThat(studio.fx(() -> wall().questionProperty().get())).isEmpty();

    // Who goes on elsewhere has not chosen, and stays there.
    choose();
    studio.fx(
        () -> {
          studio.get(ViewState.class).showSingle();
          return null;
        });
    studio.awaitShown("portrait");
    assertThat(studio.fx(() -> wall().questionProperty().get())).isEmpty();

    // From the wall itself, the way back leads to the picture.
    studio.fire("faces-toggle");
    studio.awaitShown("face-0");
    assertThat(text("faces-title")).isEqualTo("Faces");
    choose();
    studio.await("it is asked", () -> text("faces-title").equals("Choose a face"));
    studio.fire("faces-close");
    studio.awaitShown("portrait");
    awaitFocus(ROW + "-choose");
    assertThat(document()).isEqualTo(before);
  }

  @Test
  void aFaceIsChosenByKeys() {
    backend.holdThumbnails(false);
    studio.fx(
        () -> {
          studio.stage().getScene().lookup("#" + ROW + "-choose").requestFocus();
          return null;
        });
    press(KeyCode.SPACE);
    awaitFocus("face-0");
    press(KeyCode.RIGHT);
    awaitFocus("face-1");
    press(KeyCode.RIGHT);
    awaitFocus("face-2");
    press(KeyCode.ENTER);
    studio.awaitShown("portrait");
    assertThat(value()).isEqualTo("2");
    awaitFocus(ROW + "-choose");
  }

  @Test
  void favouritesWithoutASeedAreLeftOutAndThatIsSaid() throws IOException {
    backend.holdThumbnails(false);
    FavouriteStore store = new FavouriteStore(folder.resolve("favourites"));
    store.update(
        backend.model(),
        now ->
            now.with(new BaseStyle.Seed(99, 0.25))
                .with(new BaseStyle.Seed(5, 1, SeedNumbers.NUMPY))
                .with(new BaseStyle.Given(backend.evaluate(drawn(1, 1)), "me.jpg")));
    choose();
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#faces-page-1")).fire();
          return null;
        });
    studio.await("one can be chosen", () -> wall().count() == 1);
    assertThat(name(0)).isEqualTo("Face 99, a favourite");
    assertThat(text("faces-left-out")).startsWith("2 favourites are left out: ");
    assertThat(studio.isShown("faces-left-out")).isTrue();
    assertThat(studio.isShown("faces-keep")).as("of the portrait").isFalse();
    studio.await("as it is mixed in", () -> backend.thumbnails().contains(drawn(99, PSI)));

    robot.clickOn("#face-0");
    studio.awaitShown("portrait");
    assertThat(value()).isEqualTo("99");
    studio.fire("faces-toggle");
    studio.awaitShown("face-0");
    assertThat(studio.fx(() -> wall().count())).as("all, for the portrait").isEqualTo(3);
    assertThat(studio.isShown("faces-left-out")).isFalse();
  }

  @Test
  void nobodyIsAskedForAPluginThatHasGone() {
    backend.holdThumbnails(false);
    choose();
    backend.failPlugin("mixing", "It was too much.");
    studio.awaitShown("portrait");
    assertThat(studio.fx(() -> wall().questionProperty().get())).isEmpty();
  }

  @Test
  void anotherModelHasOtherFaces() throws IOException {
    backend.holdThumbnails(false);
    awaitPictureOf(3);
    Path model = Files.createDirectory(folder.resolve("other"));
    Files.writeString(model.resolve(SyntheticBackend.BUNDLE_FILE), "Other faces");
    studio.fx(
        () -> {
          studio.get(ModelCommands.class).open(Optional.of(model));
          return null;
        });
    studio.await(
        "the face is drawn by it",
        () ->
            backend.model().name().equals("Other faces")
                && backend.thumbnails().contains(backend.newPortrait(3, PSI)));
    awaitPictureOf(3);
  }
}
