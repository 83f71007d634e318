package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.favourite.FavouriteStore;
import studio.anycost.app.fx.state.FaceWallState;
import studio.anycost.app.fx.state.FavouriteState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/** Choosing a face among many in the real window. */
@ExtendWith(ApplicationExtension.class)
class FaceWallTest {
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
  void openTheWall() {
    studio.awaitPanels();
    studio.awaitFullPicture();
    robot.type(KeyCode.F);
    studio.awaitShown("face-0");
  }

  @AfterEach
  void close() {
    backend.holdThumbnails(false);
    studio.close();
    backend.close();
  }

  private FaceWallState wall() {
    return studio.get(FaceWallState.class);
  }

  private String name(int place) {
    return studio.fx(
        () -> ((Button) studio.stage().getScene().lookup("#face-" + place)).getAccessibleText());
  }

  private boolean hasPicture(Node tile) {
    return tile.lookup(".image-view") instanceof ImageView view && view.getImage() != null;
  }

  /** Tiles that are on the screen, and whether all of them are filled. */
  private void awaitPictures() {
    studio.await(
        "all faces on the screen have pictures",
        () -> {
          List<Node> tiles =
              studio.stage().getScene().getRoot().lookupAll(".face-tile").stream()
                  .filter(Node::isVisible)
                  .toList();
          return !tiles.isEmpty() && tiles.stream().allMatch(this::hasPicture);
        });
  }

  private boolean isFocused(String id) {
    Node focused = studio.stage().getScene().getFocusOwner();
    return focused != null && id.equals(focused.getId());
  }

