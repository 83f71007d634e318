package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.movie.DecodedMp4;
import studio.anycost.app.movie.Pictures;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** Films end to end, of the bundle that comes along. */
class AnimateCommandTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder.resolve("home"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private String done(Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  private RgbImage picture(String name) throws IOException {
    return Pictures.of(ImageIO.read(file(name).toFile()));
  }

  private static GeneratorDescription model() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      return bundle.description();
    }
  }

  @Test
  void aVideoBeginsAndEndsWithTheFacesThatWereNamed() throws IOException {
    String said =
        done(
            "animate",
            "--from",
            7,
            "--to",
            12,
            "--frames",
            9,
            "--fps",
            24,
            "--resolution",
            256,
            "-o",
            file("film.mp4"));
    assertThat(said).contains("9 frames of 256 px").contains("frames/s");
    done("sample", "--seed", 7, "--resolution", 256, "-o", file("first.png"));
    done("sample", "--seed", 12, "--resolution", 256, "-o", file("last.png"));

    DecodedMp4 film = DecodedMp4.of(file("film.mp4"));
    assertThat(film.frames()).hasSize(9);
    assertThat(film.totalFrames()).isEqualTo(9);
    assertThat(film.seconds()).isCloseTo(9 / 24.0, within(1e-3));
    RgbImage first = film.frames().get(0);
    RgbImage last = film.frames().get(8);
    assertThat(first.width()).isEqualTo(256);
    assertThat(first.height()).isEqualTo(256);
    assertThat(Pictures.psnr(first, picture("first.png"))).isGreaterThan(38);
    assertThat(Pictures.psnr(last, picture("last.png"))).isGreaterThan(38);
    assertThat(Pictures.psnr(first, last)).isLessThan(25);
    // From face to face without a jump: each is between its neighbours.
    for (int i = 1; i < 9; i++) {
      assertThat(Pictures.psnr(film.frames().get(i - 1), film.frames().get(i)))
          .isGreaterThan(Pictures.psnr(first, last));
    }
  }

  @Test
  void anEditMovesThroughTheValuesBetween() throws IOException {
    done(
        "animate",
        "--from",
        7,
        "--set",
        "Smiling=-1..1",
        "--frames",
        3,
        "--resolution",
        64,
        "-o",
        file("s-%d.png"));
    for (int frame = 1; frame <= 3; frame++) {
      done(
          "edit",
          "--seed",
          7,
          "--set",
          "Smiling=" + (frame - 2),
          "--resolution",
          64,
          "-o",
          file("edit.png"));
      assertThat(Pictures.psnr(picture("s-" + frame + ".png"), picture("edit.png")))
          .isGreaterThan(55);
    }
    assertThat(Pictures.psnr(picture("s-1.png"), picture("s-3.png"))).isLessThan(40);
  }

  @Test
  void truncationMovesAndTheRatioIsTheOneAskedFor() throws IOException {
    done(
        "animate",
        "--from",
        7,
        "--psi",
        "0..1",
        "--frames",
        5,
        "--ratio",
        0.5,
        "--resolution",
        64,
        "-o",
        file("p-%02d.png"));
    String[] truncations = {"0", "0.25", "0.5", "0.75", "1"};
    for (int frame = 1; frame <= 5; frame++) {
      done(
          "sample",
          "--seed",
          7,
          "--psi",
          truncations[frame - 1],
          "--ratio",
          0.5,
          "--resolution",
          64,
          "-o",
          file("sample.png"));
      assertThat(Pictures.psnr(picture("p-0" + frame + ".png"), picture("sample.png")))
          .isGreaterThan(55);
    }
  }

  @Test
  void aLoopThroughZVisitsEveryFaceAndDoesNotRepeatTheFirst() throws IOException {
    done(
        "animate",
        "--from",
        1,
        "--to",
        2,
        "--to",
        3,
        "--loop",
        "--through",
        "z",
        "--frames",
        6,
        "--resolution",
        32,
        "-o",
        file("z.png-sequence"));
    for (int face = 1; face <= 3; face++) {
      done("sample", "--seed", face, "--resolution", 32, "-o", file("sample.png"));
      String frame = "z.png-sequence/frame-000" + (2 * face - 1) + ".png";
      assertThat(Pictures.psnr(picture(frame), picture("sample.png"))).isGreaterThan(55);
    }
    try (Stream<Path> frames = Files.list(file("z.png-sequence"))) {
      assertThat(frames).hasSize(6);
    }
  }

  @Test
  void stylesAndProjectsAreFacesToo() throws IOException {
    GeneratorDescription model = model();
    Npy.write(
        file("mean.npy"),
        new NpyArray(new int[] {1, model.styleDimension()}, model.meanStyleArray()));
    PortraitDocument smiling =
        new PortraitDocument(
            model.identity(),
            new BaseStyle.Seed(5, 0.5),
            Noise.NONE,
            new Recipe(List.of(EditStep.written("boundary-editing", Map.of("Smiling", "1")))));
    ProjectFile.write(file("smile.anycost"), new Project(smiling, model.name()));
    done(
        "animate",
        "--from",
        file("smile.anycost"),
        "--to",
        file("mean.npy"),
        "--frames",
        2,
        "--resolution",
        64,
        "-o",
        file("a-%d.png"));
    done("edit", "--recipe", file("smile.anycost"), "--resolution", 64, "-o", file("smile.png"));
    done(
        "sample",
        "--style",
        file("mean.npy"),
        "--noise",
        "none",
        "--resolution",
        64,
        "-o",
        file("mean.png"));
    assertThat(Pictures.psnr(picture("a-1.png"), picture("smile.png"))).isGreaterThan(55);
    assertThat(Pictures.psnr(picture("a-2.png"), picture("mean.png"))).isGreaterThan(55);
  }

  @Test
  void withoutANumberThereAreSixtyFramesFromFaceToFace() throws IOException {
    done(
        "animate",
        "--from",
        1,
        "--to",
        2,
        "--ratio",
        0.25,
        "--resolution",
        16,
        "--ease",
        "smooth",
        "-o",
        file("film.gif"));
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file("film.gif").toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(60);
    } finally {
      reader.dispose();
    }
  }

  @Test
  void aSequenceIsReplacedOnlyByForce() {
    Object[] film = {
      "animate", "--from", 1, "--to", 2, "--frames", 2, "--resolution", 16, "-o", file("a-%d.png")
    };
    done(film);
    Cli.Result again = cli.run(film);
    assertThat(again.exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
    assertThat(again.err()).contains("a-1.png is there already").contains("--force");
    Object[] forced = Arrays.copyOf(film, film.length + 1);
    forced[film.length] = "--force";
    done(forced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--from 1                                 | Nothing moves: name a second face with --to",
        "--from 1 --set Smiling=1                 | Nothing moves",
        "--from 1 --set Smiling                   | --set takes NAME=A..B or NAME=VALUE",
        "--from 1 --set Smiling=a..b              | takes a number, or a range such as -1..1",
        "--from 1 --set Smiling=-1..9             | Smiling takes a number from -2",
        "--from 1 --set Smilng=-1..1              | did you mean Smiling",
        "--from 1 --psi 0..3                      | between -2 and 2",
        "--from 1 --psi x                         | --psi takes a number, or a range such as 0..1",
        "--from 1 --to nowhere.npy                | There is no file nowhere.npy.",
        "--from 1 --to nowhere.anycost            | nowhere.anycost",
        "--from 99999999999999999999 --to 1       | 99999999999999999999",
        "--from 1 --to 2 --seeds-of python        | studio or numpy",
        "--from -1 --to 2 --seeds-of numpy        | NumPy's seeds",
        "--from 1 --to 2 --frames 1               | 2 to 20000 frames, not 1",
        "--from 1 --to 2 --fps 0                  | 1 to 60 frames per second, not 0",
        "--from 1 --to 2 --resolution 8           | an even number",
        "--from 1 --to 2 --through q              | --through takes w or z, not 'q'.",
        "--to 2                                   | --from",
      })
  void wrongInputIsOneSentence(String arguments, String sentence) {
    Object[] all =
        Stream.concat(
                Stream.of("animate"),
                Stream.concat(
                    Arrays.stream(arguments.strip().split(" +")),
                    Stream.of("-o", file("film.mp4").toString())))
            .toArray();
    Cli.Result result = cli.run(all);
    assertThat(result.err()).contains(sentence).hasLineCount(1).doesNotContain("Exception");
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
    assertThat(file("film.mp4")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"film.avi", "film", "film.png", "no/film.mp4", "no/f-%d.png", "no/f.png-sequence"})
  void whatCannotBeWrittenIsSaidBeforeAnyWork(String name) {
    Cli.Result result = cli.run("animate", "--from", 1, "--to", 2, "--frames", 2, "-o", file(name));
    assertThat(result.err()).hasLineCount(1).endsWith(".\n");
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
    assertThat(file(name)).doesNotExist();
  }

  @Test
  void throughZNeedsDrawnFaces() throws IOException {
    GeneratorDescription model = model();
    Npy.write(
        file("mean.npy"),
        new NpyArray(new int[] {1, model.styleDimension()}, model.meanStyleArray()));
    Cli.Result result =
        cli.run(
            "animate",
            "--from",
            1,
            "--to",
            file("mean.npy"),
            "--through",
            "z",
            "-o",
            file("film.mp4"));
    assertThat(result.err()).contains("mean.npy").contains("go through w");
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
  }

  /** The films play as before: the decoders see nothing of what their files say besides. */
  @ParameterizedTest
  @ValueSource(strings = {"film.mp4", "film.gif", "film-%d.png"})
  void filmsSayThatAModelMadeThem(String name) throws IOException {
    done(
        "animate",
        "--from",
        7,
        "--to",
        12,
        "--frames",
        3,
        "--fps",
        10,
        "--resolution",
        64,
        "-o",
        file(name));
    String text = Files.readString(file(name.replace("%d", "1")), StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains("digitalsourcetype/trainedAlgorithmicMedia")
        .contains("A film made with a generative model")
        .contains("anycost:Bundle=\"" + model().identity());
    if (name.endsWith(".mp4")) {
      assertThat(DecodedMp4.of(file(name)).frames()).hasSize(3);
    } else if (name.endsWith(".gif")) {
      try (ImageInputStream in = ImageIO.createImageInputStream(file(name).toFile())) {
        ImageReader reader = ImageIO.getImageReaders(in).next();
        reader.setInput(in);
        assertThat(reader.getNumImages(true)).isEqualTo(3);
        assertThat(reader.read(2).getWidth()).isEqualTo(64);
      }
    }
  }
}
