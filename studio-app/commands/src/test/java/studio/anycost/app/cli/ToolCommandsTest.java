package studio.anycost.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.plugin.ToolKind;

/** Tools of a stranger's plugin by their commands: options from parameters, files, replays. */
class ToolCommandsTest {
  @TempDir Path folder;
  private Cli cli;
  private Path photo;

  @BeforeEach
  void install() throws IOException {
    cli = new Cli(folder.resolve("home"));
    Files.createDirectories(cli.userPlugins());
    ThirdPartyPlugin.writeTo(cli.userPlugins().resolve("third.jar"));
    photo = photo("photo.png", 48, 40);
  }

  private Path photo(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x * 5 << 16 | y * 6 << 8 | name.length());
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static PortraitDocument document(Path project) throws IOException {
    return ProjectFile.read(project).document();
  }

  private static BaseStyle.Given given(Path project) throws IOException {
    return (BaseStyle.Given) document(project).base();
  }

  @Test
  void listsToolsAndMakesOptionsOfTheirParameters() {
    assertThat(cli.run("project").out()).contains(ThirdPartyPlugin.PROJECTOR + ": ");
    Cli.Result help = cli.run("project", ThirdPartyPlugin.PROJECTOR, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--steps=N", "--seed=N", "1 to 1000000", "Default: 3");
  }

  @Test
  void projectsAPhotoAndReplaysTheProject() throws IOException {
    Path project = folder.resolve("a.anycost");
    Cli.Result result =
        cli.run(
            "project", ThirdPartyPlugin.PROJECTOR, photo, "--steps", 2, "--seed", 5, "-o", project);
    assertThat(result.err()).doesNotContain("failed");
    assertThat(result.exitCode()).isZero();

    PortraitDocument document = document(project);
    assertThat(document.source().orElseThrow().file().name()).isEqualTo("photo.png");
    assertThat(document.runs())
        .extracting("toolId")
        .containsExactly(ThirdPartyPlugin.ALIGNER, ThirdPartyPlugin.PROJECTOR);

    // The same values, on another photo, from the file alone.
    Path again = folder.resolve("again.anycost");
    Path other = photo("other.png", 30, 30);
    assertThat(cli.run("replay", project, "--photo", other, "-o", again).exitCode()).isZero();
    assertThat(given(again).code()).isEqualTo(given(project).code());
    assertThat(document(again).source().orElseThrow().file().name()).isEqualTo("other.png");
    assertThat(document(again).runs()).isEqualTo(document.runs());

    // And as the start of another run of the same tool: its values hold where no other are given.
    Path seeded = folder.resolve("seeded.anycost");
    assertThat(
            cli.run("project", ThirdPartyPlugin.PROJECTOR, project, "--seed", 6, "-o", seeded)
                .exitCode())
        .isZero();
    assertThat(given(seeded).code()).isNotEqualTo(given(project).code());
    assertThat(document(seeded).runs()).hasSize(3);

    Path picture = folder.resolve("a.png");
    assertThat(cli.run("edit", "--recipe", project, "-o", picture).exitCode()).isZero();
    assertThat(ImageIO.read(picture.toFile())).isNotNull();
  }

  @Test
  void takesTheFaceThatIsAskedForOrThePhotoAsItIs() throws IOException {
    Path project = folder.resolve("a.anycost");
    Cli.Result none =
        cli.run("project", ThirdPartyPlugin.PROJECTOR, photo, "--face", 2, "-o", project);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("There is one face in").contains("--face takes 1 to 1, not 2");
    assertThat(project).doesNotExist();

    assertThat(
            cli.run("project", ThirdPartyPlugin.PROJECTOR, photo, "--as-is", "-o", project)
                .exitCode())
        .isZero();
    assertThat(document(project).runs())
        .extracting("toolId")
        .containsExactly(ThirdPartyPlugin.PROJECTOR);
    assertThat(document(project).source().orElseThrow().alignment())
        .isEqualTo(Alignment.centred(48, 40));
  }

  @Test
  void leavesThePhotoThatItReads() throws IOException {
    byte[] before = Files.readAllBytes(photo);
    Cli.Result result = cli.run("align", ThirdPartyPlugin.ALIGNER, photo, "-o", photo);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is the file that is read");
    assertThat(photo).hasBinaryContent(before);
  }

  @Test
  void optimizesFromAProject() throws IOException {
    Path start = folder.resolve("start.anycost");
    Path better = folder.resolve("better.anycost");
    cli.run("project", ThirdPartyPlugin.PROJECTOR, photo, "--seed", 1, "-o", start);
    Cli.Result result =
        cli.run("optimize", ThirdPartyPlugin.OPTIMIZER, start, "--seed", 2, "-o", better);
    assertThat(result.err()).doesNotContain("failed");
    assertThat(result.exitCode()).isZero();

    assertThat(given(better).code()).isNotEqualTo(given(start).code());
    assertThat(document(better).runs()).hasSize(3);
    Path again = folder.resolve("again.anycost");
    assertThat(cli.run("replay", better, "-o", again).exitCode()).isZero();
    assertThat(given(again).code()).isEqualTo(given(better).code());
  }

  @Test
  void searchesAndWritesWhatItFound() throws IOException {
    Path found = folder.resolve("found.json");
    Cli.Result result = cli.run("search", ThirdPartyPlugin.SEARCH, "--steps", 2, "-o", found);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.contains("GMACs"));

    JsonNode json = new ObjectMapper().readTree(found.toFile());
    assertThat(json.size()).isEqualTo(2);
    JsonNode first = json.properties().iterator().next().getValue();
    assertThat(first.path("channels").isArray()).isTrue();
    assertThat(first.path("dist").isNumber()).isTrue();
    assertThat(first.path("res").asInt()).isPositive();

    // Its values come back from a document, too.
    Path project = folder.resolve("search.anycost");
    cli.run("search", ThirdPartyPlugin.SEARCH, "--steps", 3, "-o", project);
    assertThat(cli.run("search", ThirdPartyPlugin.SEARCH, project).out().lines()).hasSize(3);
  }