  /** On whatever has the keyboard. */
  private void press(KeyCode key) {
    studio.fx(
        () -> {
          Event.fireEvent(
              studio.stage().getScene().getFocusOwner(),
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
          return null;
        });
  }

  private void choose(String toggle) {
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#" + toggle)).fire();
          return null;
        });
  }

  private void typeStar() {
    studio.fx(
        () -> {
          Node focused = studio.stage().getScene().getFocusOwner();
          Event.fireEvent(
              focused,
              new KeyEvent(
                  KeyEvent.KEY_TYPED, "*", "", KeyCode.UNDEFINED, false, false, false, false));
          return null;
        });
  }

  private BaseStyle base() {
    return studio.fx(() -> studio.documents().get().base());
  }

  @Test
  void takesAFaceOfASeedAsOneStep() {
    awaitPictures();
    double psi = base().psi();
    List<BaseStyle> first =
        backend.thumbnails().stream().map(PortraitDocument::base).limit(12).toList();
    assertThat(first)
        .isEqualTo(IntStream.range(0, 12).mapToObj(i -> new BaseStyle.Seed(i, psi)).toList());
    assertThat(name(7)).isEqualTo("Face 7, taken");

    // The same start, the same wall.
    robot.doubleClickOn("#faces-start").write("1200\n");
    studio.await("the wall begins there", () -> name(0).equals("Face 1200"));
    studio.await("the keyboard is on the wall", () -> isFocused("face-0"));
    awaitPictures();
    robot.clickOn("#faces-start").write("x\n");
    assertThat(studio.node("faces-refusal", Label.class).getText()).contains("1200 is kept");
    robot.type(KeyCode.ESCAPE);
    assertThat(studio.isShown("faces-refusal")).isFalse();

    // With the edits of the portrait, as it would be.
    robot.doubleClickOn("#edit-synthetic-Smiling-value").write("1\n");
    studio.await(
        "they smile",
        () ->
            backend.thumbnails().stream()
                .anyMatch(
                    each ->
                        each.recipe().step("synthetic").isPresent()
                            && each.base().equals(new BaseStyle.Seed(1201, psi))));
    int steps = studio.historySize();
    studio.fx(
        () -> {
          studio.stage().getScene().lookup("#face-0").requestFocus();
          return null;
        });
    press(KeyCode.RIGHT);
    studio.await("the next one", () -> isFocused("face-1"));
    press(KeyCode.ENTER);

    studio.awaitShown("portrait");
    assertThat(studio.isShown("faces")).isFalse();
    assertThat(base()).isEqualTo(new BaseStyle.Seed(1201, psi));
    assertThat(studio.fx(() -> studio.documents().get().recipe().isEmpty())).isFalse();
    assertThat(studio.historySize()).isEqualTo(steps + 1);
    assertThat(studio.historyLabel(steps)).isEqualTo("Face 1201");
    robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
    assertThat(base()).isEqualTo(new BaseStyle.Seed(7, psi));
  }

  @Test
  void keepsFavourites() throws IOException {
    awaitPictures();
    FavouriteStore other = new FavouriteStore(folder.resolve("favourites"));
    typeStar();
    choose("face-2-star");
    studio.await("both are kept", () -> other.read(backend.model()).all().size() == 2);
    assertThat(name(2)).isEqualTo("Face 2, a favourite");

    // Another studio keeps one, too, and a photo's.
    StyleCode code = backend.evaluate(studio.fx(() -> studio.documents().get()));
    BaseStyle photo = new BaseStyle.Given(code, "me.jpg");
    other.update(backend.model(), now -> now.with(new BaseStyle.Seed(99, 0.5)).with(photo));
    studio.fire("faces-close");
    studio.awaitShown("portrait");
    studio.fire("faces-toggle");
    studio.awaitShown("faces");
    choose("faces-page-1");
    studio.await("they are seen here", () -> wall().count() == 4);
    awaitPictures();
    assertThat(List.of(name(0), name(1), name(2)))
        .containsExactly(
            "Face of me.jpg, a favourite", "Face 99, a favourite", "Face 2, a favourite");

    // A slip of the finger takes nothing off the page.
    choose("face-2-star");
    studio.await("it is none any more", () -> other.read(backend.model()).all().size() == 3);
    assertThat(studio.fx(() -> wall().count())).isEqualTo(4);
    assertThat(studio.node("face-2-star", ToggleButton.class).isSelected()).isFalse();
    choose("faces-page-0");
    choose("faces-page-1");
    assertThat(studio.fx(() -> wall().count())).isEqualTo(3);

    studio.fire("faces-keep");
    studio.await("the present face is kept", () -> other.read(backend.model()).all().size() == 4);
    assertThat(studio.fx(() -> studio.get(FavouriteState.class).property().get().all()))
        .contains(base());
    robot.clickOn("#face-1");
    studio.awaitShown("portrait");
    assertThat(base()).isEqualTo(photo);
  }

  @Test
  void keepsFewPicturesAndRendersNothingThatNobodySees() {
    awaitPictures();
    int screen = visible();
    for (int page = 0; page < 12; page++) {
      press(KeyCode.PAGE_DOWN);
    }
    studio.await("it went on and on", () -> focusedPlace().orElse(0) > 100);
    awaitPictures();
    studio.await("all around is there", () -> !wall().isRendering());
    assertThat(studio.fx(() -> wall().kept())).isBetween(screen, 3 * screen + 12);

    backend.holdThumbnails(true);
    studio.fx(
        () -> {
          wall().startProperty().set(5_000L);
          return null;
        });
    studio.await("faces are asked for", () -> wall().isRendering());
    int rendered = backend.thumbnails().size();
    studio.fx(
        () -> {
          studio.get(ViewState.class).showSingle();
          return null;
        });
    studio.await("they were cancelled", () -> !wall().isRendering());
    backend.holdThumbnails(false);
    assertThat(backend.thumbnails()).hasSize(rendered);
    assertThat(studio.fx(() -> wall().kept())).isZero();

    backend.failRenders(Optional.of("The runtime ran out of memory."));
    studio.fire("faces-toggle");
    studio.awaitShown("faces-problem");
    backend.failRenders(Optional.empty());
    studio.fx(
        () -> {
          studio.stage().setMinWidth(0);
          studio.stage().setMinHeight(0);
          studio.stage().setWidth(900);
          studio.stage().setHeight(600);
          return null;
        });
    studio.fire("faces-dice");
    studio.await("they are there again", () -> !studio.isShown("faces-problem"));
    awaitPictures();
    studio.await(
        "the window has that size",
        () ->
            studio.stage().getScene().getWidth() <= 900
                && !studio.stage().getScene().getRoot().isNeedsLayout());
    Region faces = studio.node("faces-grid", Region.class);
    assertThat(studio.laidOut(faces::getHeight))
        .as("there is room in a small window")
        .isGreaterThan(200);
    for (String id : List.of("faces-close", "faces-grid", "face-1-star", "export")) {
      Bounds bounds =
          studio.laidOut(
              () -> {
                Node node = studio.stage().getScene().lookup("#" + id);
                return node.localToScene(node.getLayoutBounds());
              });
      assertThat(bounds.getMaxX())
          .as("right of %s", id)
          .isLessThanOrEqualTo(studio.fx(() -> studio.stage().getScene().getWidth()));
    }
  }

  private int visible() {
    return studio.fx(
        () ->
            (int)
                studio.stage().getScene().getRoot().lookupAll(".face-tile").stream()
                    .filter(Node::isVisible)
                    .count());
  }

  private Optional<Integer> focusedPlace() {
    Node focused = studio.stage().getScene().getFocusOwner();
    return focused != null && String.valueOf(focused.getId()).matches("face-\\d+")
        ? Optional.of(Integer.valueOf(focused.getId().substring(5)))
        : Optional.empty();
  }
}
