package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.fx.command.PasteCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.Preferences;

/** Projects, exports, plugins and preferences, through the window to the disk. */
@ExtendWith(ApplicationExtension.class)
class FilesTest {
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

  private void smile() {
    studio.type("#edit-synthetic-Smiling-value", "0.5\n");
    studio.await("there is an edit", () -> studio.documents().dirtyProperty().get());
  }

  private void awaitNotice(Notice.Kind kind, String part) {
    studio.await(
        "a notice says '" + part + "'",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.kind() == kind
                            && (notice.title() + " " + notice.text()).contains(part)));
  }

  private void press(KeyCode key) {
    robot.press(KeyCode.SHORTCUT).type(key).release(KeyCode.SHORTCUT);
  }

  private Preferences stored() {
    return new PreferenceStore(folder.resolve("preferences.json")).get();
  }

  @Test
  void exportsThePictureOfTheFullGenerator() throws IOException {
    int[] shown = studio.awaitFullPicture().image().toArray();
    Path file = folder.resolve("face.png");

    studio.export(file);
    awaitNotice(Notice.Kind.SUCCESS, "face.png");

    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getRGB(0, 0, 128, 128, null, 0, 128)).isEqualTo(shown);
    assertThat(stored().lastFolder()).contains(folder.toString());
    studio.await("the task is done", () -> studio.get(BackgroundTasks.class).running().isEmpty());
  }

  @Test
  void aProjectOfAnotherVersionOfTheModelIsNotEditedByBeingOpened() throws IOException {
    Path project = folder.resolve("older.anycost");
    PortraitDocument older = backend.newPortrait(11, 0.5).withBundleIdentity("0".repeat(64));
    ProjectFile.write(project, new Project(older, backend.model().name()));
    studio.fx(
        () -> {
          studio.shell().open(project);
          return null;
        });
    studio.await("it is open", () -> studio.documents().get().base().equals(older.base()));

    awaitNotice(Notice.Kind.INFO, "was made with another version of \u201cSynthetic faces\u201d");
    awaitNotice(
        Notice.Kind.INFO, "00000000 instead of " + backend.model().identity().substring(0, 8));
    assertThat(studio.fx(() -> studio.documents().dirtyProperty().get())).isFalse();
    assertThat(studio.historySize()).as("no step was made").isEqualTo(1);
    assertThat(studio.isShown("unsaved")).isFalse();
    studio.fx(
        () -> {
          studio.shell().open(project);
          return null;
        });
    assertThat(studio.answers().asked()).as("there is nothing to lose").isEmpty();
  }

  @Test
  void copiesThePictureOfTheFullGenerator() {
    int[] shown = studio.awaitFullPicture().image().toArray();
    press(KeyCode.C);
    awaitNotice(Notice.Kind.SUCCESS, "128 \u00d7 128 px");
    Image copied = studio.fx(() -> Clipboard.getSystemClipboard().getImage());
    int[] pixels = new int[128 * 128];
    copied
        .getPixelReader()
        .getPixels(0, 0, 128, 128, PixelFormat.getIntArgbInstance(), pixels, 0, 128);
    assertThat(pixels).isEqualTo(shown);
  }

  @Test
  void anExportedPictureOpensAgainAsTheProject() throws IOException {
    smile();
    PortraitDocument smiling = studio.fx(() -> studio.documents().get());
    studio.awaitFullPicture();
    Path file = folder.resolve("smile.png");
    studio.export(file);
    awaitNotice(Notice.Kind.SUCCESS, "smile.png");
    Path jpeg = folder.resolve("smile.jpg");
    studio.export(jpeg);
    awaitNotice(Notice.Kind.SUCCESS, "smile.jpg");
    studio.answers().answer(Questions.Answer.DISCARD);
    for (Path picture : List.of(file, jpeg)) {
      assertThat(Files.readString(picture, java.nio.charset.StandardCharsets.ISO_8859_1))
          .contains(
              "digitalsourcetype/trainedAlgorithmicMedia",
              "Edited with a generative model",
              "anycost:Bundle=\"" + smiling.bundleIdentity(),
              "anycost:Seed=\"7\"",
              "anycost:Recipe=\"synthetic: Smiling=0.5\"");
      robot.type(KeyCode.R);
      studio.await("another face", () -> !studio.documents().get().equals(smiling));
      if (picture.equals(file)) {
        studio.fx(
            () -> {
              studio.shell().open(picture);
              return null;
            });
      } else {
        studio.answers().choose(picture);
        press(KeyCode.O);
      }

      studio.await("it is open again", () -> studio.documents().get().equals(smiling));
      awaitNotice(Notice.Kind.SUCCESS, "Opened from a picture");
      assertThat(studio.fx(() -> studio.documents().fileProperty().get()))
          .as("saving must not replace the picture")
          .isEmpty();
    }
    Path plain = folder.resolve("plain.png");
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", plain.toFile());
    studio.answers().choose(plain);
    press(KeyCode.O);
    awaitNotice(Notice.Kind.FAILURE, "plain.png holds no project");
  }

  @Test
  void aPictureWithoutAProjectIsOpenedAsAPhotoAndTheFailureGoes() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    studio.answers().choose(broken);
    press(KeyCode.O);
    awaitNotice(Notice.Kind.FAILURE, "The photo was not opened");
    Path plain = folder.resolve("plain.png");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", plain.toFile());
    studio.answers().choose(plain);
    press(KeyCode.O);
    awaitNotice(Notice.Kind.FAILURE, "plain.png holds no project");

    Notice notice =
        studio.fx(
            () ->
                studio.get(Notices.class).shown().stream()
                    .filter(each -> each.text().startsWith("plain.png"))
                    .findFirst()
                    .orElseThrow());
    assertThat(notice.actions())
        .extracting(Notice.Action::label)
        .containsExactly("Open as a photo");
    robot.clickOn("Open as a photo");

    studio.await(
        "it is the photo of the document", () -> studio.documents().get().source().isPresent());
    assertThat(
            studio.fx(
                () ->
                    studio.get(Notices.class).shown().stream()
                        .filter(each -> each.kind() == Notice.Kind.FAILURE)
                        .toList()))
        .as("what failed before is no news any more, whatever it was")
        .isEmpty();
  }

  @Test
  void exportsAJpegAndCompletesTheEnding() throws IOException {
    studio.awaitFullPicture();
    robot.clickOn("#export");
    studio.export(folder.resolve("face.jpg"));
    awaitNotice(Notice.Kind.SUCCESS, "face.jpg");
    assertThat(ImageIO.read(folder.resolve("face.jpg").toFile()).getWidth()).isEqualTo(128);

    studio.export(folder.resolve("plain"));
    awaitNotice(Notice.Kind.SUCCESS, "plain.jpg");
    assertThat(ImageIO.read(folder.resolve("plain.jpg").toFile()).getWidth()).isEqualTo(128);
  }

  /** The platform's dialog asked about the name that was typed, and no such file is there. */
  @Test
  void asksBeforeAFileIsReplacedWhoseNameItCompleted() throws IOException {
    studio.awaitFullPicture();
    Path picture = Files.writeString(folder.resolve("foo.bmp.png"), "precious");
    Path project = Files.writeString(folder.resolve("other.anycost"), "precious");
    smile();

    studio.export(folder.resolve("foo.bmp"));
    studio.answers().choose(folder.resolve("other"));
    press(KeyCode.S);

    assertThat(studio.answers().asked()).containsExactly("foo.bmp.png", "other.anycost");
    assertThat(picture).hasContent("precious");
    assertThat(project).hasContent("precious");
    studio.answers().replace(true);
    press(KeyCode.S);
    studio.await("it is saved", () -> !studio.documents().dirtyProperty().get());
    assertThat(ProjectFile.read(project).document())
        .isEqualTo(studio.fx(() -> studio.documents().get()));
    // The platform has asked about a name that was typed whole.
    studio.export(picture);
    awaitNotice(Notice.Kind.SUCCESS, "foo.bmp.png");
    assertThat(studio.answers().asked()).hasSize(3);
  }

  @Test
  void tellsWhenAnExportFails() throws IOException {
    studio.awaitFullPicture();
    studio.export(folder.resolve("missing").resolve("face.png"));
    assertThat(studio.node("export-sheet-obstacle", Label.class).getText())
        .contains("folder is not there");
    assertThat(studio.node("export-sheet-write", Node.class).isDisabled()).isTrue();

    studio.export(Files.createDirectory(folder.resolve("taken.png")));
    awaitNotice(Notice.Kind.FAILURE, "not exported");
    studio.awaitShown("notice-failure");

    studio.export(folder.resolve("face.png"));
    awaitNotice(Notice.Kind.SUCCESS, "face.png");
    assertThat(studio.isShown("notice-failure")).as("it went well since").isFalse();
  }

  @Test
  void aRecentProjectThatIsGoneClosesTheMenuThatNamedIt() throws IOException {
    smile();
    Path file = folder.resolve("smile.anycost");
    studio.answers().choose(file);
    press(KeyCode.S);
    studio.await("it is saved", () -> !studio.documents().dirtyProperty().get());
    Files.delete(file);
    MenuButton menu = studio.node("menu", MenuButton.class);
    studio.fx(
        () -> {
          menu.show();
          menu.getItems().stream()
              .filter(item -> item instanceof Menu)
              .flatMap(item -> ((Menu) item).getItems().stream())
              .filter(item -> item.getText().equals("smile.anycost"))
              .findFirst()
              .orElseThrow()
              .fire();
          return null;
        });

    awaitNotice(Notice.Kind.FAILURE, "smile.anycost");
    assertThat(studio.fx(menu::isShowing)).isFalse();
  }

  @Test
  void savesAndOpensAProject() throws IOException {
    smile();
    robot.type(KeyCode.V);
    PortraitDocument saved = studio.fx(() -> studio.documents().get());
    studio.await(
        "there are small pictures", () -> studio.get(ThumbnailState.class).all().size() == 2);
    Path file = folder.resolve("smile.anycost");
    studio.answers().choose(folder.resolve("smile"));
    press(KeyCode.S);
    studio.await("it is saved", () -> !studio.documents().dirtyProperty().get());
    assertThat(ProjectFile.read(file).document()).isEqualTo(saved);
    assertThat(studio.node("portrait-name", Label.class).getText()).isEqualTo("smile");

    robot.type(KeyCode.R);
    studio.await("another face", () -> studio.documents().dirtyProperty().get());
    studio.answers().choose(file);
    studio.answers().answer(Questions.Answer.CANCEL);
    press(KeyCode.O);
    assertThat(studio.answers().asked()).containsExactly("smile");
    assertThat(studio.fx(() -> studio.documents().get())).isNotEqualTo(saved);

    studio.answers().answer(Questions.Answer.DISCARD);
    press(KeyCode.O);
    studio.await("it is open again", () -> studio.documents().get().equals(saved));
    assertThat(studio.historySize()).as("with its history").isEqualTo(2);
    assertThat(studio.historyLabel(1)).contains("Smiling");
    assertThat(studio.fx(() -> studio.documents().variantsProperty().get().all()))
        .as("with its variants")
        .extracting(NamedVariant::document)
        .containsExactly(saved);
    assertThat(ProjectFile.read(file).thumbnails()).as("and pictures").hasSize(2);
    assertThat(studio.fx(() -> studio.documents().dirtyProperty().get())).isFalse();
    assertThat(stored().recent())
        .containsExactly(
            new Preferences.RecentItem(Preferences.RecentItem.Kind.PROJECT, file.toString()));
    assertThat(studio.answers().asked()).hasSize(2);
  }

  @Test
  void tellsWhatIsWrongWithAProject() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.anycost"), "{");
    PortraitDocument before = studio.fx(() -> studio.documents().get());

    studio.fx(
        () -> {
          studio.shell().open(broken);
          return null;
        });

    awaitNotice(Notice.Kind.FAILURE, "broken.anycost");
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(before);
  }

  @Test
  void asksAboutUnsavedWorkOnlyForAFileThatCanBeOpened() throws IOException {
    Path kept = folder.resolve("kept.anycost");
    ProjectFile.write(kept, project());
    open(kept);
    studio.await("it is open", () -> studio.documents().fileProperty().get().isPresent());
    smile();
    studio.answers().answer(Questions.Answer.CANCEL);

    open(Files.writeString(folder.resolve("broken.anycost"), "{"));
    awaitNotice(Notice.Kind.FAILURE, "broken.anycost");
    open(Files.writeString(folder.resolve("broken.jpg"), "no photo"));
    awaitNotice(Notice.Kind.FAILURE, "broken.jpg");
    assertThat(studio.answers().asked()).isEmpty();

    open(kept);
    assertThat(studio.answers().asked()).hasSize(1);
    assertThat(studio.fx(() -> studio.documents().get().recipe().isEmpty())).isFalse();
  }

  /** Whoever says that changes are to be saved sees them again in the file that they went to. */
  @Test
  void openingTheFileThatIsOpenShowsWhatWasSavedOnTheWay() throws IOException {
    Path kept = folder.resolve("kept.anycost");
    ProjectFile.write(kept, project());
    open(kept);
    studio.await("it is open", () -> studio.documents().fileProperty().get().isPresent());
    smile();
    studio.answers().answer(Questions.Answer.SAVE);

    open(kept);

    studio.await("it is saved", () -> !studio.documents().dirtyProperty().get());
    assertThat(studio.fx(() -> studio.documents().get().recipe().isEmpty())).isFalse();
  }

  /** The same file by another path. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void openingALinkToTheFileThatIsOpenShowsWhatWasSavedOnTheWay() throws IOException {
    Path kept = folder.resolve("kept.anycost");
    ProjectFile.write(kept, project());
    Path link = Files.createSymbolicLink(folder.resolve("link.anycost"), kept);
    open(kept);
    studio.await("it is open", () -> studio.documents().fileProperty().get().isPresent());
    smile();
    studio.answers().answer(Questions.Answer.SAVE);

    open(link);

    studio.await(
        "the link is open",
        () -> studio.documents().fileProperty().get().equals(Optional.of(link)));
    assertThat(studio.fx(() -> studio.documents().get().recipe().isEmpty())).isFalse();
  }

  /** Pictures of newer studios, and damaged ones: they are pictures still. */
  @Test
  void tellsWhatIsWrongWithTheProjectInAPicture() throws IOException {
    String newer =
        ProjectFile.embedded(project()).replaceFirst("\"version\"\\s*:\\s*\\d+", "\"version\":99");
    Path fromNewer = picture("newer.png", newer);
    Path damaged = picture("damaged.jpg", newer.substring(0, newer.length() / 2));
    PortraitDocument before = studio.fx(() -> studio.documents().get());

    studio.answers().choose(fromNewer);
    press(KeyCode.O);
    awaitNotice(
        Notice.Kind.FAILURE,
        "The project in the picture cannot be opened: it was written by a newer studio");
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(before);

    open(damaged);
    awaitNotice(
        Notice.Kind.INFO,
        "damaged.jpg is opened as a photo The project in the picture cannot be opened: it is not"
            + " well-formed JSON.");
    studio.await(
        "it is a photo",
        () ->
            studio
                .documents()
                .get()
                .source()
                .filter(source -> source.file().name().equals("damaged.jpg"))
                .isPresent());
  }

  private Project project() {
    return new Project(backend.newPortrait(11, 0.5), backend.model().name());
  }

  private Path picture(String name, String project) throws IOException {
    Path file = folder.resolve(name);
    PictureNotes notes =
        new PictureNotes(
            new PictureNotes.Maker("Studio", "9", "Faces"),
            "A face",
            false,
            List.of(),
            Optional.of(project));
    PictureWriter.write(file, RgbImage.of(9, 9, new int[81]), 0.9, Optional.of(notes));
    return file;
  }

  private void open(Path file) {
    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
  }

  @Test
  void tellsWhyUnsavedWorkIsNotKept() throws IOException {
    Path recovery = folder.resolve("recovery");
    Files.deleteIfExists(recovery);
    Files.writeString(recovery, "no folder");

    smile();

    awaitNotice(
        Notice.Kind.FAILURE, " cannot be used (Not a directory). Save the project to be safe.");
  }

  /** A text of a whole book, which begins like a path. */
  @Test
  void aPastedPathThatLeadsNowhereIsToldInShort() {
    studio.fx(
        () -> {
          Clipboard.getSystemClipboard()
              .setContent(Map.of(DataFormat.PLAIN_TEXT, "/" + "a".repeat(2_000_000)));
          studio.get(PasteCommands.class).paste();
          return null;
        });

    awaitNotice(Notice.Kind.INFO, "There is no file /aaaa");
    assertThat(studio.fx(() -> studio.get(Notices.class).shown().get(0).text()))
        .hasSizeLessThan(250)
        .endsWith("a\u2026.");
  }

  @Test
  void asksBeforeClosingOnlyIfSomethingWouldBeLost() {
    studio.awaitFullPicture();
    smile();
    studio.answers().answer(Questions.Answer.CANCEL);
    press(KeyCode.Q);
    assertThat(studio.answers().asked()).hasSize(1);
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();

    press(KeyCode.Z);
    studio.await("nothing is unsaved", () -> !studio.documents().dirtyProperty().get());
    press(KeyCode.Q);

    studio.await("the window is closed", () -> !studio.stage().isShowing());
    assertThat(studio.answers().asked()).hasSize(1);
    assertThat(stored().window()).isPresent();
  }

  @Test
  void whatWasTriedAndUndoneIsNotLostUnasked() throws IOException {
    studio.awaitFullPicture();
    smile();
    Path file = folder.resolve("smile.anycost");
    studio.answers().choose(file);
    press(KeyCode.S);
    studio.await("it is saved", () -> !studio.isShown("unsaved"));
    robot.doubleClickOn("#edit-synthetic-Smiling-value").write("0.9\n");
    studio.await("it is edited", () -> studio.isShown("unsaved"));
    press(KeyCode.Z);
    studio.await("it is as saved", () -> !studio.documents().dirtyProperty().get());
    assertThat(studio.node("unsaved", Button.class).getText()).isEqualTo("Undone work");

    studio.answers().answer(Questions.Answer.CANCEL);
    press(KeyCode.Q);
    assertThat(studio.answers().asked()).containsExactly("undone smile");
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();
    robot.clickOn("#unsaved");
    studio.await("a click saved it", () -> !studio.isShown("unsaved"));
    assertThat(ProjectFile.read(file).history().orElseThrow().states()).hasSize(3);
    press(KeyCode.Q);
    studio.await("the window is closed", () -> !studio.stage().isShowing());
    assertThat(studio.answers().asked()).hasSize(1);
  }

  @Test
  void takesThePanelOfAFailingPluginAwayAndGoesOn() {
    smile();
    studio.awaitFullPicture();

    backend.failPlugin("synthetic", "The plugin 'synthetic' failed: it divided by zero.");

    awaitNotice(Notice.Kind.FAILURE, "it divided by zero");
    studio.awaitShown("notice-failure");
    studio.await("its panel is gone", () -> !studio.isShown("edit-synthetic"));
    studio.awaitShown("inspector-empty");
    int entries = studio.historySize();
    robot.clickOn("#new-face");
    studio.await("the studio goes on", () -> studio.historySize() == entries + 1);
    studio.awaitFullPicture();
  }

  @Test
  void switchesAPluginOffAndOn() {
    robot.clickOn("#plugins-toggle");
    studio.awaitShown("plugin-synthetic");
    assertThat(studio.node("plugin-synthetic-state", Label.class).getText()).startsWith("Running");

    robot.clickOn("#plugin-synthetic-switch");
    studio.await(
        "it is off",
        () -> studio.node("plugin-synthetic-state", Label.class).getText().equals("Off"));
    studio.await("its panel is gone", () -> !studio.isShown("edit-synthetic"));
    assertThat(studio.node("inspector-why", Label.class).getText())
        .startsWith("No edits: ")
        .endsWith(" is switched off.");
    robot.clickOn("#plugins-close");
    studio.await("the drawer is closed", () -> !studio.isShown("plugins"));
    studio.fire("inspector-plugins");
    studio.awaitShown("plugin-synthetic-switch");
    robot.clickOn("#plugin-synthetic-switch");

    studio.awaitShown("edit-synthetic");
    robot.clickOn("#plugins-close");
    studio.await("the drawer is closed", () -> !studio.isShown("plugins"));
  }

  @Test
  void aSwitchThatWasCancelledShowsTheTruthAgain() {
    robot.clickOn("#plugins-toggle");
    studio.awaitShown("plugin-synthetic");
    backend.holdPlugins(true);
    robot.clickOn("#plugin-synthetic-switch");
    studio.awaitShown("tasks-cancel");
    assertThat(studio.node("plugin-synthetic-switch", Node.class).isDisabled()).isTrue();

    robot.clickOn("#tasks-cancel");
    backend.holdPlugins(false);

    studio.await(
        "it can be used again",
        () -> !studio.stage().getScene().lookup("#plugin-synthetic-switch").isDisabled());
    studio.await("the task is gone", () -> !studio.isShown("tasks"));
  }

  @Test
  void tellsWhatIsWrongWithADroppedPlugin() throws IOException {
    Path jar = Files.writeString(folder.resolve("no.jar"), "no jar");

    studio.fx(
        () -> {
          studio.shell().open(jar);
          return null;
        });

    awaitNotice(Notice.Kind.FAILURE, "no.jar is no plugin");
  }

  @Test
  void keepsTheOpenModelWhenAnotherCannotBeOpened() throws IOException {
    studio.awaitFullPicture();
    Path bundle = Files.createDirectory(folder.resolve("bundle"));

    studio.fx(
        () -> {
          studio.shell().open(bundle);
          return null;
        });

    awaitNotice(Notice.Kind.FAILURE, "is no model bundle");
    assertThat(stored().bundle()).isEqualTo(Optional.empty());
    robot.type(KeyCode.R);
    studio.awaitFullPicture();
  }

  @Test
  void remembersPreferences() {
    robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
    studio.awaitShown("preferences");
    robot.clickOn("#preferences-theme-2");
    studio.type("#preferences-budget-value", "55\n");

    studio.await("the budget is stored", () -> stored().previewBudgetMs() == 55);
    assertThat(stored().theme()).isEqualTo(Preferences.Theme.DARK);
    assertThat(studio.fx(() -> studio.stage().getScene().getStylesheets()))
        .anyMatch(sheet -> sheet.endsWith("dark.css"));
    assertThat(studio.node("preview-hint", Label.class).getText()).contains("55 ms");
  }
}
