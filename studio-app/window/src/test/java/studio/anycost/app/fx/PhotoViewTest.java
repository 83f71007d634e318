package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.command.DragCommands;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** The edited face in its photo, on the real window with a stranger's blender. */
@ExtendWith(ApplicationExtension.class)
class PhotoViewTest {
  private static final int RED = 0xffff0000;

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
            Optional.empty());
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
  }

  @BeforeEach
  void openPhoto() throws IOException {
    studio.awaitPanels();
    assertThat(studio.isShown("photo-show")).isFalse(); // a face that was drawn has no photo
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 300 * 200; i++) {
      image.setRGB(i % 300, i / 300, i * 7919 & 0x7f7f7f);
    }
    Path file = folder.resolve("me.png");
    ImageIO.write(image, "png", file.toFile());
    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
    studio.await(
        "the photo became a portrait",
        () ->
            studio.documents().get().base() instanceof BaseStyle.Given
                && studio.get(BackgroundTasks.class).running().isEmpty());
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  private void toggle(String id) {
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#" + id)).fire();
          return null;
        });
  }

  private void awaitPhoto() {
    PhotoState photos = studio.get(PhotoState.class);
    studio.await(
        "the photo is in the middle",
        () -> photos.viewProperty().get().isPresent() && !photos.runningProperty().get());
  }

  private int colour(String layer, int x, int y) {
    return studio.fx(
        () ->
            ((ImageView) studio.stage().getScene().lookup("#" + layer))
                .getImage()
                .getPixelReader()
                .getArgb(x, y));
  }

  @Test
  void theOriginNamesThePhotoAndWhatMadeThePortrait() {
    assertThat(studio.fx(() -> studio.node("face-source", Label.class).getText()))
        .startsWith("From me.png: ");
  }

  @Test
  void thePhotoTakesThePlaceOfThePortraitAndBack() {
    studio.awaitShown("photo-show");
    toggle("photo-show");
    awaitPhoto();

    PortraitPane pane = studio.node("portrait", PortraitPane.class);
    assertThat(studio.fx(() -> pane.viewportProperty().get().across())).isEqualTo(300);
    assertThat(studio.fx(() -> pane.viewportProperty().get().down())).isEqualTo(200);
    assertThat(colour("portrait-after", 150, 100)).isEqualTo(RED);
    assertThat(colour("portrait-before", 150, 100)).isNotEqualTo(RED);
    assertThat(colour("portrait-after", 3, 3)).isEqualTo(colour("portrait-before", 3, 3));
    studio.fx(
        () -> {
          studio.get(ViewState.class).modeProperty().set(ViewState.Mode.SPLIT);
          return null;
        });
    assertThat(studio.fx(() -> pane.splitProperty().get())).isTrue();

    toggle("photo-show");

    studio.await(
        "the portrait is back",
        () ->
            pane.viewportProperty().get().across() == engine.description().channels().resolution());
  }

  /** The portrait beside itself shows nothing, as long as it has no edits. */
  @Test
  void aClickThatWasMeantForWhatWasThereBeforeDoesNothingToThePhoto() {
    Region card = studio.node("blend-card", Region.class);
    studio.await("it is ready", () -> !card.isMouseTransparent());

    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    studio.await("it is gone with the photo", () -> !card.isVisible());
    assertThat(
            studio.fx(
                () -> {
                  studio.documents().redo();
                  return card.isVisible() && card.isMouseTransparent();
                }))
        .isTrue();
    studio.await("a moment later it takes clicks", () -> !card.isMouseTransparent());
  }

  @Test
  void beforeAndAfterAreOfThePhoto() {
    studio.awaitShown("blend-card");
    ViewState views = studio.get(ViewState.class);
    assertThat(views.photoProperty().get()).isFalse();

    toggle("blend-split");
    awaitPhoto();

    assertThat(views.photoProperty().get()).isTrue();
    assertThat(views.modeProperty().get()).isEqualTo(ViewState.Mode.SPLIT);
    assertThat(colour("portrait-after", 150, 100)).isEqualTo(RED);
    assertThat(colour("portrait-before", 150, 100)).isNotEqualTo(RED);
    ToggleButton split = studio.node("blend-split", ToggleButton.class);
    assertThat(split.isSelected()).isTrue();

    toggle("photo-show"); // the portrait with its own two sides
    assertThat(split.isSelected()).isFalse();
    toggle("blend-split");
    toggle("blend-split");
    assertThat(views.modeProperty().get()).isEqualTo(ViewState.Mode.SINGLE);
    assertThat(views.photoProperty().get()).isTrue();
    assertThat(split.isSelected()).isFalse();
  }

  @Test
  void whatIsExportedIsWhatIsLookedAt() {
    Button export = studio.node("export", Button.class);
    double width = studio.fx(export::getWidth);
    assertThat(export.getText()).isEqualTo("Export");
    toggle("photo-show");
    awaitPhoto();
    assertThat(export.getText()).isEqualTo("Export photo");
    studio.fx(
        () -> {
          export.getScene().getRoot().layout();
          return null;
        });
    assertThat(studio.fx(export::getWidth)).isEqualTo(width);

    studio.fx(
        () -> {
          studio.get(ViewState.class).modeProperty().set(ViewState.Mode.COMPARISON);
          return null;
        });

    assertThat(export.getText()).isEqualTo("Export");
  }

  @Test
  void howItIsDoneBelongsToTheDocument() {
    studio.awaitShown("blend-card");
    studio.fire("blend-show");
    awaitPhoto();
    assertThat(studio.node("blend-note", Label.class).getText()).isEqualTo("One pixel is red.");
    int before = studio.historySize();

    studio.fx(
        () -> {
          TextField field = (TextField) studio.stage().getScene().lookup("#blend-margin-value");
          field.setText("0.8");
          field.fireEvent(new javafx.event.ActionEvent());
          return null;
        });

    assertThat(studio.historySize()).isEqualTo(before + 1);
    assertThat(studio.fx(() -> studio.documents().get().runs()))
        .anySatisfy(
            run -> {
              assertThat(run.toolId()).isEqualTo(ThirdPartyPlugin.BLENDER);
              assertThat(run.values().texts()).containsEntry("margin", "0.8");
            });
    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    assertThat(studio.fx(() -> studio.get(PhotoState.class).values().number("margin")))
        .isEqualTo(0.5);
  }

  @Test
  void theWholePhotoIsExportedAndTheOriginalKept() throws IOException {
    studio.fire("blend-export");
    studio.awaitShown("export-sheet-write");
    studio.await(
        "the sheet shows it",
        () ->
            studio
                .node("export-sheet-facts", Label.class)
                .getText()
                .startsWith("300 \u00d7 200 px"));
    studio.export(folder.resolve("out")); // gets the ending of the photo
    studio.await("it was written", () -> Files.exists(folder.resolve("out.png")));
    BufferedImage written = ImageIO.read(folder.resolve("out.png").toFile());
    assertThat(written.getWidth()).isEqualTo(300);
    assertThat(written.getRGB(150, 100)).isEqualTo(RED);

    Path original = folder.resolve("me.png");
    byte[] bytes = Files.readAllBytes(original);
    studio.fire("blend-export");
    studio.export(original);
    awaitLabel("is the photo itself");
    assertThat(Files.readAllBytes(original)).isEqualTo(bytes);
  }

  @Test
  void theWholePhotoIsDraggedOutWhenItIsReady() throws IOException {
    toggle("photo-show");
    awaitPhoto();
    DragCommands drags = studio.get(DragCommands.class);
    assertThat(studio.fx(drags::portrait)).as("a drag cannot wait").isEmpty();
    awaitLabel("drag it again");
    studio.await("it is made", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    Path dragged = studio.fx(() -> drags.portrait().orElseThrow().file());

    assertThat(dragged.getFileName()).hasToString("me edited.png");
    studio.fire("blend-export");
    studio.awaitShown("export-sheet-write");
    studio.export(folder.resolve("out.png"));
    studio.await("it was written", () -> Files.exists(folder.resolve("out.png")));
    assertThat(dragged)
        .as("the file of an export")
        .hasSameBinaryContentAs(folder.resolve("out.png"));

    studio.fx(
        () -> {
          studio
              .documents()
              .change("Smile", each -> each.withStep(EditStep.written("x", Map.of("a", "1"))));
          return null;
        });
    awaitPhoto();
    assertThat(studio.fx(drags::portrait)).as("of another face").isEmpty();
  }

  @Test
  void aBatchWritesTheBytesThatTheWindowExports() throws IOException {
    studio.fx(
        () -> {
          studio
              .documents()
              .change("Smile", each -> each.withStep(EditStep.written("x", Map.of("a", "1"))));
          return null;
        });
    studio.fire("blend-export");
    studio.awaitShown("export-sheet-write");
    studio.export(folder.resolve("out.png"));
    studio.await("it was written", () -> Files.exists(folder.resolve("out.png")));
    assertThat(Files.readString(folder.resolve("out.png"), StandardCharsets.ISO_8859_1))
        .contains("digitalsourcetype/compositeWithTrainedAlgorithmicMedia")
        .doesNotContain("anycost-project");
    Path batch = Files.createDirectory(folder.resolve("batch"));

    BatchResult result =
        new EngineBackend(engine)
            .batch(
                studio.fx(() -> studio.documents().get()),
                BatchFaces.ofPhotos(List.of(folder.resolve("me.png"))),
                new BatchTarget(batch, Optional.empty(), 0.9, false, true),
                TaskContext.none());

    assertThat(result.failures()).isEmpty();
    assertThat(batch.resolve("me.png")).hasSameBinaryContentAs(folder.resolve("out.png"));
    BatchTarget over = new BatchTarget(folder, Optional.empty(), 0.9, true, true);
    assertThat(
            new EngineBackend(engine)
                .batch(
                    studio.fx(() -> studio.documents().get()),
                    BatchFaces.ofPhotos(List.of(folder.resolve("me.png"))),
                    over,
                    TaskContext.none())
                .failures()
                .get(0)
                .reason())
        .hasValueSatisfying(why -> assertThat(why).contains("is the photo itself"));
  }

  private PhotoSource source() {
    return studio.fx(() -> studio.documents().get().source().orElseThrow());
  }

  @Test
  void aFaceThatIsKeptStaysInThePhotoWhileAnotherIsEdited() throws IOException {
    studio.awaitShown("blend-card");
    PhotoFile opened = source().file();
    assertThat(studio.node("blend-keep", Button.class).isDisabled()).isTrue(); // nothing is edited
    studio.fx(
        () -> {
          studio
              .documents()
              .change("Smile", each -> each.withStep(EditStep.written("x", Map.of("a", "1"))));
          return null;
        });
    PortraitDocument edited = studio.fx(() -> studio.documents().get());
    int before = studio.historySize();

    studio.fire("blend-keep");
    studio.await("the photo is another", () -> !source().file().equals(opened));

    assertThat(studio.historySize()).isEqualTo(before + 1);
    assertThat(source().file().name()).isEqualTo("me.png");
    assertThat(source().alignment()).isEqualTo(edited.source().orElseThrow().alignment());
    BufferedImage kept = ImageIO.read(source().file().open());
    BufferedImage first = ImageIO.read(opened.open());
    assertThat(kept.getRGB(150, 100)).isEqualTo(RED);
    assertThat(kept.getRGB(20, 30)).isEqualTo(first.getRGB(20, 30));
    PortraitDocument now = studio.fx(() -> studio.documents().get());
    assertThat(now).isEqualTo(now.unedited());

    // The photo that was opened is still nobody's to overwrite.
    Path original = folder.resolve("me.png");
    byte[] bytes = Files.readAllBytes(original);
    studio.fire("blend-export");
    studio.export(original);
    awaitLabel("is the photo itself");
    assertThat(Files.readAllBytes(original)).isEqualTo(bytes);

    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(edited);
  }

  @Test
  void theEditsOfOneFaceDoNotGoOverToAnother() {
    studio.awaitShown("blend-card");
    Face other = new Face(new Alignment(60, 60, 40, 0), 0.9);
    List<Notice> told =
        studio.fx(
            () -> {
              studio
                  .documents()
                  .change(
                      "Smile",
                      each ->
                          each.withStep(EditStep.written("x", Map.of("a", "1")))
                              .withSource(each.source().orElseThrow().withFaces(List.of(other))));
              studio.get(PhotoCommands.class).chooseFace(other);
              return List.copyOf(studio.get(Notices.class).shown());
            });

    PortraitDocument now = studio.fx(() -> studio.documents().get());
    assertThat(now).isEqualTo(now.unedited());
    assertThat(now.source().orElseThrow().alignment()).isEqualTo(other.alignment());
    assertThat(told)
        .extracting(Notice::title)
        .contains("The edits of the other face are not in the photo");
  }

  private void awaitLabel(String text) {
    studio.await(
        text,
        () ->
            studio.stage().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(
                    node ->
                        node instanceof Label label
                            && label.getText() != null
                            && label.getText().contains(text)));
  }

  @Test
  void withoutThePhotoThePortraitIsShown() {
    toggle("photo-show");
    awaitPhoto();
    studio.fx(
        () -> {
          studio.documents().change("Remove", document -> document.withoutSource());
          return null;
        });

    PortraitPane pane = studio.node("portrait", PortraitPane.class);
    studio.await(
        "the portrait is there",
        () ->
            pane.viewportProperty().get().across() == engine.description().channels().resolution());
    assertThat(studio.isShown("photo-show")).isFalse();
    assertThat(studio.isShown("blend-card")).isFalse();
  }
}