  @Test
  void takesOptionsWithoutATool() {
    assertThat(cli.run("search", "--steps", 2).out().lines()).hasSize(2);
    assertThat(cli.run("search", "--steps=3").out().lines()).hasSize(3);
    Cli.Result wrong = cli.run("search", "--nonsense", 3);
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--nonsense");
    assertThat(cli.run("search", "--help").out()).contains("search import found.json");
  }

  @Test
  void keepsWhatAFileSaysWasFound() throws IOException {
    Path found = folder.resolve("found.json");
    cli.run("search", "--steps", 2, "-o", found);
    Cli.Result imported = cli.run("search", "import", found);
    assertThat(imported.err()).isEmpty();
    assertThat(imported.exitCode()).isZero();
    assertThat(cli.run("search", "import", "--help").out().replaceAll("\\s+", " "))
        .contains("in the place of those that were kept before");
    assertThat(imported.out().lines()).hasSize(2).allMatch(line -> line.contains("GMACs"));

    Files.writeString(found, "{\"15G\": {\"channels\": [1, 1], \"res\": 1024, \"dist\": 0}}");
    Cli.Result refused = cli.run("search", "import", found);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err()).contains("'15G' in").contains("1024 px");
  }

  @Test
  void keepsDirectionsForLaterCommands() {
    assertThat(cli.run("directions", ThirdPartyPlugin.DIRECTIONS, "--steps", 2).out())
        .containsSubsequence("Axis 1", "1.000", "Axis 2 (90 degrees)", "Axis 2", "Axis 1 (90")
        .contains("Kept as sliders of ", " on this computer; -o OUT writes a file instead.");
    Cli.Result edited =
        cli.run("edit", "--seed", 3, "--set", "Axis_2=1", "-o", folder.resolve("moved.png"));
    assertThat(edited.err()).isEmpty();
    assertThat(edited.exitCode()).isZero();
  }

  @Test
  void writesDirectionsAsPublishedBoundariesAndTellsWhatIsKnownOfThem() throws IOException {
    Path found = folder.resolve("found.pt");
    Path report = folder.resolve("report.json");
    Cli.Result result =
        cli.run(
            "directions",
            ThirdPartyPlugin.DIRECTIONS,
            "--steps",
            3,
            "-o",
            found,
            "--report",
            report);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).doesNotContain("Kept as");
    assertThat(result.exitCode()).isZero();

    JsonNode known = new ObjectMapper().readTree(report.toFile());
    assertThat(known.path("tool").asText()).isEqualTo(ThirdPartyPlugin.DIRECTIONS);
    assertThat(known.path("values").path("steps").asText()).isEqualTo("3");
    assertThat(known.path("directions")).hasSize(3);
    assertThat(known.path("directions").get(0).path("degreesTo").path("Axis 3").asDouble())
        .isEqualTo(90);
    // What was written to a file is no slider here.
    assertThat(cli.run("edit", "--set", "Axis_3=1", "-o", folder.resolve("a.png")).exitCode())
        .isEqualTo(2);
    Path bundle = folder.resolve("mine.zip");
    assertThat(cli.run("bundle", "add-boundaries", found, "-o", bundle).exitCode()).isZero();
    assertThat(cli.run("info", "--bundle", bundle).out()).contains("Axis 3");

    Path files = folder.resolve("npy");
    cli.run("directions", ThirdPartyPlugin.DIRECTIONS, "--steps", 2, "-o", files);
    assertThat(files.resolve("Axis_1.npy")).exists();
    assertThat(files.resolve("Axis_2.npy")).exists();
    Cli.Result again = cli.run("directions", ThirdPartyPlugin.DIRECTIONS, "-o", files);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("already");
    assertThat(cli.run("directions", ThirdPartyPlugin.DIRECTIONS, "-o", "a.xyz").exitCode())
        .isEqualTo(2);
  }

  /** Before the work begins, which may take hours: with so many steps it would not end here. */
  @ParameterizedTest
  @CsvSource({
    "search, third-search, found.json, -o",
    "directions, third-directions, found.npz, -o",
    "directions, third-directions, found.safetensors, -o",
    "directions, third-directions, report.json, --report",
  })
  void whatWasFoundIsNotReplacedUnasked(String command, String tool, String name, String option)
      throws IOException {
    Path there = Files.writeString(folder.resolve(name), "the work of a night");

    Cli.Result refused =
        cli.run(command, tool, "--steps", ThirdPartyPlugin.MANY_STEPS, option, there);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(there + " is there already: --force replaces it");
    assertThat(there).hasContent("the work of a night");
    Cli.Result forced = cli.run(command, tool, "--steps", 2, option, there, "--force");
    assertThat(forced.exitCode()).as(forced.err()).isZero();
    assertThat(Files.readAllBytes(there)).isNotEqualTo("the work of a night".getBytes(UTF_8));
    assertThat(cli.run(command, tool, "--help").out())
        .containsPattern("--force +Replace a file that is there");
  }

  @Test
  void theHelpOfAToolListsWhatItTakes() {
    String search = cli.run("search", ThirdPartyPlugin.SEARCH, "--help").out();
    assertThat(search)
        .contains("[FILE.anycost]", "--steps", ".json holds what was found")
        .doesNotContain("PHOTO", "--face", "--rotate", "--as-is", "--report", ".npz");
    // Where no tool is named, that of the kind shows them too.
    String kind = cli.run("search", "--help").out();
    assertThat(kind)
        .contains(
            "Options of " + ThirdPartyPlugin.SEARCH + ", which is meant where no TOOL is named:",
            "studio search sub-generator-search --help",
            "--steps",
            "search import found.json");
    assertThat(kind).containsOnlyOnce("--steps=N");
    String directions = cli.run("directions", ThirdPartyPlugin.DIRECTIONS, "--help").out();
    assertThat(directions)
        .contains("[FILE.anycost]", "--steps", "--report", ".npz")
        .doesNotContain("PHOTO", "--face", "--rotate", "--as-is", ".json holds");
    String optimizer = cli.run("optimize", ThirdPartyPlugin.OPTIMIZER, "--help").out();
    assertThat(optimizer)
        .contains("[PHOTO|FILE.anycost]", "--face", "--rotate", "--as-is", ".npy the style code")
        .containsPattern("--force +Replace a project that is there")
        .doesNotContain("--report", ".json", ".npz");

    Cli.Result photo = cli.run("search", ThirdPartyPlugin.SEARCH, this.photo);
    assertThat(photo.exitCode()).isEqualTo(2);
    assertThat(photo.err()).contains("photo.png is no project");
  }

  @Test
  void theHelpOfBoundariesListsTheirOptions() {
    Cli.Result help = cli.run("boundaries", "--help");
    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out())
        .contains("Usage: studio boundaries [", "--samples=N", "--report=R.json", "--bundle=B")
        .doesNotContain("studio directions", "ARGUMENTS", "--face");
    assertThat(cli.run("boundaries", "-h").out()).isEqualTo(help.out());
  }

  /** By the plugins that ship, in their own words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boundaries --predictor TEXT.onnx|needs the names of its attributes",
        "boundaries --names TEXT.txt|need a classifier",
        "boundaries --predictor nope.onnx --names TEXT.txt|There is no file",
        "boundaries --predictor TEXT.onnx --names TEXT.txt|The graph 'TEXT.onnx' cannot be used",
        "boundaries --predictor FOLDER.onnx --names TEXT.txt|FOLDER.onnx is a folder",
        "boundaries --predictor odd/text.png|takes a file ending in .onnx, not 'odd/text.png'",
        "boundaries --predictor FOLDER|FOLDER' is a folder",
        "search --notes PHOTO|photo.png does not hold the notes of a search",
        "search --notes TEXT.txt|does not hold the notes of a search",
        "search --notes FOLDER|is a folder: name a file for the notes",
        "search --budget-gmacs 0.0001 --distance mse|Nothing fits the budget",
        "directions principal-directions --first 9 --last 2|exchange them",
      })
  void whatAPluginCannotWorkWithIsWrongInput(String command, String sentence) throws IOException {
    Files.writeString(folder.resolve("TEXT.onnx"), "no network\n");
    Files.writeString(folder.resolve("TEXT.txt"), "One\nTwo\n");
    Files.createDirectory(folder.resolve("FOLDER.onnx"));
    Files.createDirectory(folder.resolve("FOLDER"));
    String[] words = command.replace("PHOTO", "photo.png").split(" ");
    for (int i = 1; i < words.length; i++) {
      if (Files.exists(folder.resolve(words[i]))) {
        words[i] = folder.resolve(words[i]).toString();
      }
    }
    Files.delete(cli.userPlugins().resolve("third.jar")); // or its search is meant

    Cli.Result result = cli.run((Object[]) words);

    assertThat(result.err()).contains(sentence).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void anEmptySelectionIsNotTakenForAll() {
    Cli.Result result = cli.run("boundaries", "--attributes", " , ", "-o", "a.npz");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--attributes names nothing").hasLineCount(1);
  }

  @Test
  void cutsOutTheFaceOfAPhoto() throws IOException {
    Path face = folder.resolve("face.png");
    Cli.Result result = cli.run("align", ThirdPartyPlugin.ALIGNER, photo, "-o", face);
    assertThat(result.out()).startsWith("face at 24,20");
    assertThat(result.exitCode()).isZero();
    BufferedImage picture = ImageIO.read(face.toFile());
    assertThat(picture.getWidth()).isEqualTo(picture.getHeight());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "project nobody x.png -o a.png|There is no projector 'nobody'; there are: ",
        "project third-projector -o a.png|Name a photo",
        "project third-projector missing.png -o a.png|missing.png",
        "project third-projector PHOTO|Name what to write",
        "project third-projector PHOTO -o a.txt|must end in",
        "project third-projector PHOTO --steps many -o a.png|Steps takes a whole number",
        "project third-projector PHOTO --steps 0 -o a.png|Steps takes a whole number from 1",
        "project third-projector PHOTO --nonsense 1 -o a.png|--nonsense",
        "search third-search --steps 1 -o a.png|must end in .anycost or .json",
        "replay PHOTO -o a.png|photo.png",
      })
  void refusesWrongInputWithOneSentence(String command, String sentence) {
    Object[] arguments = List.of(command.replace("PHOTO", photo.toString()).split(" ")).toArray();
    for (int i = 1; i < arguments.length; i++) {
      if ("-o".equals(arguments[i - 1])) {
        arguments[i] = folder.resolve(arguments[i].toString());
      }
    }
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aToolThatFailsIsNamedAndEndsTheCommandAlone() {
    PluginJarBuilder.plugin("broken")
        .tool(
            ToolKind.SUB_GENERATOR_SEARCH,
            "Broken",
            "broken-search",
            "return ParameterSchema.EMPTY;",
            "throw new NoClassDefFoundError(\"gone/Missing\");")
        .writeTo(cli.userPlugins().resolve("broken.jar"));

    Cli.Result result = cli.run("search", "broken-search");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("'broken'", "misses the class gone.Missing");
    assertThat(cli.run("search", ThirdPartyPlugin.SEARCH, "--steps", 1).exitCode()).isZero();
  }
}
