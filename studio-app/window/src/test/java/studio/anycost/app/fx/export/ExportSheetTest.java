package studio.anycost.app.fx.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Variants;
import studio.anycost.app.fx.command.DragCommands;
import studio.anycost.app.fx.command.DropCommands;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.support.SettledLayout;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.settings.Preferences;

/** What leaves the window and comes into it, but for projects: files, the clipboard, drags. */
@ExtendWith(ApplicationExtension.class)
class ExportSheetTest {
  private static final int SIDE = 128;

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
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

  private void press(KeyCode key) {
    studio.robot().press(KeyCode.SHORTCUT).type(key).release(KeyCode.SHORTCUT);
  }

  private void smile() {
    studio.robot().doubleClickOn("#edit-synthetic-Smiling-value").write("0.5\n");
    studio.await("there is an edit", () -> studio.documents().dirtyProperty().get());
  }

  private ExportState state() {
    return studio.get(ExportState.class);
  }

  /** Waits for the file as it would be written now. */
  private ExportState.Made awaitMade() {
    studio.await(
        "the file is ready",
        () ->
            state()
                .madeProperty()
                .get()
                .flatMap(ExportState.Made::order)
                .equals(Optional.of(state().order())));
    return studio.fx(() -> state().madeProperty().get().orElseThrow());
  }

