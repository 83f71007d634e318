package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
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
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.MouseEvents;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.log.LogSetup;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.settings.ProductVersion;

/**
 * FaceCommands, sliders, history and the portrait, driven by mouse and keyboard in the real window.
 */
@ExtendWith(ApplicationExtension.class)
class StudioWindowTest {
  private static final String SMILING = "edit-synthetic-Smiling";

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
    studio.close();
    backend.close();
  }

  private long seed() {
    PortraitDocument document = studio.fx(() -> studio.documents().get());
    return ((BaseStyle.Seed) document.base()).seed();
  }

  private int[] pixels() {
    return studio.awaitFullPicture().image().toArray();
  }

  private void dragSmiling() {
    studio.pressThumb(SMILING + "-slider");
    for (int i = 0; i < 6; i++) {
      robot.moveBy(10, 0);
    }
    robot.release(MouseButton.PRIMARY);
  }

  @Test
  void anEditAfterAnUndoThrowsNothingAway() {
    studio.type("#" + SMILING + "-value", "0.5\n");
    studio.await("there is an edit", () -> studio.historySize() == 2);
    PortraitDocument smiling = studio.fx(() -> studio.documents().get());
    robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
    robot.clickOn("#new-face");
    studio.await("there is another face", () -> !studio.documents().get().equals(smiling));
    PortraitDocument other = studio.fx(() -> studio.documents().get());

    studio.awaitShown("history-branch-1");
    robot.clickOn("#history-branch-1");
    studio.await("the edit is back", () -> studio.documents().get().equals(smiling));
    studio.awaitShown("history-branch-2");
    robot.clickOn("#history-branch-2");
    studio.await("and the other face too", () -> studio.documents().get().equals(other));
  }

  private List<NamedVariant> variants() {
    return studio.fx(() -> studio.documents().variantsProperty().get().all());
  }

  private List<String> variantNames() {
    return variants().stream().map(NamedVariant::name).toList();
  }

  @Test
  void variantsAreKeptNamedPinnedDeletedWithUndoAndGoneTo() {
    studio.type("#" + SMILING + "-value", "0.5\n");
    robot.type(KeyCode.V);
    studio.awaitShown("variant-card-0");
    PortraitDocument smiling = studio.fx(() -> studio.documents().get());
    robot.clickOn("#new-face").clickOn("#variant-keep");
    studio.awaitShown("variant-card-1");
    assertThat(variantNames()).containsExactly("A", "B");
    assertThat(studio.fx(() -> studio.documents().dirtyProperty().get())).isTrue();

    robot.clickOn("#variant-card-0-button");
    studio.await("A is the portrait", () -> studio.documents().get().equals(smiling));
    assertThat(studio.historyLabel(studio.historySize() - 1)).isEqualTo("Variant A");

    String longName = "With beard and a rather long name";
    robot.type(KeyCode.F2).write(longName + "\n");
    studio.await("it has a long name", () -> variantNames().contains(longName));
    Label card = studio.node("variant-card-0-name", Label.class);
    assertThat(studio.laidOut(() -> ((Text) card.lookup(".text")).getText()))
        .as("all of it is seen")
        .isEqualTo(longName);
    assertThat(studio.fx(() -> card.getTooltip().getText())).isEqualTo(longName);
    ContextMenu items = studio.node("variant-card-0-button", Button.class).getContextMenu();
    assertThat(studio.fx(() -> items.getItems().stream().map(MenuItem::getGraphic).toList()))
        .as("all have icons, or none")
        .containsOnlyNulls();
    studio.fx(
        () -> {
          studio.node("variant-card-0-button", Button.class).requestFocus();
          return null;
        });
    robot.type(KeyCode.F2).write("Smile\n");
    studio.await("it has a name", () -> variantNames().contains("Smile"));
    studio.type("#variant-card-1-name", "not this one").type(KeyCode.ESCAPE);
    assertThat(variantNames()).containsExactly("Smile", "B");

    robot.moveTo("#variant-card-1-button").clickOn("#variant-card-1-more");
    robot.clickOn("Pin to the front");
    studio.await("it is first", () -> variantNames().equals(List.of("B", "Smile")));

    List<NamedVariant> both = variants();
    robot.moveTo("#variant-card-0-button").clickOn("#variant-card-0-more").clickOn("Delete");
    studio.await("one is left", () -> variantNames().equals(List.of("Smile")));
    studio.awaitShown("notice-question");
    robot.clickOn("Undo");
    studio.await("it is in its place again", () -> variants().equals(both));
    studio.awaitShown("variant-card-1");
    assertThat(studio.isShown("variant-deleted-0")).isFalse();

    // Whatever became of the notice, there is a way back.
    robot.moveTo("#variant-card-0-button").clickOn("#variant-card-0-more").clickOn("Delete");
    studio.awaitShown("variant-deleted-0");
    studio.fx(
        () -> {
          Notices notices = studio.get(Notices.class);
          List.copyOf(notices.shown()).forEach(notices::dismiss);
          return null;
        });
    studio.fire("variant-deleted-0");
    studio.await("it is in its place once more", () -> variants().equals(both));
    assertThat(studio.isShown("variant-deleted-0")).isFalse();

    robot.clickOn("#variant-compare");
    studio.await(
        "the portrait and both stand side by side",
        () ->
            studio.stage().getScene().lookup("#variants-tiles") instanceof FlowPane tiles
                && tiles.getChildren().size() == 3);
    assertThat(
            studio.fx(
                () ->
                    studio.node("variants-tiles", FlowPane.class).getChildren().stream()
                        .map(tile -> ((Label) ((VBox) tile).getChildren().get(1)).getText())
                        .toList()))
        .containsExactly("The portrait now", "B", "Smile");

    // Undo brings nothing of one project into another.
    robot.moveTo("#variant-card-0-button").clickOn("#variant-card-0-more").clickOn("Delete");
    studio.await("one is left again", () -> variantNames().equals(List.of("Smile")));
    studio.fx(
        () -> {
          studio.documents().startNew(smiling);
          return null;
        });
    robot.clickOn("Undo");
    assertThat(variants()).isEmpty();
    assertThat(studio.isShown("variant-deleted-0")).isFalse();
  }

  /** What can be gone back to is seen, without anybody going there. */
  @Test
  void statesAndVariantsGetSmallPicturesOfTheirOwn() {
    studio.type("#" + SMILING + "-value", "0.5\n");
    robot.type(KeyCode.V);
    robot.clickOn("#new-face");
    PortraitDocument now = studio.fx(() -> studio.documents().get());
    ThumbnailState thumbnails = studio.get(ThumbnailState.class);
    studio.await("there is one of each", () -> thumbnails.all().size() == 3);
    assertThat(studio.fx(() -> thumbnails.of(now))).isPresent();
    assertThat(studio.fx(() -> new HashSet<>(thumbnails.all().values()))).hasSize(3);
    for (String part : List.of("variant-card-0-button", "history-0", "history-2")) {
      robot.clickOn(part.startsWith("history") ? "#past-0" : "#past-1");
      studio.await(
          part + " shows one",
          () ->
              studio.stage().getScene().lookup("#" + part + " .image-view")
                      instanceof ImageView view
                  && view.getImage() != null);
    }
  }

  /** Holding B while dragging, to compare, is natural. */
  @Test
  void aDragIsOneStepWhateverKeysAreTappedMeanwhile() {
    studio.pressThumb(SMILING + "-slider");
    for (KeyCode key : List.of(KeyCode.B, KeyCode.G, KeyCode.G, KeyCode.F5)) {
      robot.moveBy(10, 0);
      robot.type(key);
      robot.moveBy(10, 0);
    }
    robot.release(MouseButton.PRIMARY);

    assertThat(studio.historySize()).isEqualTo(2);
  }

  @Test
  void drawsAnotherFaceAtTheKeyAndTheButton() {
    int[] first = pixels();

    robot.type(KeyCode.R);
    studio.await("there is another seed", () -> studio.historySize() == 2);
    long second = seed();
    int[] secondPicture = pixels();
    robot.clickOn("#new-face");
    studio.await("there is a third seed", () -> studio.historySize() == 3);

    assertThat(second).isNotEqualTo(7);
    assertThat(seed()).isNotEqualTo(second);
    assertThat(secondPicture).isNotEqualTo(first);
    assertThat(studio.node("seed", TextField.class).getText()).isEqualTo(String.valueOf(seed()));
  }

  @Test
  void takesATypedSeedAndRefusesWhatIsNone() {
    studio.type("#seed", "42\n");
    studio.await("the seed is taken", () -> seed() == 42);

    studio.type("#seed", "x1\n");

    assertThat(seed()).isEqualTo(42);
    assertThat(studio.node("seed", TextField.class).getPseudoClassStates())
        .anyMatch(state -> state.getPseudoClassName().equals("wrong"));
    studio.awaitShown("seed-refusal");
    assertThat(studio.node("seed-refusal", Label.class).getText())
        .isEqualTo(
            "A seed is a whole number from -9223372036854775808 to 9223372036854775807, not 'x1'."
                + " Type one, or press Esc for 42.");
  }

  @Test
  void aSeedThatWasTypedIsTakenWhereverOneGoesNext() {
    studio.type("#seed", "77");
    robot.clickOn("#face-noise-label");
    studio.fx(
        () -> {
          studio.node("studio", Node.class).requestFocus();
          return null;
        });
    studio.await("the seed is taken", () -> seed() == 77);
    int entries = studio.historySize();
    studio.fx(
        () -> {
          studio.node("seed", TextField.class).requestFocus();
          studio.node("studio", Node.class).requestFocus();
          return null;
        });
    assertThat(studio.historySize()).as("nothing was typed").isEqualTo(entries);
  }

  @Test
  void aPictureThatWasThereBeforeHasNoTimeOfARender() {
    studio.awaitFullPicture();
    Label time = studio.node("status-time", Label.class);
    studio.await("a time is told", () -> time.getText().endsWith("ms"));
    tap(studio.node(SMILING + "-slider", Slider.class), KeyCode.RIGHT, 1);
    studio.awaitFullPicture();
    assertThat(time.getText()).endsWith("ms");
    studio.fire("undo");
    studio.await("none is told", () -> time.getText().equals("as before"));
  }

  @Test
  void aSeedCanBeOneOfNumpys() {
    studio.fx(
        () -> {
          ComboBox<ChoiceParameter.Option> seeds = seedsOf();
          seeds.setValue(seeds.getItems().get(1));
          return seeds;
        });
    studio.await("the seed is NumPy's", () -> face().numbers() == SeedNumbers.NUMPY);
    assertThat(studio.node("face-source", Label.class).getText()).contains("NumPy");
    assertThat(face().seed()).isEqualTo(7);

    studio.type("#seed", "42\n");
    studio.await("the seed is taken", () -> seed() == 42);
    assertThat(face().numbers()).isEqualTo(SeedNumbers.NUMPY);
    studio.type("#seed", "-1\n");
    assertThat(seed()).as("is none of NumPy's").isEqualTo(42);
  }

  @SuppressWarnings("unchecked")
  private ComboBox<ChoiceParameter.Option> seedsOf() {
    return studio.node("face-seeds-choice", ComboBox.class);
  }

  private BaseStyle.Seed face() {
    return (BaseStyle.Seed) studio.fx(() -> studio.documents().get()).base();
  }

  private double psi() {
    return studio.fx(() -> studio.documents().get()).base().psi();
  }

  @Test
  void startsAndResetsWithTheTruncationOfDrawnFaces() {
    assertThat(psi()).isEqualTo(BaseStyle.DRAWN_PSI);
    studio.type("#face-psi-value", "1.2\n");
    studio.await("the truncation is taken", () -> psi() == 1.2);

    robot.type(KeyCode.R);
    studio.await("there is another seed", () -> seed() != 7);
    assertThat(psi()).as("a new face keeps it").isEqualTo(1.2);

    robot.clickOn("#face-psi-reset");
    studio.await("the truncation is as at first", () -> psi() == BaseStyle.DRAWN_PSI);
  }

  @Test
  void changesThePictureWhileTheSliderMovesAndMakesOneEntry() {
    int[] before = pixels();
    studio.pressThumb(SMILING + "-slider");
    robot.moveBy(30, 0);
    robot.moveBy(30, 0);

    studio.await(
        "a moving picture differs from the face before",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.documentVersion() > 1)
                .isPresent());
    robot.moveBy(15, 0);
    robot.release(MouseButton.PRIMARY);
    int[] after = pixels();

    double value = studio.node(SMILING + "-slider", Slider.class).getValue();
    assertThat(value).isGreaterThan(0.3);
    assertThat(after).isNotEqualTo(before);
    assertThat(studio.historySize()).isEqualTo(2);
    assertThat(studio.historyLabel(1)).startsWith("Smiling +0.");
    assertThat(studio.node(SMILING + "-readout", Label.class).getText()).endsWith(" w");
    assertThat(studio.isShown(SMILING + "-reset")).isTrue();
  }

  @Test
  void undoesAndRedoesADrag() {
    int[] before = pixels();
    dragSmiling();
    int[] after = pixels();
    double value = studio.node(SMILING + "-slider", Slider.class).getValue();

    robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
    studio.awaitPicture(before);
    assertThat(studio.node(SMILING + "-slider", Slider.class).getValue()).isZero();
    assertThat(studio.node(SMILING + "-value", TextField.class).getText()).isEqualTo("0.00");

    robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.Z);
    robot.release(KeyCode.SHIFT, KeyCode.SHORTCUT);
    studio.awaitPicture(after);
    assertThat(studio.node(SMILING + "-slider", Slider.class).getValue()).isEqualTo(value);

    robot.clickOn("#undo");
    robot.press(KeyCode.SHORTCUT).type(KeyCode.Y).release(KeyCode.SHORTCUT);
    studio.awaitPicture(after);
  }

  @Test
  void jumpsToAnEntryOfTheHistory() {
    int[] first = pixels();
    dragSmiling();
    robot.type(KeyCode.R);
    studio.await("there are three entries", () -> studio.historySize() == 3);

    robot.rightClickOn("#history-0");
    assertThat(studio.fx(() -> studio.documents().timelineProperty().get().position()))
        .as("only the first button of the mouse goes there")
        .isEqualTo(2);
    robot.clickOn("#history-0");

    studio.awaitPicture(first);
    assertThat(studio.historySize()).isEqualTo(3);
    assertThat(seed()).isEqualTo(7);
  }

  @Test
  void takesExactValuesAndSaysWhyItRefusesOthers() {
    studio.type("#" + SMILING + "-value", "0.123\n");
    studio.await(
        "the exact value is in the recipe",
        () ->
            studio
                .documents()
                .get()
                .recipe()
                .step("synthetic")
                .filter(step -> "0.123".equals(step.values().texts().get("Smiling")))
                .isPresent());
    assertThat(studio.node(SMILING + "-value", TextField.class).getText()).isEqualTo("+0.123");

    robot.clickOn("#" + SMILING + "-value");
    robot.press(KeyCode.SHORTCUT).type(KeyCode.A).release(KeyCode.SHORTCUT);
    robot.write("3\n");

    studio.awaitShown(SMILING + "-refusal");
    assertThat(studio.node(SMILING + "-refusal", Label.class).getText())
        .isEqualTo(
            "Smiling is a number from \u22121.00 to +1.00, not '3'. Type one, or press Esc for"
                + " +0.123.");
    Slider slider = studio.node(SMILING + "-slider", Slider.class);
    assertThat(slider.getValue()).as("as near as the slider can go").isEqualTo(slider.getMax());
    assertThat(studio.historySize()).isEqualTo(2);
  }

  @Test
  void resetsByDoubleClickAndMovesByKeys() {
    dragSmiling();
    Slider slider = studio.node(SMILING + "-slider", Slider.class);

    robot.doubleClickOn("#" + SMILING + "-label");
    assertThat(slider.getValue()).isZero();
    assertThat(studio.isShown(SMILING + "-reset")).isFalse();
    assertThat(studio.isShown("edit-synthetic-reset-all")).isFalse();

    studio.fx(
        () -> {
          slider.requestFocus();
          return null;
        });
    robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
    robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
    assertThat(slider.getValue()).isCloseTo(0.12, within(1e-9));
    robot.clickOn("#edit-synthetic-reset-all");
    studio.await("all is reset", () -> studio.documents().get().recipe().isEmpty());
    assertThat(slider.getValue()).isZero();
  }

  private void tap(Slider slider, KeyCode key, int times) {
    studio.fx(
        () -> {
          slider.requestFocus();
          for (int i = 0; i < times; i++) {
            slider.fireEvent(key(KeyEvent.KEY_PRESSED, key));
            slider.fireEvent(key(KeyEvent.KEY_RELEASED, key));
          }
          return null;
        });
  }

  private static KeyEvent key(EventType<KeyEvent> type, KeyCode code) {
    return new KeyEvent(type, "", "", code, false, false, false, false);
  }

  @Test
  void tapsOfOneSliderAreOneEntryOfTheHistory() {
    Slider smiling = studio.node(SMILING + "-slider", Slider.class);
    Slider young = studio.node("edit-synthetic-Young-slider", Slider.class);
    int before = studio.historySize();

    tap(smiling, KeyCode.RIGHT, 12);
    assertThat(smiling.getValue()).isCloseTo(0.12, within(1e-9));
    assertThat(studio.historySize()).isEqualTo(before + 1);
    assertThat(studio.historyLabel(before)).isEqualTo("Smiling +0.12");

    tap(young, KeyCode.RIGHT, 2);
    tap(smiling, KeyCode.RIGHT, 1);
    assertThat(studio.historySize()).as("others between are others").isEqualTo(before + 3);

    wheel(young, 4, true);
    assertThat(young.getValue()).isCloseTo(0.06, within(1e-9));
    assertThat(studio.historySize()).as("and so is the wheel").isEqualTo(before + 4);
    wheel(young, 1, false);
    assertThat(young.getValue()).as("which scrolls by itself").isCloseTo(0.06, within(1e-9));
  }

  private void wheel(Slider slider, int notches, boolean shortcut) {
    studio.fx(
        () -> {
          for (int i = 0; i < notches; i++) {
            Event.fireEvent(
                slider,
                new ScrollEvent(
                    ScrollEvent.SCROLL,
                    5,
                    5,
                    5,
                    5,
                    false,
                    shortcut,
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
          }
          return null;
        });
  }

  @Test
  void aDoubleClickThatResetsLeavesNothingOfItsFirstClick() {
    Slider slider = studio.node(SMILING + "-slider", Slider.class);
    int before = studio.historySize();
    Node track = slider.lookup(".track");
    Point2D place = MouseEvents.middle(track).add(9, 0);

    studio.fx(
        () -> {
          for (int click = 1; click <= 2; click++) {
            MouseEvents.fire(track, MouseEvent.MOUSE_PRESSED, place, click);
            if (click == 1) {
              assertThat(slider.getValue()).as("the first click moves the thumb").isNotZero();
            }
            MouseEvents.fire(track, MouseEvent.MOUSE_RELEASED, place, click);
          }
          return null;
        });

    assertThat(slider.getValue()).isZero();
    assertThat(studio.historySize()).isEqualTo(before);
  }

  @Test
  void filtersParametersAndKeepsAdvancedOnesFolded() {
    TitledPane advanced = studio.node("edit-synthetic-group-Advanced", TitledPane.class);
    assertThat(advanced.isExpanded()).isFalse();

    robot.clickOn("#edit-synthetic-search").write("hair");
    studio.await("others are hidden", () -> !studio.isShown(SMILING + "-label"));
    assertThat(studio.isShown("edit-synthetic-Blond_Hair-label")).isTrue();
    assertThat(studio.isShown("edit-synthetic-Gray_Hair-label")).isTrue();

    robot.write("zzz");
    studio.awaitShown("edit-synthetic-nothing");
    robot.type(KeyCode.ESCAPE);
    studio.awaitShown(SMILING + "-label");
    assertThat(studio.isShown("edit-synthetic-nothing")).isFalse();
  }

  @Test
  void showsTheUneditedFaceWhileTheKeyOrTheButtonIsHeld() {
    dragSmiling();
    studio.awaitFullPicture();
    studio.await(
        "the unedited face is rendered",
        () ->
            studio
                .get(PreviewState.class)
                .beforeProperty()
                .get()
                .filter(image -> image.width() == 128)
                .isPresent());
    robot.clickOn("#portrait");

    robot.press(KeyCode.B);
    studio.await("the unedited face covers the picture", () -> beforeShare() == 1);
    studio.awaitShown("portrait-unedited");
    robot.release(KeyCode.B);
    studio.await("the edited face is back", () -> beforeShare() == 0);
    assertThat(studio.isShown("portrait-unedited")).isFalse();
    robot.moveTo("#hold-before").press(MouseButton.PRIMARY);
    studio.await("the unedited face covers the picture", () -> beforeShare() == 1);
    robot.release(MouseButton.PRIMARY);
    studio.await("the edited face is back", () -> beforeShare() == 0);
  }

  /** The part of the picture's width that the unedited face covers. */
  private double beforeShare() {
    return studio.fx(
        () -> {
          ImageView before = studio.node("portrait-before", ImageView.class);
          return ((Rectangle) before.getClip()).getWidth() / before.getFitWidth();
        });
  }

  @Test
  void dragsTheLineBetweenBeforeAndAfter() {
    dragSmiling();
    studio.awaitFullPicture();
    robot.type(KeyCode.S);
    studio.awaitShown("split-line");
    studio.await("half is before", () -> Math.abs(beforeShare() - 0.5) < 0.01);
    assertThat(studio.isShown("split-before")).isTrue();
    assertThat(studio.isShown("split-after")).isTrue();

    double width = studio.laidOut(studio.node("portrait-after", ImageView.class)::getFitWidth);
    robot.moveTo("#split-handle").press(MouseButton.PRIMARY).moveBy(-width / 4, 0);
    robot.release(MouseButton.PRIMARY);

    studio.await("a quarter is before", () -> Math.abs(beforeShare() - 0.25) < 0.02);
    robot.type(KeyCode.ESCAPE);
    studio.await("the line is gone", () -> !studio.isShown("split-line"));
  }

  @Test
  void zoomsAroundThePointerAndFitsAgain() {
    studio.awaitFullPicture();
    PortraitPane portrait = studio.node("portrait", PortraitPane.class);
    double fitting = studio.laidOut(portrait::zoom);
    Point2D place = studio.pointIn(portrait, 0.4, 0.4);
    double under = pictureFraction(portrait, place);

    turnWheel(portrait, place, 120);
    studio.await("it is larger", () -> portrait.zoom() > 1.1 * fitting);
    assertThat(pictureFraction(portrait, place)).isCloseTo(under, within(0.005));

    robot.type(KeyCode.DIGIT1);
    studio.await("it is at 100 %", () -> Math.abs(portrait.zoom() - 1) < 1e-9);
    robot.clickOn("#zoom-in");
    studio.await("it is larger than 100 %", () -> portrait.zoom() > 1.2);
    robot.moveTo(portrait).press(MouseButton.PRIMARY).moveBy(40, 0).release(MouseButton.PRIMARY);
    robot.clickOn("#zoom-fit");
    studio.await("it fits", () -> Math.abs(portrait.zoom() - fitting) < 1e-9);
  }

  /** The headless platform has no wheel: the event is made as a desktop makes it. */
  private void turnWheel(PortraitPane portrait, Point2D screen, double delta) {
    studio.fx(
        () -> {
          Point2D scene = portrait.localToScene(portrait.screenToLocal(screen));
          ScrollEvent event =
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  scene.getX(),
                  scene.getY(),
                  screen.getX(),
                  screen.getY(),
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  0,
                  delta,
                  0,
                  delta,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  0,
                  null);
          portrait.fireEvent(event);
          return null;
        });
  }

  /** Where a point of the screen lies in the picture, as a fraction of its width. */
  private double pictureFraction(PortraitPane portrait, Point2D screen) {
    return studio.fx(
        () -> {
          Point2D local = portrait.screenToLocal(screen);
          var picture = portrait.viewportProperty().get().picture();
          return (local.getX() - picture.getMinX()) / picture.getWidth();
        });
  }

  @Test
  void fixesThePreviewAndGoesBackToAuto() {
    studio.awaitFullPicture();
    assertThat(studio.node("preview-panel", TitledPane.class).getText())
        .isEqualTo("Preview: automatic");
    assertThat(studio.isShown("preview-mode")).as("one line first").isFalse();
    studio.unfold("preview-panel");
    studio.awaitShown("preview-pixels");
    assertThat(studio.isShown("preview-ratio")).as("nothing to choose while it is auto").isFalse();
    assertThat(studio.node("preview-pixels", Label.class).getText()).isEqualTo("128 px");

    robot.clickOn("#preview-mode-1");
    robot.clickOn("#preview-ratio-0");
    robot.clickOn("#preview-resolution-1");
    studio.await(
        "the fixed sub-generator is on the screen",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.image().width() == 32)
                .isPresent());
    assertThat(studio.node("status-sub-generator", Label.class).getText())
        .isEqualTo("0.25 \u00d7 at 32 px");

    assertThat(studio.node("preview-panel", TitledPane.class).getText())
        .isEqualTo("Preview: 0.25 \u00d7 at 32 px");
    robot.type(KeyCode.RIGHT);
    studio.await(
        "an arrow key chooses too",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.image().width() == 64)
                .isPresent());
    robot.clickOn("#preview-mode-0");
    assertThat(studio.awaitFullPicture().image().width()).isEqualTo(128);

    // What was asked for is asked for again, and not what is on the screen.
    robot.clickOn("#preview-mode-1");
    assertThat(studio.fx(() -> studio.get(PreviewState.class).modeProperty().get()))
        .isEqualTo(
            new PreviewMode.Fixed(
                backend.model().channels().subGenerator(0.25, 64), OptionalDouble.of(0.25)));
  }

  @Test
  void namesASubGeneratorThatIsNotUniformByItsChannels() {
    studio.awaitFullPicture();
    ChannelTable table = backend.model().channels();
    List<Integer> widths = new ArrayList<>(table.uniform(0.25, 64).widths());
    widths.set(widths.size() - 1, table.channels(64, 1));
    SubGenerator evolved = new SubGenerator(new ChannelConfiguration(widths), 64);

    studio.fx(
        () -> {
          PreviewState preview = studio.get(PreviewState.class);
          preview.setLadder(Ladder.of(table, List.of(new Candidate(evolved, 0.1))));
          preview.modeProperty().set(new PreviewMode.Fixed(evolved));
          return null;
        });

    studio.await(
        "its picture is on the screen",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.subGenerator().equals(evolved))
                .isPresent());
    assertThat(studio.node("status-sub-generator", Label.class).getText())
        .matches(
            Collections.min(widths)
                + "\u2013"
                + Collections.max(widths)
                + " channels at 64 px #[0-9a-f]{4}");
  }

  @Test
  void keepsTheWindowUsableWhenAPictureCannotBeMade() {
    int[] before = pixels();
    backend.failRenders(java.util.Optional.of("The runtime ran out of memory."));
    robot.type(KeyCode.R);
    studio.awaitShown("portrait-message");
    assertThat(studio.node("portrait-message-text", Label.class).getText())
        .contains("The runtime ran out of memory.");

    backend.failRenders(java.util.Optional.empty());
    robot.clickOn("#portrait-retry");

    studio.await("the message is gone", () -> !studio.isShown("portrait-message"));
    studio.await(
        "another picture is there",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> !Arrays.equals(frame.image().toArray(), before))
                .isPresent());
  }

  @Test
  void listsEveryShortcut() {
    robot.type(KeyCode.S);
    robot.press(KeyCode.SHIFT).type(KeyCode.SLASH).release(KeyCode.SHIFT);
    studio.awaitShown("shortcuts");
    Region sheet = studio.node("shortcuts", Region.class);
    long caps = studio.fx(() -> sheet.lookupAll(".key-cap").size());
    assertThat(caps).isGreaterThan(20);
    robot.type(KeyCode.ESCAPE);
    studio.await("the overview is gone", () -> !studio.isShown("shortcuts"));
    assertThat(studio.isShown("split-line")).as("what lies behind the overview").isTrue();
  }

  @Test
  void tellsWhichStudioThisIs() {
    studio.fx(
        () -> {
          studio.get(ViewState.class).toggle(ViewState.Drawer.ABOUT);
          return null;
        });
    studio.awaitShown("about");
    assertThat(studio.node("about-version", Label.class).getText())
        .contains(ProductVersion.number(), String.valueOf(Runtime.version()));
    assertThat(studio.node("about-log", TextField.class).getText())
        .isEqualTo(LogSetup.folder().toString());
    assertThat(studio.node("about-licences", TextArea.class).getText())
        .contains("javafx-graphics", "Apache License", "Classpath");
    robot.clickOn("#about-close");
    studio.await("it is closed", () -> !studio.isShown("about"));
  }
}
