package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.Validation;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.export.boundaries.BoundaryFormat;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** {@code bundle}, what {@code import} takes as boundaries, and options before a command. */
class BundleCommandsTest {
  private static final int DIMENSION = 32;
  private static final int STYLES = 8;

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

  private void refused(String part, Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(part);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).doesNotContain("Exception");
  }

  private Path generator() throws IOException {
    Path copy = file("generator.pt");
    if (!Files.exists(copy)) {
      try (InputStream in = getClass().getResourceAsStream("/golden/generator_legacy32.pt")) {
        Files.copy(in, copy);
      }
    }
    return copy;
  }

  /** A small model without boundaries. */
  private Path imported(String name) throws IOException {
    Path bundle = file(name);
    Cli.Result result = cli.run("import", "--generator", generator(), "-o", bundle);
    assertThat(result.exitCode()).isZero();
    return bundle;
  }

  private Path boundary(String name, int axis, int... shape) throws IOException {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    values[axis] = 2;
    Npy.write(file(name), new NpyArray(shape, values));
    return file(name);
  }

  private JsonNode info(Object... bundle) throws IOException {
    return new ObjectMapper().readTree(done(with(new Object[] {"info", "--json"}, bundle)));
  }

  private static Object[] with(Object[] first, Object... then) {
    return Stream.concat(Stream.of(first), Stream.of(then)).toArray();
  }

  private List<String> boundaries(Path bundle) throws IOException {
    return info("--bundle", bundle).path("boundaries").findValuesAsText("name");
  }

  @Test
  void importTakesBoundariesOfManyFiles() throws IOException {
    Path age = boundary("age.npy", 3, 1, DIMENSION);
    Path hair = boundary("hair.npy", 5, STYLES, DIMENSION);
    Path many = Files.createDirectory(file("many"));
    Files.copy(age, many.resolve("young.npy"));
    Files.copy(hair, many.resolve("curls.npy"));
    Path bundle = file("b");

    Cli.Result result =
        cli.run(
            "import",
            "--generator",
            generator(),
            "--boundaries",
            age,
            "--boundaries",
            hair,
            "--boundaries",
            many,
            "-o",
            bundle);

    assertThat(result.exitCode()).isZero();
    assertThat(boundaries(bundle)).containsExactly("age", "hair", "curls", "young");
    JsonNode told = info("--bundle", bundle).path("boundaries");
    assertThat(told.get(0).path("perStyle").asBoolean()).isFalse();
    assertThat(told.get(1).path("perStyle").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.zip"})
  void boundariesAreAddedInPlaceAndMoveFacesOfOldPortraits(String name) throws IOException {
    Path bundle = imported(name);
    done("edit", "--bundle", bundle, "--seed", 3, "-o", file("before.npy"));
    String identity = info("--bundle", bundle).path("identity").asText();
    Path portrait = file("p.anycost");
    ProjectFile.write(
        portrait,
        new Project(
            new PortraitDocument(identity, new BaseStyle.Seed(3), Noise.FIXED, Recipe.EMPTY),
            "model"));

    done("bundle", "add-boundaries", boundary("age.npy", 3, DIMENSION), "--bundle", bundle);

    assertThat(boundaries(bundle)).containsExactly("age");
    assertThat(info("--bundle", bundle).path("identity").asText()).isEqualTo(identity);
    // The portrait still belongs to the model, and looks the same.
    done("edit", "--bundle", bundle, "--recipe", portrait, "-o", file("after.npy"));
    assertThat(file("after.npy")).hasSameBinaryContentAs(file("before.npy"));
    done("edit", "--bundle", bundle, "--recipe", portrait, "--set", "age=1", "-o", file("old.npy"));
    assertThat(Files.mismatch(file("old.npy"), file("before.npy"))).isNotNegative();
    refused("'age' already", "bundle", "add-boundaries", file("age.npy"), "--bundle", bundle);
    done("bundle", "add-boundaries", file("age.npy"), "--replace", "--bundle", bundle);
    Path rows = boundary("rows.npy", 5, STYLES, DIMENSION);
    for (int style = 0; style < STYLES; style++) {
      NpyArray array = Npy.read(rows);
      array.data()[style * DIMENSION + style] = 1;
      Npy.write(rows, array);
    }
    done("bundle", "add-boundaries", rows, "--boundary-layout", "Rows", "--bundle", bundle);
    assertThat(boundaries(bundle)).hasSize(1 + STYLES).endsWith("rows 8");
  }

  @Test
  void whatIsKnownOfBoundariesComesAlongWithTheirFile() throws IOException {
    Path bundle = imported("model.zip");
    float[] normal = new float[DIMENSION];
    normal[3] = 1;
    Boundary found = new Boundary("hat", normal, 1).validated(new Validation(0.75, 40));
    Path file = file("b.safetensors");
    Files.write(file, BoundaryFormat.SAFETENSORS.toBytes(List.of(found)));

    done("bundle", "add-boundaries", file, "--bundle", bundle);

    JsonNode judged = info("--bundle", bundle).path("boundaries").get(0).path("validation");
    assertThat(judged.path("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(judged.path("faces").asInt()).isEqualTo(40);

    Path other = boundary("hat.npy", 4, DIMENSION);
    Cli.Result replaced =
        cli.run("bundle", "add-boundaries", other, "--replace", "--bundle", bundle);
    assertThat(replaced.exitCode()).isZero();
    assertThat(replaced.err())
        .isEqualToIgnoringNewLines(
            "What was known of the boundary 'hat' that is replaced is dropped.");
    assertThat(info("--bundle", bundle).path("boundaries").get(0).has("validation")).isFalse();
  }

  @Test
  void theModelThatComesAlongIsCopiedAndNeverChanged() throws IOException {
    int dimension = info().path("styleDimension").asInt();
    Path hat = boundary("hat.npy", 1, 1, dimension);

    refused("-o", "bundle", "add-boundaries", hat);
    done("bundle", "add-boundaries", hat, "-o", file("mine"));

    assertThat(boundaries(file("mine"))).endsWith("hat");
    done("bundle", "verify", file("mine"));
    done("bundle", "verify");
    refused("already", "bundle", "add-boundaries", hat, "-o", file("mine"));
    done("bundle", "rename", "Mine", "-o", file("again"), "--bundle", file("mine"));
    assertThat(info("--bundle", file("again")).path("name").asText()).isEqualTo("Mine");
    assertThat(info("--bundle", file("mine")).path("name").asText()).isNotEqualTo("Mine");
  }

  @Test
  void subGeneratorsAreAddedAndToldOf() throws IOException {
    Path bundle = imported("model.zip");
    String identity = info("--bundle", bundle).path("identity").asText();
    Files.writeString(
        file("found.json"),
        """
        {"small": {"channels": [8, 8, 8, 8, 8, 8], "res": 16, "dist": 0.3},
         "odd": {"channels": [16, 8, 16, 8, 8, 8, 4, 4], "res": 32, "dist": 0.2}}
        """);
    Files.writeString(
        file("more.json"), "{\"a\": {\"channels\": [4, 4, 4, 4], \"res\": 8, \"dist\": 0.5}}");

    done("bundle", "add-sub-generators", file("found.json"), "--bundle", bundle);
    done("bundle", "add-sub-generators", file("more.json"), "--bundle", bundle);

    JsonNode kept = info("--bundle", bundle).path("keptSubGenerators");
    assertThat(kept.findValuesAsText("resolution")).containsExactly("16", "32", "8");
    assertThat(kept.findValuesAsText("distance")).containsExactly("0.3", "0.2", "0.5");
    assertThat(kept.get(0).path("difference").isNumber()).as("measured").isTrue();
    assertThat(info("--bundle", bundle).path("identity").asText()).isEqualTo(identity);
    assertThat(done("info", "--bundle", bundle))
        .contains("found and kept, for previews:", "  4 channels at 8 px #");
    done("bundle", "verify", bundle);
    done(
        "bundle",
        "add-sub-generators",
        file("more.json"),
        "--replace",
        "--bundle",
        bundle,
        "-o",
        file("other"));
    assertThat(info("--bundle", file("other")).path("keptSubGenerators")).hasSize(1);
    refused("-o", "bundle", "add-sub-generators", file("more.json"));
    refused("add --sliders", "bundle", "measure", "--only", "age", "-o", file("measured"));
    refused("There is no file", "bundle", "add-sub-generators", file("none"), "--bundle", bundle);
  }

  /** On the model that comes along, which has a predictor to measure with. */
  @Test
  void measuresTheNamedSlidersAloneAndKeepsWhatIsKnownOfOthers() throws IOException {
    Path first = file("first");
    measure("young,Smiling", 2, "-o", first);
    Map<String, SliderQuality> known = sliders(first);
    assertThat(facesOf(known, 2)).containsExactlyInAnyOrder("00_Smiling", "01_Young");
    assertThat(known).as("what the model was shipped with stays").hasSizeGreaterThan(30);

    measure("02_Male,smiling", 3, "--bundle", first);

    Map<String, SliderQuality> more = sliders(first);
    assertThat(more).hasSameSizeAs(known);
    assertThat(facesOf(more, 3)).containsExactlyInAnyOrder("00_Smiling", "02_Male");
    assertThat(more.get("01_Young")).isEqualTo(known.get("01_Young"));
    assertThat(more.get("02_Male").flips()).isPresent();
    assertThat(more.get("02_Male").sideEffects())
        .extracting(SliderQuality.SideEffect::attribute)
        .contains("Smiling")
        .doesNotContain("Male");
    done("bundle", "verify", first);
    Path smiling = boundary("smiling.npy", 1, info().path("styleDimension").asInt());
    assertThat(cli.run("bundle", "add-boundaries", smiling, "--replace", "--bundle", first).err())
        .contains("'00_Smiling' that is replaced is dropped", "studio bundle measure --sliders");
    assertThat(sliders(first)).doesNotContainKey("00_Smiling").hasSize(more.size() - 1);
    refused(
        "no boundary 'age'", "bundle", "measure", "--sliders", "--only", "age", "--bundle", first);
  }

  private static Set<String> facesOf(Map<String, SliderQuality> sliders, int faces) {
    return sliders.entrySet().stream()
        .filter(slider -> slider.getValue().faces() == faces)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void measure(String only, int faces, Object... bundle) {
    Object[] few = {"--faces", faces, "--ratio", "0.25", "--resolution", "64"};
    Object[] named = with(new Object[] {"bundle", "measure", "--sliders", "--only", only}, few);
    done(with(named, bundle));
  }

  private static Map<String, SliderQuality> sliders(Path bundle) throws IOException {
    try (ModelBundle open = ModelBundle.open(bundle)) {
      return open.manifest().sliders();
    }
  }

  @Test
  void infoNamesEveryPart() throws IOException {
    JsonNode json = info();
    JsonNode encoder = json.path("networks").path("encoder");
    assertThat(encoder.path("kind").asText()).startsWith("ResNet-");
    assertThat(encoder.path("storage").asText()).isEqualTo("float16");
    assertThat(encoder.path("bytes").asLong()).isPositive();
    assertThat(json.path("boundaries").get(0).path("standardDeviation").asDouble()).isPositive();
    assertThat(json.path("files").path("verified").asBoolean()).isTrue();
    assertThat(json.path("changed").asBoolean()).isFalse();

    String text = done("info");
    assertThat(text.lines())
        .anyMatch(line -> line.matches("Encoder +ResNet-\\d+, float16, [\\d.]+ MB"))
        .anyMatch(line -> line.matches("Files +\\d+, all as the manifest says"))
        .anyMatch(
            line ->
                line.matches(
                    " +\\S+Smiling +standard deviation [\\d.]+, flips \\d+ % of \\d+ faces, .+"));
    Path bundle = imported("model");
    done("bundle", "add-boundaries", boundary("h.npy", 1, STYLES, DIMENSION), "--bundle", bundle);
    assertThat(done("info", "--bundle", bundle).lines())
        .anyMatch(line -> line.startsWith("Encoder") && line.endsWith(" no"))
        .anyMatch(line -> line.startsWith("Noise") && line.contains(" maps, "))
        .anyMatch(line -> line.contains("changed after the import"))
        .anyMatch(line -> line.matches(" +h +standard deviation [\\d.]+, a row for each style"));
  }

  @Test
  void packingAndUnpackingChangeNothing() throws IOException {
    Path bundle = imported("model");
    done("bundle", "pack", bundle, "-o", file("m.zip"));
    done("bundle", "unpack", "--bundle", file("m.zip"), "-o", file("m"));
    done("bundle", "pack", bundle, "-o", file("m.anycostmodel"));
    assertThat(file("m.anycostmodel")).isRegularFile();

    for (Path copy : List.of(file("m.zip"), file("m"), file("m.anycostmodel"))) {
      try (ModelBundle a = ModelBundle.open(bundle);
          ModelBundle b = ModelBundle.open(copy)) {
        assertThat(b.identity()).isEqualTo(a.identity());
      }
    }
    refused("ends in .zip", "bundle", "pack", bundle, "-o", file("other"));
    refused("folder", "bundle", "unpack", file("m.zip"), "-o", file("other.zip"));
    refused("already", "bundle", "pack", bundle, "-o", file("m.zip"));
    refused("twice", "bundle", "verify", bundle, "--bundle", file("m"));
  }

  @Test
  void verifyNamesTheFileThatIsDamaged() throws IOException {
    Path bundle = imported("model");
    Path stage = bundle.resolve("stages/stage-0008.onnx");
    byte[] bytes = Files.readAllBytes(stage);
    bytes[bytes.length / 2] ^= 1;
    Files.write(stage, bytes);

    refused("stages/stage-0008.onnx", "bundle", "verify", bundle);
  }

  @Test
  void badBoundariesLeaveTheBundleAsItWas() throws IOException {
    Path bundle = imported("model.zip");
    byte[] before = Files.readAllBytes(bundle);

    refused("[1, 7]", "bundle", "add-boundaries", boundary("b.npy", 0, 1, 7), "--bundle", bundle);
    refused("no such file", "bundle", "add-boundaries", file("none.npy"), "--bundle", bundle);
    refused("--factors", "bundle", "add-boundaries", bundle, "--factors", 0, "--bundle", bundle);
    refused(
        "takes auto, layers, rows or columns",
        "bundle",
        "add-boundaries",
        bundle,
        "--boundary-layout",
        "any",
        "--bundle",
        bundle);
    refused("subcommand", "bundle");

    assertThat(Files.readAllBytes(bundle)).isEqualTo(before);
  }

  @Test
  void whatStandsBeforeACommandCountsForItOrIsRefused() throws IOException {
    Path bundle = imported("model");
    done("sample", "--bundle", bundle, "--seed", 1, "-o", file("behind.npy"));
    done("--bundle", bundle, "sample", "--seed", 1, "-o", file("before.npy"));
    assertThat(file("before.npy")).hasSameBinaryContentAs(file("behind.npy"));
    done("--bundle=" + bundle, "sample", "--bundle", bundle, "--seed", 1, "-o", file("both.npy"));
    assertThat(file("both.npy")).hasSameBinaryContentAs(file("behind.npy"));
    done("--bundle", bundle, "bundle", "verify");

    refused("/none", "--bundle", "/none", "sample", "--seed", 1, "-o", file("x.npy"));
    refused(
        "different values",
        "--bundle",
        bundle,
        "sample",
        "--bundle",
        "/other",
        "--seed",
        1,
        "-o",
        file("x.npy"));
    refused(
        "takes no bundle",
        "--bundle",
        bundle,
        "import",
        "--generator",
        generator(),
        "-o",
        file("x"));
    refused("stands before a command", "p.anycost", "sample", "--seed", 1, "-o", file("x.npy"));
    assertThat(file("x.npy")).doesNotExist();
    assertThat(cli.windows()).isEmpty();
  }
}