  private void choose(String button) {
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#export-sheet-" + button)).fire();
          return null;
        });
  }

  private String facts() {
    return studio.fx(() -> studio.node("export-sheet-facts", Label.class).getText());
  }

  private static double luminance(Color colour) {
    double[] parts = {colour.getRed(), colour.getGreen(), colour.getBlue()};
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i] <= 0.04045 ? parts[i] / 12.92 : Math.pow((parts[i] + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  /** Of the ring of a kind against what it stands on. */
  private double contrastOfRing(int kind) {
    return studio.fx(
        () -> {
          RadioButton button = studio.node("export-sheet-kind-" + kind, RadioButton.class);
          button.applyCss();
          Region ring = (Region) button.lookup(".radio");
          Color inner = (Color) ring.getBackground().getFills().get(1).getFill();
          Color outer =
              inner.interpolate(
                  (Color) ring.getBackground().getFills().get(0).getFill(),
                  button.getOpacity() * ring.getOpacity());
          double one = luminance(outer) + 0.05;
          double other = luminance(inner) + 0.05;
          return Math.max(one, other) / Math.min(one, other);
        });
  }

  @Test
  void theRingsOfChoicesCanBeSeenInEitherTheme() {
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    for (Preferences.Theme theme : List.of(Preferences.Theme.LIGHT, Preferences.Theme.DARK)) {
      studio.fx(
          () -> {
            studio.get(PreferenceState.class).update(now -> now.withTheme(theme));
            return null;
          });
      assertThat(contrastOfRing(1)).as("disabled, " + theme).isGreaterThan(3);
      assertThat(contrastOfRing(2)).as("not chosen, " + theme).isGreaterThan(3);
    }
  }

  private Bounds inScene(String id) {
    Node node = studio.node(id, Node.class);
    return studio.laidOut(() -> node.localToScene(node.getLayoutBounds()));
  }

  @Test
  void aSmallWindowShowsAllChoicesAndTheBarOfThePortrait() {
    studio.fx(
        () -> {
          studio.stage().setWidth(900);
          studio.stage().setHeight(600);
          return null;
        });
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    awaitMade();

    Bounds format = inScene("export-sheet-format-0");
    assertThat(format.getMaxY()).isLessThan(inScene("export-sheet-name").getMinY());
    Bounds bar = inScene("zoom-bar");
    assertThat(bar.getMaxX()).isLessThanOrEqualTo(inScene("export-sheet").getMinX());
    assertThat(bar.getMinX()).isGreaterThanOrEqualTo(inScene("portrait").getMinX());
    assertThat(inScene("hold-before").getMaxX()).isLessThanOrEqualTo(bar.getMaxX());
  }

  @Test
  void oneButtonLeadsOnAndSizesAreOfWhatIsExported() {
    Button top = studio.node("export", Button.class);
    assertThat(studio.fx(() -> List.copyOf(top.getStyleClass()))).contains("accent");
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    assertThat(studio.fx(() -> List.copyOf(top.getStyleClass()))).doesNotContain("accent");
    assertThat(sizeName()).isEqualTo("Size, px");
    studio.fx(
        () -> {
          studio
              .documents()
              .change(
                  "Smile",
                  each -> each.withStep(EditStep.written("synthetic", Map.of("Smiling", "0.5"))));
          return null;
        });
    choose("kind-1");
    assertThat(sizeName()).isEqualTo("Size of each face, px");
    studio.robot().type(KeyCode.ESCAPE);
    assertThat(studio.fx(() -> List.copyOf(top.getStyleClass()))).contains("accent");
  }

  private String sizeName() {
    return studio.fx(() -> studio.node("export-sheet-size-name", Label.class).getText());
  }

  @Test
  void showsTheVeryFileThatIsWrittenAndWritesItAtOnceWhenAskedAgain() throws IOException {
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    assertThat(awaitMade().width()).isEqualTo(SIDE);
    assertThat(studio.fx(() -> studio.node("export-sheet-kind-1", RadioButton.class).isDisabled()))
        .as("nothing is edited that could be compared")
        .isTrue();
    studio.fx(
        () -> {
          studio
              .documents()
              .change(
                  "Smile",
                  each -> each.withStep(EditStep.written("synthetic", Map.of("Smiling", "0.5"))));
          return null;
        });
    choose("size-3");
    assertThat(awaitMade().width()).isEqualTo(2 * SIDE);
    int png = awaitMade().file().orElseThrow().length;
    choose("format-1");
    int good = awaitMade().file().orElseThrow().length;
    studio.fx(
        () -> {
          studio.get(PreferenceState.class).update(now -> now.withJpegQuality(0.5));
          return null;
        });
    int small = awaitMade().file().orElseThrow().length;
    assertThat(small).isLessThan(good).isNotEqualTo(png);
    studio.await("it is told", () -> facts().startsWith("256 \u00d7 256 px, "));

    choose("kind-1");
    ExportState.Made strip = awaitMade();
    assertThat(strip.width()).isGreaterThan(4 * SIDE).isLessThan(5 * SIDE);
    TextField name = studio.node("export-sheet-name", TextField.class);
    String proposed = studio.fx(name::getText);
    assertThat(proposed).isEqualTo("Portrait 7 before and after");
    studio.answers().choose(folder.resolve("mine"));
    studio.fire("export-sheet-choose");
    String chosen = studio.fx(name::getText);
    assertThat(chosen).isEqualTo("mine");
    studio.fx(
        () -> {
          studio.node("export-sheet-write", Button.class).requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.ENTER);
    Path file = folder.resolve("mine.jpg");
    studio.await("Enter wrote it", () -> Files.exists(file));
    byte[] shown = awaitBytes(file, strip);

    // The sheet remembers name, kind, size and format; what is there is asked about.
    Files.writeString(file, "precious");
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    press(KeyCode.E);
    assertThat(studio.answers().asked()).containsExactly("mine.jpg");
    assertThat(file).hasContent("precious");
    studio.answers().replace(true);
    press(KeyCode.E);
    studio.await("it is replaced", () -> Files.size(file) == shown.length);
    assertThat(file).hasBinaryContent(shown);
    studio.await("the sheet is closed", () -> !studio.isShown("export-sheet"));

    // Another face has another name, and goes where pictures went, not where a photo was opened.
    Path elsewhere = Files.createDirectory(folder.resolve("photos"));
    BaseStyle face = studio.fx(() -> studio.documents().get().base());
    studio.fx(
        () -> {
          studio.get(Folders.class).remember(elsewhere.resolve("me.jpg"));
          return null;
        });
    studio.robot().type(KeyCode.R);
    studio.await("another face", () -> !studio.documents().get().base().equals(face));
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    String other = studio.fx(name::getText);
    assertThat(other).startsWith("Portrait ");
    Path goesTo = studio.fx(() -> studio.get(ExportCommands.class).folderProperty().get());
    assertThat(goesTo).isEqualTo(folder);
  }

  private byte[] awaitBytes(Path file, ExportState.Made made) throws IOException {
    byte[] shown = made.file().orElseThrow();
    assertThat(file).hasBinaryContent(shown);
    return shown;
  }

  private boolean isGrey() {
    return studio.fx(() -> studio.node("export-sheet-write", Button.class).isDisabled());
  }

  /** Beside the bar of a low window, while the picture is still made. */
  @Test
  void anEmptyPictureDoesNotPushTheSettingsOut() {
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    awaitMade();
    List<Double> beyond =
        studio.fx(
            () -> {
              Parent root = studio.stage().getScene().getRoot();
              root.resize(880, 520);
              studio.node("export-sheet-picture", ImageView.class).setImage(null);
              SettledLayout.now(root);
              Node last = root.lookup("#export-sheet-size-4");
              double right = last.localToScene(last.getLayoutBounds()).getMaxX();
              List<Double> rooms = new ArrayList<>();
              for (Node each = last; each != null; each = each.getParent()) {
                if (each.getStyleClass().contains("viewport")) {
                  rooms.add(right - each.localToScene(each.getLayoutBounds()).getMaxX());
                }
              }
              return rooms;
            });
    assertThat(beyond).hasSize(2).allMatch(pixels -> pixels <= 0);
  }

  private void name(String name) {
    studio.fx(
        () -> {
          studio.node("export-sheet-name", TextField.class).setText(name);
          return null;
        });
  }

  private void move(String label, String smiling) {
    studio.fx(
        () -> {
          studio
              .documents()
              .change(
                  label,
                  each -> each.withStep(EditStep.written("synthetic", Map.of("Smiling", smiling))));
          return null;
        });
  }

  private String shownName() {
    return studio.fx(
        () ->
            studio.node("export-sheet-name", TextField.class).getText()
                + studio.node("export-sheet-ending", Label.class).getText());
  }

  @Test
  void aTypedNameStaysWithThePortraitAndIsPartOfThoseOfItsSheets() {
    move("Edit", "0.5");
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    name("Mary.png");
    choose("format-1");
    assertThat(shownName()).as("the format takes the ending along").isEqualTo("Mary.jpg");
    choose("kind-1");
    assertThat(shownName()).isEqualTo("Mary before and after.jpg");
    name("Both of her.jpg");
    choose("kind-3");
    assertThat(shownName()).isEqualTo("Mary history.jpg");
    choose("format-0");
    choose("kind-1");
    assertThat(shownName()).isEqualTo("Both of her.png");
    choose("kind-0");
    assertThat(shownName()).isEqualTo("Mary.png");
    assertThat(
            studio.fx(
                () ->
                    studio
                        .node("export-sheet-kind-0", RadioButton.class)
                        .getBackground()
                        .getFills()
                        .get(0)
                        .getFill()))
        .as("nothing lies behind the words")
        .isEqualTo(Color.TRANSPARENT);

    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(12);
          return null;
        });
    studio.await("another face has a name of its own", () -> shownName().equals("Portrait 12.png"));
  }

  @Test
  void noKeyWritesWhatTheSheetCannotMake() {
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    awaitMade();
    backend.failRenders(Optional.of("The memory is full."));
    move("Smile", "0.5");
    studio.await("it is told", () -> facts().equals("The memory is full."));
    assertThat(isGrey()).isTrue();
    Path file = folder.resolve("Portrait 7.png");
    press(KeyCode.E);
    studio.fx(
        () -> {
          studio.node("export-sheet-name", TextField.class).requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.ENTER);
    assertThat(studio.isShown("export-sheet")).as("it stays open").isTrue();
    assertThat(studio.get(BackgroundTasks.class).running()).isEmpty();
    backend.failRenders(Optional.empty());
    move("Smile more", "0.75");
    awaitMade();
    press(KeyCode.E);
    studio.await("now it is written", () -> Files.exists(file));
  }

  @Test
  void namesThatNoFileCanHaveAreToldBefore() {
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    name("\u00e4".repeat(125));
    assertThat(isGrey()).as("254 bytes with the ending").isFalse();
    name("\u00e4".repeat(126));
    assertThat(isGrey()).isTrue();
    assertThat(obstacle()).isEqualTo("The name is too long: shorten it.");
    name("nul.jpg");
    assertThat(isGrey()).isTrue();
    assertThat(obstacle()).isEqualTo("Windows keeps this name for itself: take another.");
    name("null.jpg");
    assertThat(isGrey()).isFalse();
  }

  private String obstacle() {
    return studio.fx(() -> studio.node("export-sheet-obstacle", Label.class).getText());
  }

  @Test
  void aFileThatIsStillBeingWrittenIsAskedAboutToo() throws IOException {
    backend.holdFull(true);
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    press(KeyCode.E);
    studio.await("the sheet is closed", () -> !studio.isShown("export-sheet"));
    Path file = folder.resolve("Portrait 7.png");
    assertThat(file).doesNotExist();
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    press(KeyCode.E);
    assertThat(studio.answers().asked()).containsExactly("Portrait 7.png");
    assertThat(studio.get(BackgroundTasks.class).running()).hasSize(1);
    name("another");
    press(KeyCode.E);
    assertThat(studio.answers().asked()).as("the name is free").hasSize(1);
    backend.holdFull(false);
    studio.await(
        "both are there", () -> Files.exists(file) && Files.exists(folder.resolve("another.png")));

    studio.await("none runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    Files.delete(file);
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    name("Portrait 7");
    press(KeyCode.E);
    studio.await("it is free again", () -> Files.exists(file));
    assertThat(studio.answers().asked()).hasSize(1);
  }

  @Test
  void aSheetOfVariantsOpensAgainWithThem() throws IOException {
    smile();
    studio.robot().type(KeyCode.V);
    studio.robot().type(KeyCode.R);
    studio.await("another face", () -> studio.historySize() == 3);
    studio.robot().type(KeyCode.V);
    PortraitDocument saved = studio.fx(() -> studio.documents().get());
    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    choose("kind-3");
    ExportState.Made history = awaitMade();
    assertThat(history.height()).isGreaterThan(2 * SIDE);
    choose("kind-2");
    ExportState.Made sheet = awaitMade();
    assertThat(sheet.width()).isBetween(2 * SIDE, 4 * SIDE);
    studio.export(folder.resolve("sheet.png"));
    studio.await("it is there", () -> Files.exists(folder.resolve("sheet.png")));
    DropCommands drops = studio.get(DropCommands.class);
    assertThat(drops.wouldBe(folder.resolve("sheet.png")))
        .as("what is said while it is dragged over the window")
        .isEqualTo(DropCommands.Use.PROJECT);
    ImageIO.write(
        new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("plain.png").toFile());
    assertThat(drops.wouldBe(folder.resolve("plain.png"))).isEqualTo(DropCommands.Use.PHOTO);
    studio.answers().answer(Questions.Answer.DISCARD);
    studio.robot().type(KeyCode.R);
    studio.fx(
        () -> {
          studio.documents().keep(Variants.NONE);
          studio.shell().open(folder.resolve("sheet.png"));
          return null;
        });

    studio.await("it is open", () -> studio.documents().get().equals(saved));
    assertThat(studio.fx(() -> studio.documents().variantsProperty().get().all()))
        .extracting(variant -> variant.name())
        .containsExactly("A", "B");
  }

  @Test
  void isDraggedOutAsAFileThatGoesWithTheWindow() throws IOException {
    int[] shown = studio.awaitFullPicture().image().toArray();
    DragCommands drags = studio.get(DragCommands.class);
    Path portrait = studio.fx(() -> drags.portrait().orElseThrow().file());
    assertThat(portrait.getFileName()).hasToString("Portrait 7.png");
    BufferedImage picture = ImageIO.read(portrait.toFile());
    assertThat(picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE)).isEqualTo(shown);
    assertThat(studio.fx(drags::export)).as("no sheet is open").isEmpty();

    press(KeyCode.E);
    studio.awaitShown("export-sheet-write");
    choose("format-1");
    byte[] file = awaitMade().file().orElseThrow();
    studio.await("it is ready", () -> state().runningProperty().get().isEmpty());
    Path exported = studio.fx(() -> drags.export().orElseThrow().file());
    assertThat(exported).hasBinaryContent(file);
    assertThat(exported.getFileName()).hasToString("Portrait 7.jpg");

    studio.fx(
        () -> {
          studio.shell().close();
          return null;
        });
    assertThat(portrait.getParent().getParent()).doesNotExist();
  }

  private void copy(ClipboardContent content) {
    studio.fx(() -> Clipboard.getSystemClipboard().setContent(content));
  }

  private void paste(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    copy(content);
    press(KeyCode.V);
  }

  private BaseStyle face() {
    return studio.fx(() -> studio.documents().get().base());
  }

  @Test
  void takesSeedsFilesAndPicturesFromTheClipboard() throws IOException {
    paste(" 123456\n");
    studio.await(
        "it is that face", () -> face() instanceof BaseStyle.Seed seed && seed.seed() == 123456);
    paste("Seed: 77");
    studio.await("and that one", () -> face() instanceof BaseStyle.Seed seed && seed.seed() == 77);
    paste("hello there");
    studio.await(
        "it is told",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.text().contains("\u201chello there\u201d is no seed")));
    assertThat(studio.fx(() -> ((BaseStyle.Seed) studio.documents().get().base()).seed()))
        .isEqualTo(77);

    Path project = folder.resolve("mine.anycost");
    PortraitDocument mine = backend.newPortrait(11, 0.5);
    ProjectFile.write(project, new Project(mine, backend.model().name()));
    ClipboardContent files = new ClipboardContent();
    files.putFiles(List.of(project.toFile()));
    files.putString(project.toString());
    studio.answers().answer(Questions.Answer.DISCARD);
    copy(files);
    press(KeyCode.V);
    studio.await("the file is open", () -> studio.documents().get().equals(mine));

    ClipboardContent picture = new ClipboardContent();
    picture.putImage(studio.fx(ExportSheetTest::halfTransparent));
    copy(picture);
    press(KeyCode.V);
    DocumentState documents = studio.documents();
    studio.await("it is a photo", () -> documents.get().source().isPresent());
    assertThat(studio.fx(() -> documents.get().source().orElseThrow().file().name()))
        .isEqualTo("Pasted picture.png");
    RgbImage pixels =
        new PhotoReader()
            .decode(studio.fx(() -> documents.get().source().orElseThrow().file()))
            .pixels();
    assertThat(pixels.width()).isEqualTo(40);
    assertThat(pixels.argb(3, 3)).isEqualTo(0xff203040);
    assertThat(pixels.argb(3, 20)).as("on white").isEqualTo(0xffffffff);
  }

  @Test
  void opensFilesByTheirPathsAndAddressesAndFetchesNothing() throws IOException {
    Path project = Files.createDirectories(folder.resolve("a b")).resolve("mine.anycost");
    int seed = 10;
    studio.answers().answer(Questions.Answer.DISCARD);
    for (String text :
        List.of(
            project.toString(),
            "'" + project + "'",
            project.toUri().toString(),
            "file://localhost" + project.toUri().getRawPath(),
            "# copied\r\n" + project.toUri() + "\r\n")) {
      PortraitDocument mine = backend.newPortrait(++seed, 0.5);
      ProjectFile.write(project, new Project(mine, backend.model().name()));
      paste(text);
      studio.await(text + " is open", () -> studio.documents().get().equals(mine));
    }
    PortraitDocument open = studio.fx(() -> studio.documents().get());
    for (String text :
        List.of(
            "https://example.org/face.png",
            folder.resolve("missing.png").toString(),
            "file://server/share/face.png",
            "face.png")) {
      paste(text);
    }
    studio.await("an address is refused", () -> isTold("is an address on a network"));
    studio.await("what is not there is told", () -> isTold("There is no file "));
    studio.await("no path from the root is none", () -> isTold("face.png\u201d is no seed"));
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(open);
  }

  private boolean isTold(String words) {
    return studio.get(Notices.class).shown().stream()
        .anyMatch(notice -> notice.text().contains(words));
  }

  /** The upper half has a colour. */
  private static Image halfTransparent() {
    WritableImage image = new WritableImage(40, 30);
    int[] pixels = new int[40 * 30];
    Arrays.fill(pixels, 0, 40 * 15, 0xff203040);
    image.getPixelWriter().setPixels(0, 0, 40, 30, PixelFormat.getIntArgbInstance(), pixels, 0, 40);
    return image;
  }
}
