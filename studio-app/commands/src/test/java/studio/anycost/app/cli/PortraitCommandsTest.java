package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** The commands end to end on the bundle that comes along. */
class PortraitCommandsTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder.resolve("home"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void done(Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  /** Of a style that no face has. */
  private void doneWithDoubt(Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("give it with --z");
    assertThat(result.exitCode()).isZero();
  }

  private static GeneratorDescription model() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      return bundle.description();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "npy"})
  void theSameSeedGivesTheSameBytesTwice(String ending) throws IOException {
    done("sample", "--seed", 7, "-o", file("a." + ending));
    done("sample", "--seed", 7, "-o", file("b." + ending));
    done("sample", "--seed", 8, "-o", file("c." + ending));
    assertThat(file("a." + ending)).hasSameBinaryContentAs(file("b." + ending));
    assertThat(Files.mismatch(file("a." + ending), file("c." + ending))).isNotNegative();
  }

  @Test
  void samplesAPortraitAtTheFullResolution() throws IOException {
    done("sample", "--seed", 7, "-o", file("a.png"));
    BufferedImage image = ImageIO.read(file("a.png").toFile());
    int side = model().channels().resolution();
    assertThat(image.getWidth()).isEqualTo(side);
    assertThat(image.getHeight()).isEqualTo(side);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void picturesSayThatAModelMadeThemAndOfWhat(String ending) throws IOException {
    Path picture = file("a." + ending);
    done("edit", "--seed", 7, "--psi", 0.5, "--set", "Smiling=1", "-o", picture);
    assertThat(Files.readString(picture, StandardCharsets.ISO_8859_1))
        .contains("digitalsourcetype/trainedAlgorithmicMedia")
        .contains("Edited with a generative model");
    Project held =
        ProjectFile.readEmbedded(
            PictureNotes.readProject(picture, ProjectFile.LIMIT).orElseThrow());
    assertThat(held.document().base()).isEqualTo(new BaseStyle.Seed(7, 0.5));
    assertThat(held.document().recipe().step("boundary-editing").orElseThrow().values().texts())
        .containsEntry("Smiling", "1.0");

    done("sample", "--seed", 9, "-o", picture);
    held =
        ProjectFile.readEmbedded(
            PictureNotes.readProject(picture, ProjectFile.LIMIT).orElseThrow());
    assertThat(held.document().base()).isEqualTo(new BaseStyle.Seed(9, 0.8));
    assertThat(held.document().recipe().isEmpty()).isTrue();
  }

  /** Sheets and pictures of projects that were replayed hold the one face that they show, too. */
  @Test
  void whateverShowsOneFaceHoldsItsProject() throws IOException {
    ProjectFile.write(
        file("p.anycost"),
        new Project(
            new PortraitDocument(
                model().identity(), new BaseStyle.Seed(7, 0.5), Noise.FIXED, Recipe.EMPTY),
            model().name()));
    done("replay", file("p.anycost"), "-o", file("replayed.png"));
    done("grid", "--recipe", file("p.anycost"), "-o", file("grid.jpg"));
    done("compare", "--recipe", file("p.anycost"), "--sub", "0.5@64", "-o", file("compared.png"));
    for (String name : List.of("replayed.png", "grid.jpg", "compared.png")) {
      assertThat(Files.readString(file(name), StandardCharsets.ISO_8859_1))
          .as(name)
          .contains("digitalsourcetype/trainedAlgorithmicMedia")
          .contains("anycost:Seed=\"7\"");
      Project held =
          ProjectFile.readEmbedded(
              PictureNotes.readProject(file(name), ProjectFile.LIMIT).orElseThrow());
      assertThat(held.document().base()).as(name).isEqualTo(new BaseStyle.Seed(7, 0.5));
    }
  }

  @Test
  void anNpyIsNchwAtTheResolutionAskedFor() throws IOException {
    done("sample", "--seed", 7, "--resolution", 32, "-o", file("a.npy"));
    NpyArray array = Npy.read(file("a.npy"));
    assertThat(array.shape()).containsExactly(1, 3, 32, 32);
  }

  @Test
  void editingMovesThePictureInProportionAndOnlyWithAValue() throws IOException {
    done("sample", "--seed", 7, "-o", file("plain.npy"));
    done("edit", "--seed", 7, "-o", file("unedited.npy"));
    done("edit", "--seed", 7, "--set", "Smiling=0", "-o", file("zero.npy"));
    done("edit", "--seed", 7, "--set", "Smiling=0.3", "-o", file("little.npy"));
    done("edit", "--seed", 7, "--set", "smiling=1", "-o", file("much.npy"));

    assertThat(file("unedited.npy")).hasSameBinaryContentAs(file("plain.npy"));
    assertThat(file("zero.npy")).hasSameBinaryContentAs(file("plain.npy"));
    double little = distance("plain.npy", "little.npy");
    double much = distance("plain.npy", "much.npy");
    assertThat(little).isGreaterThan(0.005);
    assertThat(much).isGreaterThan(2 * little);
  }

  @Test
  void aSmileChangesTheMouthMoreThanTheBackground() throws IOException {
    done("edit", "--seed", 7, "--set", "Smiling=-1", "-o", file("a.npy"));
    done("edit", "--seed", 7, "--set", "Smiling=1", "-o", file("b.npy"));
    NpyArray a = Npy.read(file("a.npy"));
    NpyArray b = Npy.read(file("b.npy"));
    int side = a.shape()[2];
    double mouth = difference(a, b, side * 5 / 8, side * 7 / 8, side * 3 / 8, side * 5 / 8);
    double corner = difference(a, b, 0, side / 8, 0, side / 8);
    assertThat(mouth).isGreaterThan(2 * corner);
  }

  private static double difference(
      NpyArray a, NpyArray b, int top, int bottom, int left, int right) {
    int side = a.shape()[2];
    double sum = 0;
    for (int plane = 0; plane < 3; plane++) {
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          int i = (plane * side + y) * side + x;
          sum += Math.abs(a.data()[i] - b.data()[i]);
        }
      }
    }
    return sum / (3.0 * (bottom - top) * (right - left));
  }

  private double distance(String first, String second) throws IOException {
    float[] a = Npy.read(file(first)).data();
    float[] b = Npy.read(file(second)).data();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  @Test
  void theGridIsOnePictureWithSixteenAndTheSameTwice() throws IOException {
    done("grid", "--seed", 7, "--set", "Smiling=1", "-o", file("g.png"));
    done("grid", "--seed", 7, "--set", "Smiling=1", "-o", file("h.png"));
    assertThat(file("g.png")).hasSameBinaryContentAs(file("h.png"));
    BufferedImage sheet = ImageIO.read(file("g.png").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(4 * 200);
    assertThat(sheet.getHeight()).isGreaterThan(4 * 200);
  }

  @Test
  void aStyleFileOfEachShapeMeansWhatItSays() throws IOException {
    GeneratorDescription model = model();
    int styles = model.styleCount();
    int dimension = model.styleDimension();
    float[] mean = model.meanStyleArray();
    float[] all = new float[styles * dimension];
    for (int i = 0; i < all.length; i++) {
      all[i] = mean[i % dimension];
    }
    Npy.write(file("one.npy"), new NpyArray(new int[] {1, dimension}, mean));
    Npy.write(file("two.npy"), new NpyArray(new int[] {styles, dimension}, all));
    Npy.write(file("three.npy"), new NpyArray(new int[] {1, styles, dimension}, all));
    for (String name : List.of("one", "two", "three")) {
      done("sample", "--style", file(name + ".npy"), "-o", file(name + "-face.npy"));
    }
    // The mean face is what every seed comes to without any spread.
    done("sample", "--seed", 7, "--psi", 0, "-o", file("mean.npy"));
    for (String name : List.of("one", "two", "three")) {
      assertThat(file(name + "-face.npy")).hasSameBinaryContentAs(file("mean.npy"));
    }
  }

  @Test
  void truncationAppliesToStylesAlike() throws IOException {
    GeneratorDescription model = model();
    float[] far = model.meanStyleArray();
    for (int i = 0; i < far.length; i++) {
      far[i] += i % 3 - 1;
    }
    Npy.write(file("far.npy"), new NpyArray(new int[] {1, far.length}, far));
    doneWithDoubt("sample", "--style", file("far.npy"), "--psi", 0, "-o", file("a.npy"));
    done("sample", "--seed", 1, "--psi", 0, "-o", file("b.npy"));
    assertThat(file("a.npy")).hasSameBinaryContentAs(file("b.npy"));
  }

  @Test
  void aDrawnFaceIsTruncatedUnlessAskedOtherwiseAndAGivenStyleIsNot() throws IOException {
    done("sample", "--seed", 7, "-o", file("drawn.npy"));
    done("sample", "--seed", 7, "--psi", 0.8, "-o", file("calm.npy"));
    done("sample", "--seed", 7, "--psi", 1, "-o", file("bold.npy"));
    assertThat(file("drawn.npy")).hasSameBinaryContentAs(file("calm.npy"));
    assertThat(Files.mismatch(file("drawn.npy"), file("bold.npy"))).isNotNegative();

    float[] far = model().meanStyleArray();
    far[0] += 20;
    Npy.write(file("far-style.npy"), new NpyArray(new int[] {1, far.length}, far));
    doneWithDoubt("sample", "--style", file("far-style.npy"), "-o", file("given.npy"));
    doneWithDoubt("sample", "--style", file("far-style.npy"), "--psi", 1, "-o", file("whole.npy"));
    doneWithDoubt("sample", "--style", file("far-style.npy"), "--psi", 0.8, "-o", file("less.npy"));
    assertThat(file("given.npy")).hasSameBinaryContentAs(file("whole.npy"));
    assertThat(Files.mismatch(file("given.npy"), file("less.npy"))).isNotNegative();
  }

  @Test
  void channelsOfTheFullLengthOrOfTheResolutionMeanTheSame() throws IOException {
    String full = model().channels().uniform(0.5, model().channels().resolution()).toString();
    String prefix = model().channels().uniform(0.5, 32).toString();
    done("sample", "--seed", 7, "--ratio", .5, "--resolution", 32, "-o", file("a.png"));
    done("sample", "--seed", 7, "--channels", full, "--resolution", 32, "-o", file("b.png"));
    done("sample", "--seed", 7, "--channels", prefix, "--resolution", 32, "-o", file("c.png"));
    assertThat(file("b.png")).hasSameBinaryContentAs(file("a.png"));
    assertThat(file("c.png")).hasSameBinaryContentAs(file("a.png"));
    assertThat(cli.run("sample", "--seed", 7, "--channels", prefix, "-o", file("d.png")).exitCode())
        .isEqualTo(2);
  }

  @Test
  void aRecipeBringsItsEditsAndItsFace() throws IOException {
    PortraitDocument document =
        new PortraitDocument(
            model().identity(),
            new BaseStyle.Seed(11, 0.6),
            Noise.FIXED,
            new Recipe(List.of(EditStep.written("boundary-editing", Map.of("Smiling", "0.5")))));
    ProjectFile.write(file("p.anycost"), new Project(document, model().name()));

    done("edit", "--recipe", file("p.anycost"), "-o", file("a.png"));
    done("edit", "--seed", 11, "--psi", 0.6, "--set", "Smiling=0.5", "-o", file("b.png"));
    assertThat(file("a.png")).hasSameBinaryContentAs(file("b.png"));

    done("edit", "--recipe", file("p.anycost"), "--set", "Smiling=1", "-o", file("c.png"));
    done("edit", "--seed", 11, "--psi", 0.6, "--set", "Smiling=1", "-o", file("d.png"));
    assertThat(file("c.png")).hasSameBinaryContentAs(file("d.png"));
  }

  @Test
  void aFaceOfAnEarlierVersionOfTheModelSaysSo() throws IOException {
    PortraitDocument document =
        new PortraitDocument("0".repeat(64), new BaseStyle.Seed(11), Noise.FIXED, Recipe.EMPTY);
    ProjectFile.write(file("p.anycost"), new Project(document, model().name()));
    Cli.Result same = cli.run("edit", file("p.anycost"), "-o", file("a.png"));
    assertThat(same.exitCode()).isEqualTo(2);
    assertThat(same.err())
        .contains(
            "another version of the model '" + model().name() + "', 00000000 instead of ",
            model().identity().substring(0, 8) + ": open that",
            "'studio replay'");
    ProjectFile.write(file("p.anycost"), new Project(document, "Faces"));
    assertThat(cli.run("edit", file("p.anycost"), "-o", file("a.png")).err())
        .contains("belongs to the model 'Faces': open that");
    // Which draws it with the version that is open.
    done("replay", file("p.anycost"), "-o", file("replayed.png"));
    done("sample", "--seed", 11, "-o", file("sampled.png"));
    PhotoReader pictures = new PhotoReader();
    assertThat(pictures.read(file("replayed.png")).pixels().toArray())
        .isEqualTo(pictures.read(file("sampled.png")).pixels().toArray());
  }

  @Test
  void mixesTwoFacesAsTheWindowDoes() throws IOException {
    done("sample", "--seed", 42, "-o", file("other.npy"));
    done("edit", "--seed", 7, "--set", "style-mixing.seed=42", "-o", file("none.npy"));
    done("sample", "--seed", 7, "-o", file("one.npy"));
    assertThat(file("none.npy")).hasSameBinaryContentAs(file("one.npy"));
    done(
        "edit",
        "--seed",
        7,
        "--set",
        "style-mixing.seed=42",
        "--set",
        "coarse=1",
        "--set",
        "middle=1",
        "--set",
        "fine=1",
        "-o",
        file("all.npy"));
    assertThat(file("all.npy")).hasSameBinaryContentAs(file("other.npy"));

    // What the window keeps in its project is what the command line renders, and what it shows.
    PortraitDocument mixed =
        new PortraitDocument(
            model().identity(),
            new BaseStyle.Seed(7),
            Noise.FIXED,
            new Recipe(
                List.of(
                    EditStep.written(
                        "style-mixing", Map.of("seed", "42", "coarse", "0.35", "fine", "1")))));
    ProjectFile.write(file("mixed.anycost"), new Project(mixed, model().name()));
    done("edit", file("mixed.anycost"), "-o", file("a.npy"));
    done(
        "edit",
        "--seed",
        7,
        "--set",
        "style-mixing.seed=42",
        "--set",
        "coarse=0.35",
        "--set",
        "fine=1",
        "-o",
        file("b.npy"));
    assertThat(file("b.npy")).hasSameBinaryContentAs(file("a.npy"));
    assertThat(Files.mismatch(file("a.npy"), file("other.npy"))).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample --seed 7 -o OUT.gif | must end in",
        "sample --seed 7 -o OUT/in/no/folder.png | does not exist",
        "sample -o OUT.png | --seed N, --style W.npy or --z",
        "sample --seed seven -o OUT.png | not a seed",
        "sample --seed 7 --style w.npy -o OUT.png | not by --seed and --style",
        "sample --style no-such.npy -o OUT.png | There is no file",
        "sample --seed 7 --ratio 0 -o OUT.png | ratio",
        "sample --seed 7 --ratio 1.01 -o OUT.png | ratio",
        "sample --seed 7 --ratio NaN -o OUT.png | ratio",
        "sample --seed 7 --channels 1,2 -o OUT.png | takes ENTRIES",
        "sample --seed 7 --channels TOO_WIDE -o OUT.png | asks for WIDEST",
        "sample --seed 7 --channels 64,x -o OUT.png | whole numbers",
        "sample --seed 7 --resolution 100 -o OUT.png | power of two",
        "sample --seed 7 --resolution 4096 -o OUT.png | 8 to SIDE",
        "sample --seed 7 --psi 3 -o OUT.png | between -2 and 2",
        "sample --seed 7 --psi NaN -o OUT.png | between -2 and 2",
        "sample --seed 7 --noise loud -o OUT.png | fixed, none or a number",
        "sample --seed 7 --bundle no-such-bundle -o OUT.png | no-such-bundle",
        "sample --seed 7 | --output",
        "sample --seed 7 --smile -o OUT.png | --smile",
        "edit --seed 7 --set Smilin=1 -o OUT.png | did you mean Smiling",
        "edit --seed 7 --set Smiling -o OUT.png | NAME=VALUE",
        "edit --seed 7 --set Smiling=4 -o OUT.png | from -2.0 to 2.0",
        "edit --seed 7 --set Smiling=much -o OUT.png | 'much'",
        "edit --recipe no-such.anycost -o OUT.png | There is no file",
        "grid --seed 7 -o OUT.npy | must end in",
        "export --ratio 2 -o OUT.onnx | ratio",
        "export -o OUT.png | .onnx",
        "import --generator no-such.pt -o OUT | There is no file",
        "import -o OUT | --generator",
        "bench --runs 0 | --runs",
        "bench --threads 0 | --threads",
        "bench --threads 257 | --threads",
        "smaple | no command 'smaple'; did you mean sample",
        "edti --seed 7 | There is no command 'edti'; did you mean edit",
        "xyzzyx --seed 7 | There is no command 'xyzzyx' (see studio --help)",
        "no-such.anycost | There is no file"
      })
  void wrongInputEndsWithTwoAndOneSentence(String line, String expected) throws IOException {
    Object[] arguments =
        ofTheModel(line).replace("OUT", folder.resolve("out").toString()).strip().split(" ");
    Cli.Result result = cli.run(arguments);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err().strip()).contains(ofTheModel(expected)).matches(".*[.?]");
    assertThat(cli.windows()).isEmpty();
    assertThat(folder.resolve("out.png")).doesNotExist();
  }

  /** Fills in what only the model that comes along knows. */
  private static String ofTheModel(String text) throws IOException {
    ChannelTable channels = model().channels();
    List<Integer> full = channels.full().channels().widths();
    int widest = Collections.max(full);
    return text.replace("ENTRIES", Integer.toString(full.size()))
        .replace("TOO_WIDE", String.join(",", Collections.nCopies(full.size(), widest + "")))
        .replace("WIDEST", Integer.toString(widest))
        .replace("SIDE", Integer.toString(channels.resolution()));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsAFailure() throws IOException {
    Path inTheWay = Files.createDirectories(file("taken.png"));
    Cli.Result result = cli.run("grid", "--seed", 7, "-o", inTheWay);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is a folder");
  }

  @Test
  void infoAndPluginsTellWhatOtherProgramsRelyOn() throws IOException {
    JsonNode info = new ObjectMapper().readTree(cli.run("info", "--json").out());
    assertThat(info.path("resolution").asInt()).isEqualTo(model().channels().resolution());
    assertThat(info.path("styleCount").asInt()).isEqualTo(model().styleCount());
    assertThat(info.path("styleDimension").asInt()).isEqualTo(model().styleDimension());
    assertThat(info.path("identity").asText()).isEqualTo(model().identity());
    assertThat(info.path("boundaries")).hasSameSizeAs(model().boundaries());
    assertThat(info.path("subGenerators")).hasSize(16);

    JsonNode plugins = new ObjectMapper().readTree(cli.run("plugins", "--json").out());
    assertThat(plugins.path("plugins").findValuesAsText("state")).containsOnly("started");
    JsonNode boundaries = null;
    for (JsonNode plugin : plugins.path("plugins")) {
      boundaries = plugin.path("id").asText().equals("boundary-editing") ? plugin : boundaries;
    }
    assertThat(boundaries).isNotNull();
    assertThat(boundaries.at("/contributions/0/parameters").findValuesAsText("key"))
        .contains("Smiling");

    assertThat(cli.run("info").out()).contains(model().name()).contains("GMACs");
    assertThat(cli.run("plugins").out())
        .contains(
            "Smiling, Young, ",
            "each a number from -2.0 to 2.0, usually -1.0 to 1.0; --json tells");
  }

  @Test
  void aBrokenPluginIsReportedAndTheOthersWork() throws IOException {
    Files.createDirectories(cli.userPlugins());
    Files.writeString(cli.userPlugins().resolve("broken.jar"), "this is no jar");
    Cli.Result listed = cli.run("plugins");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out()).contains("failed").contains("boundary-editing");
    done("edit", "--seed", 7, "--set", "Smiling=1", "-o", file("a.png"));
  }

  @Test
  void aPictureWithoutAnEditThatWasAskedForIsAFailure() throws IOException {
    Files.createDirectories(cli.userPlugins());
    PluginJarBuilder.plugin("crashing")
        .edit(
            "Crashing",
            "crashing.edit",
            """
            public ParameterSchema parameters(GeneratorDescription generator) {
              return new ParameterSchema(List.of(
                  NumberParameter.of(ParameterInfo.of("amount", "Amount", ""), -1, 1, 0)));
            }

            public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
              throw new StackOverflowError("too deep");
            }
            """)
        .writeTo(cli.userPlugins().resolve("crashing.jar"));

    Cli.Result result = cli.run("edit", "--seed", 7, "--set", "amount=1", "-o", file("a.png"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("crashing");
    assertThat(file("a.png")).doesNotExist();
    done("edit", "--seed", 7, "--set", "Smiling=1", "-o", file("b.png"));
  }

  @Test
  void helpAndVersionNeedNothing() {
    for (String command :
        List.of("sample", "edit", "grid", "import", "export", "info", "plugins", "bench")) {
      Cli.Result help = cli.run(command, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: studio " + command).contains("Examples:");
    }
    assertThat(cli.run("--help").out()).contains("Commands:");
    assertThat(cli.run("--version").out()).matches("Anycost Studio \\d+\\.\\d+.*\\R");
  }

  @Test
  void withoutASubcommandTheWindowOpens() throws IOException {
    done();
    Path project = Files.writeString(file("p.anycost"), "{}");
    done("--bundle", "faces.zip", project);
    assertThat(cli.windows())
        .containsExactly(
            "Optional.empty Optional.empty", "Optional[faces.zip] Optional[" + project + "]");
  }

  @Test
  void benchMeasuresEveryUniformSubGenerator() throws IOException {
    Cli.Result result = cli.run("bench", "--runs", 1, "--json");
    assertThat(result.err()).isEmpty();
    JsonNode report = new ObjectMapper().readTree(result.out());
    assertThat(report.path("subGenerators")).hasSize(16);
    assertThat(report.path("subGenerators"))
        .allSatisfy(entry -> assertThat(entry.path("medianMs").asDouble()).isPositive());
    assertThat(report.path("threads").asInt()).isPositive();
    assertThat(report.at("/versions/onnxRuntime").asText()).isNotBlank();
    assertThat(report.at("/machine/cores").asInt()).isPositive();
  }
}
