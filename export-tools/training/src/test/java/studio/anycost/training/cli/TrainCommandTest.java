package studio.anycost.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.ProgressStyle;
import studio.anycost.app.cli.StudioCommand;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.training.data.PreparedPictures;

class TrainCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(arguments));
    return studio(all.toArray(String[]::new));
  }

  private int studio(String... arguments) {
    Path home = folder.resolve("home");
    StudioFolders folders =
        new StudioFolders(
            home,
            home.resolve("plugins"),
            home.resolve("logs"),
            home.resolve("cache"),
            Optional.empty());
    CliContext context =
        new CliContext(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new EngineFactory(folders, RuntimeOptions.defaults()),
            ProgressStyle.NONE);
    return StudioCommand.create(context, (model, file) -> {}).execute(arguments);
  }

  static Stream<Arguments> wrongOptions() {
    CliContext nowhere =
        new CliContext(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            null,
            ProgressStyle.NONE);
    CommandLine train =
        StudioCommand.create(nowhere, (model, file) -> {}).getSubcommands().get("train");
    List<Arguments> all = new ArrayList<>();
    train
        .getSubcommands()
        .forEach(
            (name, command) -> {
              for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.usageHelp() || option.arity().max() == 0) {
                  continue;
                }
                String value = option.longestName() + "=" + value(option.type());
                if (!option.isMultiValue()) {
                  all.add(Arguments.of(name + " " + value + " " + value, option.longestName()));
                }
                all.add(Arguments.of(name + " " + option.longestName(), option.longestName()));
                if (option.type() != String.class) {
                  String bad = option.longestName() + (option.type() == Path.class ? "=" : "=x");
                  all.add(Arguments.of(name + " " + bad, option.longestName()));
                }
              }
              all.add(Arguments.of(name + " --no-such-option=1", "--no-such-option"));
            });
    return all.stream();
  }

  private static Object value(Class<?> type) {
    return type.isEnum()
        ? type.getEnumConstants()[0]
        : type == Boolean.class || type == boolean.class ? "true" : "1";
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void aWrongOptionIsNamedInOneSentence(String line, String option) {
    assertThat(execute(line.split(" "))).as(err.toString()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
    assertThat(err.toString()).contains(option).hasSizeLessThan(320);
  }

  @Test
  void aFolderBecomesACheckpoint() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    ImageIO.write(
        new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB),
        "png",
        photos.resolve("a.png").toFile());
    Files.writeString(photos.resolve("notes.txt"), "no picture");
    String data = folder.resolve("data").toString();
    assertThat(execute("prepare", photos.toString(), "--size", "8", "-o", data)).isZero();
    assertThat(out.toString()).contains("1 pictures of 8 px").contains("notes.txt: ");
    Path run = folder.resolve("run");
    int code =
        execute(
            ("run --steps 2 --batch 2 --channel-max 4 --style-dim 8 --mapping-layers 1 --threads 1"
                    + " --data "
                    + data
                    + " -o "
                    + run)
                .split(" "));
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(run.resolve("checkpoint.pt"))) {
      GeneratorSpec spec = GeneratorSpec.infer(checkpoint.tensors("g_ema"));
      assertThat(spec.resolution()).isEqualTo(8);
      assertThat(spec.styleDimension()).isEqualTo(8);
    }
    assertThat(run.resolve("grid-2.png")).exists();
    // The last stage with what was recorded, but for what the stage chooses.
    Path next = folder.resolve("next");
    String stage =
        "run --options %s --stage adaptive --start %s --consistency-weight 3 -o %s"
            .formatted(run.resolve("run.properties"), run.resolve("checkpoint.pt"), next);
    assertThat(execute(stage.split(" "))).isZero();
    assertThat(next.resolve("run.properties"))
        .content()
        .contains("channels=uniform\n", "consistency=teacher\n", "consistency-weight=3.0\n")
        .contains("style-dim=8\n", "channel-max=4\n", "sort=true\n", "g-reg-every=0\n");
    assertThat(out.toString()).contains("0.25x 8 px: MSE");
    // A run goes on with what it recorded.
    assertThat(execute("run", "-o", next.toString(), "--steps", "3")).isZero();
    assertThat(next.resolve("metrics.csv")).content().contains("\n3,6,");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anEncoderIsTrainedAndImported() throws IOException {
    String data = PreparedPictures.in(folder, 4, 16).toString();
    Path run = folder.resolve("run");
    String generator =
        "run --steps 1 --batch 2 --channel-max 4 --style-dim 8 --mapping-layers 1 --threads 1"
            + " --evaluate-every 0 --perceptual none --data %s -o %s";
    assertThat(execute(generator.formatted(data, run).split(" "))).isZero();
    Path encoder = folder.resolve("encoder");
    String told =
        "encoder --generator %s --data %s --steps 2 --batch 2 --drawn 2 --width 2 --threads 1 -o %s"
            .formatted(run.resolve("checkpoint.pt"), data, encoder);
    assertThat(execute(told.split(" "))).isZero();
    assertThat(out.toString()).contains("0.25x 16 px: MSE ").contains("has 2 steps behind it.");
    // What was recorded, and nothing of the generator's run any more.
    Files.delete(run.resolve("checkpoint.pt"));
    assertThat(execute("encoder", "-o", encoder.toString(), "--steps", "3")).isZero();
    assertThat(encoder.resolve("metrics.csv")).content().contains("\n3,6,");
    Path bundle = folder.resolve("bundle");
    String imported =
        "import --generator %s --encoder %s -o %s"
            .formatted(encoder.resolve("generator.pt"), encoder.resolve("best.pt"), bundle);
    assertThat(studio(imported.split(" "))).isZero();
    assertThat(bundle.resolve("encoder.onnx")).exists();
    // And on from the bundle that it became.
    String again =
        "encoder --generator %s --start %s --data %s --steps 1 --batch 2 --threads 1 -o %s"
            .formatted(bundle, bundle, data, folder.resolve("again"));
    assertThat(execute(again.split(" "))).isZero();
    assertThat(execute("encoder", "--data", data, "--steps", "1", "-o", bundle.toString()))
        .isEqualTo(2);
    assertThat(err.toString().strip()).endsWith("A run needs --generator.");
  }

  @Test
  void aPredictorIsTrainedAndImported() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (String name : List.of("a.png", "b.png", "c.png")) {
      BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", photos.resolve(name).toFile());
    }
    Path labels = folder.resolve("labels.csv");
    Files.writeString(labels, "file,Smiling\na.png,1\nb.png,2\n");
    Path run = folder.resolve("tags");
    String told =
        "attributes %s --labels %s --size 16 --steps 2 --batch 2 --width 2 --threads 1 -o %s"
            .formatted(photos, labels, run);
    assertThat(execute(told.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains("labels.csv, line 3: '2' is no value of 'Smiling'");
    Files.writeString(labels, "file,Smiling\na.png,1\nb.png,0\n");
    assertThat(execute(told.split(" "))).isZero();
    assertThat(out.toString()).contains("2 pictures have labels.", "1 have none", "accuracy ");
    assertThat(execute("attributes", "--steps", "3", "-o", run.toString())).isZero();
    assertThat(run.resolve("metrics.csv")).content().contains("\n3,6,");
    String data = PreparedPictures.in(Files.createDirectory(folder.resolve("g")), 2, 8).toString();
    Path model = folder.resolve("model");
    String generator =
        "run --steps 1 --batch 2 --channel-max 4 --style-dim 8 --mapping-layers 1 --threads 1"
            + " --evaluate-every 0 --perceptual none --data %s -o %s";
    assertThat(execute(generator.formatted(data, model).split(" "))).isZero();
    String imported =
        "import --generator %s --attributes %s --attribute-names %s -o %s"
            .formatted(
                model.resolve("checkpoint.pt"),
                run.resolve("best.pt"),
                run.resolve("attributes.txt"),
                folder.resolve("bundle"));
    assertThat(studio(imported.split(" "))).isZero();
    assertThat(folder.resolve("bundle/attributes.onnx")).exists();
  }

  @Test
  void aProgressiveStartIsRefusedOrRemembered() throws IOException {
    String data = PreparedPictures.in(folder, 2, 16).toString();
    String run =
        "run --steps 1 --batch 4 --channel-max 4 --style-dim 8 --mapping-layers 1 --threads 1"
            + " --evaluate-every 0 --perceptual none --data %s -o %s --progressive ";
    String[] wrong = (run.formatted(data, folder.resolve("run")) + "16:1").split(" ");
    assertThat(execute(wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("below the resolution of the run, 16 px; 16 px is not");
    wrong[wrong.length - 1] = "8";
    assertThat(execute(wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("'8' is no value for --progressive");
    assertThat(folder.resolve("run/run.properties")).content().contains("progressive=16\\:1");
  }

  @Test
  void stepsAreTimed() {
    String told = "bench --levels 8,16 --batch 2 --rounds 1 --threads 1 --channel-max 4 --json";
    assertThat(execute(told.split(" "))).isZero();
    assertThat(err.toString()).isEmpty();
    String number = "[0-9]+[.][0-9]+";
    String seconds =
        "\\{\"plain_s\":N,\"r1_s\":N,\"path_s\":N,\"pictures_per_second\":N}".replace("N", number);
    String row = "\\{\"level\":L,\"batch\":2,\"threads\":1,\"float32\":S,\"bfloat16\":S}";
    String both = row.replace("L", "8") + "," + row.replace("L", "16");
    assertThat(out.toString().strip()).matches("\\[" + both.replace("S", seconds) + "]");
    assertThat(execute("bench", "--levels", "9")).isEqualTo(2);
    assertThat(execute("bench", "--batch", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("multiple of 4, not 7.");
  }

  @Test
  void whatHasNothingToKeepEndsAtOnceWithoutACrash() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWork.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.lines().anyMatch("ROUND"::equals)).isTrue();
      process.toHandle().destroy();
      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(said.lines().filter(line -> !line.equals("ROUND"))).isEmpty();
    }
    assertThat(folder.resolve("crash.log")).doesNotExist();
  }

  @Test
  void rendersAreTimedAtAllRatiosAndResolutions() {
    String told = "bench-render --resolution 64 --runs 1 --threads 1 --json";
    assertThat(execute(told.split(" "))).isZero();
    assertThat(err.toString()).isEmpty();
    String entry =
        "\\{\"ratio\":[0-9.]+,\"resolution\":[0-9]+,\"float32_ms\":[0-9.]+,\"bfloat16_ms\":[0-9.]+}";
    assertThat(out.toString().strip())
        .matches("\\[" + entry + "(," + entry + "){15}]")
        .contains("\"ratio\":0.25,\"resolution\":8,", "\"ratio\":1.00,\"resolution\":64,");
    assertThat(execute("bench-render", "--resolution", "48")).isEqualTo(2);
  }

  @Test
  void whatGoesWrongIsOneSentence() {
    String missing = folder.resolve("missing").toString();
    int code = execute("run", "--steps", "1", "--data", missing, "-o", folder.toString());
    assertThat(code).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("There is no file " + missing + ".");
    assertThat(execute("prepare", missing, "--size", "8", "-o", missing)).isEqualTo(2);
    assertThat(execute("prepare", folder.toString(), "--size", "9", "-o", missing)).isEqualTo(2);
  }
}
