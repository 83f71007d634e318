package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.PresetFile;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** One recipe on many faces, on the bundle that comes along. */
class BatchCommandTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder.resolve("home"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** A project with an edit, and what the window exports of the same portrait. */
  private byte[] exported(Path recipe, long seed) throws IOException {
    Path home = folder.resolve("home");
    EngineFactory engines =
        new EngineFactory(
            new StudioFolders(
                home,
                home.resolve("plugins"),
                home.resolve("logs"),
                home.resolve("cache"),
                Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY)))),
            RuntimeOptions.defaults());
    try (StudioEngine engine = engines.open(engines.openBundle(Optional.empty()))) {
      PortraitDocument start = engine.newDocument(new BaseStyle.Seed(2, 0.5));
      PortraitDocument edited =
          start.withStep(EditStep.written("boundary-editing", Map.of("Smiling", "0.75")));
      ProjectFile.write(recipe, new Project(edited, engine.description().name()));
      PortraitDocument other = edited.withBase(new BaseStyle.Seed(seed, 0.5));
      RgbImage picture =
          engine
              .render(other, engine.description().channels().full(), CancellationToken.NONE)
              .toRgb();
      Path file = file("exported.png");
      PictureWriter.write(
          file,
          picture,
          PictureWriter.JPEG_QUALITY,
          Optional.of(new PortraitNotes(engine.description().name(), engine.edits()).of(other)));
      return Files.readAllBytes(file);
    }
  }

  @Test
  void picturesAreByteForByteWhatTheWindowExports() throws IOException {
    Path recipe = file("recipe.anycost");
    byte[] exported = exported(recipe, 5);

    Cli.Result result = cli.run("batch", recipe, "--seeds", "4-6", "-o", file("faces"));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(file("faces/seed0005.png")).hasBinaryContent(exported);
    assertThat(Files.readAllLines(file("faces/batch.csv")))
        .containsExactly(
            "face,file,result,reason",
            "\"seed 4\",\"seed0004.png\",made,\"\"",
            "\"seed 5\",\"seed0005.png\",made,\"\"",
            "\"seed 6\",\"seed0006.png\",made,\"\"");
  }

  /** Pictures of the faces as they are would look as if the preset had done nothing. */
  @Test
  void aPresetOfWhichNothingFitsIsRefused() throws IOException {
    Path preset = file("hats.anycostpreset");
    PresetFile.write(
        preset,
        new Preset(
            "Hats",
            Recipe.EMPTY
                .with(EditStep.written("boundary-editing", Map.of("Hat_1920", "1")))
                .with(EditStep.written("hats", Map.of("size", "2")))));
    for (Cli.Result refused :
        List.of(
            cli.run("batch", preset, "--seeds", "5", "-o", file("faces")),
            cli.run("edit", "--seed", 5, "--recipe", preset, "-o", file("a.png")),
            cli.run(
                "edit",
                "--seed",
                5,
                "--recipe",
                preset,
                "--set",
                "Smiling=1",
                "-o",
                file("a.png")))) {
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains("Hat_1920", "hats.size", "Hats", "open the model that it was kept with")
          .hasLineCount(1);
    }
    assertThat(file("faces")).doesNotExist();
    assertThat(file("a.png")).doesNotExist();
  }

  /** It puts a slider where every face has it: that is no other model's preset. */
  @Test
  void aPresetOfADefaultIsNotRefused() throws IOException {
    Path preset = file("calm.anycostpreset");
    Map<String, String> values = Map.of("Smiling", "0", "Hat_1920", "1");
    PresetFile.write(
        preset,
        new Preset("Calm", Recipe.EMPTY.with(EditStep.written("boundary-editing", values))));

    Cli.Result result = cli.run("edit", "--seed", 5, "--recipe", preset, "-o", file("a.png"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("Hat_1920").doesNotContain("Nothing is left");
    assertThat(file("a.png")).exists();
  }

  /** No other model takes a number of that size. */
  @Test
  void toANumberThatIsRefusedNoOtherModelIsProposed() throws IOException {
    Path preset = file("wide.anycostpreset");
    Map<String, String> values = Map.of("Smiling", "999");
    PresetFile.write(
        preset,
        new Preset("Wide", Recipe.EMPTY.with(EditStep.written("boundary-editing", values))));

    Cli.Result result = cli.run("edit", "--seed", 5, "--recipe", preset, "-o", file("a.png"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("Smiling takes a number from", "999", "Nothing is left of it.")
        .doesNotContain("model");
  }

  /** A preset is the recipe of a project without its face. */
  @Test
  void aPresetGivesTheSameBytesAndTellsWhatIsLeftOut() throws IOException {
    byte[] exported = exported(file("recipe.anycost"), 5);
    Path preset = file("smile.anycostpreset");
    PresetFile.write(
        preset,
        new Preset(
            "Smile",
            new Recipe(
                List.of(
                    EditStep.written("boundary-editing", Map.of("Smiling", "0.75", "Tail", "1")),
                    EditStep.written("org.example.mix", Map.of("amount", "1"))))));

    Cli.Result result =
        cli.run("batch", preset, "--seeds", "5", "--psi", "0.5", "-o", file("faces"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err().strip())
        .isEqualTo(
            "The open model and its plugins do not know Tail, org.example.mix.amount: left out of"
                + " the preset 'Smile'.");
    assertThat(file("faces/seed0005.png")).hasBinaryContent(exported);

    Cli.Result nobody = cli.run("edit", "--recipe", preset, "-o", file("a.png"));
    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.err()).contains("Name a face");
  }

  @Test
  void goesOnWhereItWasEnded() throws IOException {
    cli.run("batch", "--set", "Smiling=1", "--seeds", "0-2", "-o", file("faces"));
    Files.delete(file("faces/seed0001.png"));
    FileTime before = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file("faces/seed0000.png"), before);
    // A copy that was cut short counts for nothing.
    Files.write(file("faces/seed0002.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    Cli.Result again =
        cli.run("batch", "--set", "Smiling=1", "--seeds", "0-2", "-o", file("faces"));

    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("1 of 3 pictures were there already");
    assertThat(Files.getLastModifiedTime(file("faces/seed0000.png"))).isEqualTo(before);
    assertThat(file("faces/seed0001.png")).exists();
    assertThat(Files.size(file("faces/seed0002.png"))).isGreaterThan(1000);
    assertThat(Files.readString(file("faces/batch.csv"))).contains("there").contains("made");
  }

  @Test
  void aPhotoThatDoesNotWorkIsReportedAndKeepsNoneOfTheOthers() throws IOException {
    Path photos = Files.createDirectories(file("photos"));
    Files.write(photos.resolve("b.png"), FacePhotos.png(FacePhotos.astronaut()));
    Files.writeString(photos.resolve("a.jpg"), "no photo");

    Cli.Result result =
        cli.run(
            "batch",
            "--set",
            "Smiling=1",
            "--photos",
            photos,
            "-o",
            file("out"),
            "--format",
            "jpg");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("a.jpg").contains("1 of 2 faces did not work");
    assertThat(file("out/b.jpg")).isNotEmptyFile();
    assertThat(file("out/a.jpg")).doesNotExist();
    assertThat(Files.readAllLines(file("out/batch.csv")))
        .anyMatch(line -> line.startsWith("\"a.jpg\",\"a.jpg\",failed,\""))
        .contains("\"b.png\",\"b.jpg\",made,\"\"");
  }

  @Test
  void theEditedFaceGoesBackIntoItsPhoto() throws IOException {
    Path photos = Files.createDirectories(file("photos"));
    Files.write(photos.resolve("b.png"), FacePhotos.png(FacePhotos.astronaut()));
    RgbImage astronaut = new PhotoReader().read(photos.resolve("b.png")).pixels();
    Files.writeString(photos.resolve("a.jpg"), "no photo");
    Object[] command = {
      "batch", "--set", "Smiling=1", "--photos", photos, "--into-photo", "-o", file("out")
    };

    Cli.Result result = cli.run(command);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("a.jpg").contains("1 of 2 faces did not work");
    RgbImage whole = new PhotoReader().read(file("out/b.png")).pixels();
    assertThat(whole.width()).isEqualTo(astronaut.width());
    assertThat(whole.height()).isEqualTo(astronaut.height());
    assertThat(whole.argb(0, 0)).as("far from the face").isEqualTo(astronaut.argb(0, 0));
    assertThat(whole).as("the face is another").isNotEqualTo(astronaut);
    assertThat(Files.readString(file("out/b.png"), StandardCharsets.ISO_8859_1))
        .contains("digitalsourcetype/compositeWithTrainedAlgorithmicMedia");
    FileTime before = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file("out/b.png"), before);
    assertThat(cli.run(command).err()).contains("1 of 2 pictures were there already");
    assertThat(Files.getLastModifiedTime(file("out/b.png"))).isEqualTo(before);
  }

  @Test
  void refusesWhatMakesNoBatch() throws IOException {
    refused("either --seeds", "batch", "--set", "Smiling=1", "-o", file("x"));
    refused("Name what to do", "batch", "--seeds", "1", "-o", file("x"));
    refused(
        "png or jpg",
        "batch",
        "--set",
        "Smiling=1",
        "--seeds",
        "1",
        "--format",
        "gif",
        "-o",
        file("x"));
    refused(
        "between 0 and 1",
        "batch",
        "--set",
        "Smiling=1",
        "--seeds",
        "1",
        "--quality",
        "3",
        "-o",
        file("x"));
    refused(
        "--psi", "batch", "--set", "Smiling=1", "--photos", folder, "--psi", "1", "-o", file("x"));
    refused(
        "--into-photo is of faces in photos",
        "batch",
        "--set",
        "Smiling=1",
        "--seeds",
        "1",
        "--into-photo",
        "-o",
        file("x"));
    Files.createDirectory(file("empty"));
    refused("no photos", "batch", "--set", "Smiling=1", "--photos", file("empty"), "-o", file("x"));
    Path photos = Files.createDirectory(file("photos"));
    Files.write(photos.resolve("a.png"), FacePhotos.png(FacePhotos.astronaut()));
    refused(
        "another folder than the photos",
        "batch",
        "--set",
        "Smiling=1",
        "--photos",
        photos,
        "--format",
        "jpg",
        "-o",
        photos.resolve("..").resolve("photos"));
    assertThat(photos.toFile().list()).containsExactly("a.png");
    Files.writeString(file("taken"), "a file");
    refused("is a file", "batch", "--set", "Smiling=1", "--seeds", "1", "-o", file("taken"));
    refused("too long", "batch", "--set", "Smiling=1", "--seeds", "1", "-o", file("x".repeat(256)));
    assertThat(file("x")).doesNotExist();
  }

  private void refused(String part, Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(part).hasLineCount(1);
  }
}
