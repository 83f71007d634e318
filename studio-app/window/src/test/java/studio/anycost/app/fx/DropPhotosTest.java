package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.command.DropCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** Photos of every form and fault that are dropped on the window, with the plugins that ship. */
@ExtendWith(ApplicationExtension.class)
class DropPhotosTest {
  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;

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
    engine = factory.open(factory.openBundle(Optional.empty()));
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
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

  private void drop(String name, byte[] bytes) throws IOException {
    Path file = FacePhotos.write(folder, name, bytes);
    studio.fx(
        () -> {
          studio.get(DropCommands.class).drop(List.of(file));
          return null;
        });
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private void awaitNotice(String part) {
    studio.await(
        "a notice says '" + part + "'",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> (notice.title() + " " + notice.text()).contains(part)));
  }

  private void awaitRest() {
    studio.await(
        "nothing runs any more", () -> studio.get(BackgroundTasks.class).running().isEmpty());
  }

  private void awaitPortraitOf(String name) {
    studio.await(
        name + " is a portrait",
        () ->
            studio.documents().get().runs().stream()
                    .anyMatch(run -> run.toolId().startsWith("encoder"))
                && studio.documents().get().source().map(source -> source.file().name()).stream()
                    .anyMatch(name::equals));
    awaitRest();
  }

  /** Nothing of what was open is lost. */
  @Test
  void whatIsNoPhotoIsToldAndChangesNothing() throws IOException {
    drop("me.png", FacePhotos.png(FacePhotos.astronaut()));
    awaitPortraitOf("me.png");
    PortraitDocument before = document();
    int entries = studio.historySize();
    for (Map.Entry<String, FacePhotos.Fault> fault : FacePhotos.faults().entrySet()) {
      if (fault.getValue().sentence().contains("No face")) {
        continue; // these are photos: see below
      }
      studio.answers().answer(Questions.Answer.DISCARD);
      drop(fault.getKey(), fault.getValue().bytes());

      awaitNotice(fault.getValue().sentence());
      awaitRest();
      assertThat(document()).as(fault.getKey()).isEqualTo(before);
      assertThat(studio.historySize()).isEqualTo(entries);
    }
    assertThat(
            studio.fx(
                () ->
                    studio.get(Notices.class).shown().stream()
                        .filter(notice -> notice.kind() == Notice.Kind.FAILURE)
                        .map(Notice::title)
                        .distinct()
                        .toList()))
        .contains("The photo was not opened");
  }

  @Test
  void aPhotoWithoutAFaceIsOpenedAndTold() throws IOException {
    for (String name : List.of("nobody.png", "one.png")) {
      studio.answers().answer(Questions.Answer.DISCARD);
      drop(name, FacePhotos.faults().get(name).bytes());

      awaitNotice("No face");
      awaitPortraitOf(name);
      assertThat(document().source().orElseThrow().faces()).isEmpty();
    }
  }

  @Test
  void everyFormOfAPhotoBecomesThePortraitOfItsFace() throws IOException {
    for (Map.Entry<String, byte[]> form : FacePhotos.forms().entrySet()) {
      studio.answers().answer(Questions.Answer.DISCARD);
      drop(form.getKey(), form.getValue());

      awaitPortraitOf(form.getKey());
      PhotoSource source = document().source().orElseThrow();
      assertThat(source.faces()).as(form.getKey()).hasSize(1);
      assertThat(source.alignment().centreX()).as(form.getKey()).isBetween(221.0, 229.0);
      assertThat(source.alignment().centreY()).as(form.getKey()).isBetween(103.0, 111.0);
    }
    assertThat(studio.fx(() -> studio.get(Notices.class).shown()))
        .noneMatch(notice -> notice.kind() == Notice.Kind.FAILURE);
  }

  @Test
  void ofManyFacesAndAtTheBorderTheLargestIsTaken() throws IOException {
    drop("five.png", FacePhotos.png(FacePhotos.five()));
    awaitPortraitOf("five.png");
    assertThat(document().source().orElseThrow().faces()).hasSize(5);

    studio.answers().answer(Questions.Answer.DISCARD);
    drop("border.png", FacePhotos.png(FacePhotos.atTheBorder()));
    awaitPortraitOf("border.png");
    assertThat(document().source().orElseThrow().faces()).hasSize(1);

    studio.answers().answer(Questions.Answer.DISCARD);
    drop("upside.png", FacePhotos.png(FacePhotos.turned(2)));
    awaitPortraitOf("upside.png");
    assertThat(document().source().orElseThrow().alignment().axisX()).isNegative();
  }

  /** It would keep the window waiting for ever. */
  @Test
  void aLinkToNothingIsTold() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("gone.jpg"), Path.of("nothing"));
    studio.fx(
        () -> {
          studio.get(DropCommands.class).drop(List.of(link));
          return null;
        });
    awaitNotice("is a link to a file that is not there");
  }
}
