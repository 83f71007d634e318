package studio.anycost.evaluation.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.ProgressStyle;
import studio.anycost.app.cli.StudioCommand;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.evaluation.score.PatchNetwork;
import studio.anycost.models.runtime.RuntimeOptions;

/** {@code studio evaluate} in this process. */
class EvaluateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** What a command left. */
  private record Result(int exitCode, String out, String err) {}

  private Path bundle;
  private Path network;

  @BeforeEach
  void network() throws IOException {
    network = folder.resolve("net.onnx");
    Files.write(network, PatchNetwork.bytes());
  }

  private Result run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
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
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    int code =
        StudioCommand.create(context, (model, file) -> {}).execute(texts.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  private JsonNode json(Object... arguments) throws IOException {
    Object[] all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[0] = "evaluate";
    all[all.length - 1] = "--json";
    Result result = run(all);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  /** A generator of 64 px with random weights. */
  private Path tiny() throws IOException {
    if (bundle == null) {
      Path generator = folder.resolve("generator.pt");
      try (InputStream in = getClass().getResourceAsStream("/golden/generator_tiny64.pt")) {
        Files.copy(in, generator);
      }
      bundle = folder.resolve("tiny.zip");
      Result result =
          run("import", "--generator", generator, "--ratios", 1, "--resolutions", 64, "-o", bundle);
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
    return bundle;
  }

  /** Files of what the tiny generator draws for some seeds, not truncated. */
  private Path drawn(String seeds) throws IOException {
    Path pictures = folder.resolve("seeds" + seeds);
    Result result = run("sample", "--bundle", tiny(), "--seed", seeds, "--psi", 1, "-o", pictures);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return pictures;
  }

  @Test
  void picturesAreNearThemselvesAndFartherFromOthers() throws IOException {
    Path data = drawn("0-11");
    Files.writeString(data.resolve("zz broken.png"), "no picture at all");
    JsonNode same =
        json(
            "fid",
            "kid",
            "--bundle",
            tiny(),
            "--data",
            data,
            "--features",
            network,
            "--samples",
            12);
    JsonNode fid = same.path("fid").path("subGenerators").get(0);
    assertThat(fid.path("ratio").doubleValue()).isEqualTo(1);
    assertThat(fid.path("resolution").intValue()).isEqualTo(64);
    assertThat(fid.path("value").doubleValue())
        .as("the files hold these very pictures")
        .isLessThan(1e-6);
    assertThat(same.path("fid").path("standIn").booleanValue()).isFalse();
    assertThat(same.path("features").path("output").asText()).isEqualTo("patches");
    assertThat(same.path("data").path("pictures").intValue()).isEqualTo(12);
    assertThat(same.path("data").path("leftOut").get(0).path("file").asText())
        .endsWith("zz broken.png");

    JsonNode others =
        json(
            "fid",
            "kid",
            "--bundle",
            tiny(),
            "--data",
            data,
            "--features",
            network,
            "--samples",
            12,
            "--seed",
            100,
            "--ratio",
            "0.25,1");
    JsonNode quarter = others.path("fid").path("subGenerators").get(0);
    JsonNode full = others.path("fid").path("subGenerators").get(1);
    assertThat(full.path("value").doubleValue()).isGreaterThan(1e-4);
    assertThat(quarter.path("ratio").doubleValue()).isEqualTo(0.25);
    assertThat(quarter.path("value").doubleValue())
        .as("nobody trained the narrow one")
        .isGreaterThan(full.path("value").doubleValue());
    JsonNode kid = others.path("kid").path("subGenerators");
    assertThat(kid.get(0).path("value").doubleValue())
        .isGreaterThan(kid.get(1).path("value").doubleValue());
    assertThat(kid.get(0).path("subsetSize").intValue()).isEqualTo(6);
  }

  @Test
  void theSeedDecidesTheNumbers() throws IOException {
    Object[] measure = {
      "ppl", "consistency", "--bundle", tiny(), "--samples", 6, "--ratio", 0.5, "--noise", "random"
    };
    JsonNode once = json(measure);
    assertThat(json(measure)).isEqualTo(once);
    JsonNode path = once.path("ppl").path("subGenerators").get(0);
    assertThat(path.path("value").doubleValue()).isPositive();
    assertThat(path.path("low").doubleValue()).isLessThan(path.path("value").doubleValue());
    assertThat(once.path("perceptual").path("published").booleanValue()).isFalse();
    JsonNode apart = once.path("consistency").path("subGenerators").get(0);
    assertThat(apart.path("perceptual").path("value").doubleValue()).isPositive();
    assertThat(apart.path("mse").path("value").doubleValue()).isBetween(1e-6, 4.0);

    Object[] other = Arrays.copyOf(measure, measure.length + 2);
    other[measure.length] = "--seed";
    other[measure.length + 1] = 1000;
    assertThat(json(other).path("ppl").path("subGenerators").get(0).path("value"))
        .isNotEqualTo(path.path("value"));
  }

  @Test
  void whatStandsInIsCalledSoInEveryOutput() throws IOException {
    Path data = folder.resolve("faces");
    assertThat(run("sample", "--seed", "0-4", "-o", data).exitCode()).isZero();
    Object[] measure = {
      "all", "--data", data, "--samples", 4, "--ratio", 0.5, "--resolution", "128,256"
    };
    JsonNode root = json(measure);
    for (String name : List.of("fid", "kid", "features")) {
      assertThat(root.path(name).path("standIn").booleanValue()).as(name).isTrue();
    }
    assertThat(root.path("features").path("note").asText())
        .contains("stand-in", "nothing published");
    assertThat(root.path("notes").toString()).contains("comes out too large");

    JsonNode attributes = root.path("attributes").path("subGenerators").get(1);
    assertThat(attributes.path("resolution").intValue()).isEqualTo(256);
    JsonNode mean = attributes.path("mean");
    assertThat(mean.path("value").doubleValue()).isBetween(0.5, 1.0);
    double sum = 0;
    for (JsonNode each : attributes.path("each")) {
      sum += each.path("value").doubleValue();
    }
    assertThat(sum / attributes.path("each").size())
        .isCloseTo(mean.path("value").doubleValue(), within(1e-9));

    JsonNode encoder = root.path("encoder");
    assertThat(encoder.path("pictures").intValue()).isEqualTo(5);
    assertThat(encoder.path("subGenerators")).hasSize(2);
    assertThat(encoder.path("subVsFull").path("perceptual").doubleValue())
        .as("a sub-generator is nearer to the full picture than the encoder to the given one")
        .isBetween(1e-6, encoder.path("fullVsPicture").path("perceptual").doubleValue());

    Object[] text = new Object[measure.length + 1];
    System.arraycopy(measure, 0, text, 1, measure.length);
    text[0] = "evaluate";
    String out = run(text).out();
    assertThat(out)
        .contains(
            "FID, in stand-in features", "KID, in stand-in features", "a stand-in for Inception")
        .contains("not the published VGG", "Encoder, mean of 5 pictures");
  }

  @Test
  void allSaysWhatItLeavesOut() throws IOException {
    JsonNode root = json("all", "--bundle", tiny(), "--samples", 2, "--ratio", 0.5);
    assertThat(root.has("ppl")).isTrue();
    assertThat(root.has("consistency")).isTrue();
    assertThat(root.has("fid")).isFalse();
    assertThat(root.path("notes").toString())
        .contains("Left out: fid needs pictures", "Left out: encoder", "Left out: attributes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fid|name their folder with --data",
        "fid --data nowhere|There is no folder nowhere",
        "fid --data FOLDER/empty|There are no photos in the folder",
        "kid --data FOLDER --features nothing.onnx|nothing.onnx",
        "kid --data FOLDER --features FOLDER/net.onnx --features-output wrong|has no output"
            + " 'wrong'",
        "kid --data FOLDER --features-output wrong|Name the network with --features",
        "encoder|needs aligned faces",
        "consistency --ratio 1|name other ratios",
        "consistency --ratio 7|ratio",
        "ppl --resolution 100|power of two",
        "ppl --all-ratios --ratio 0.5|leave --ratio and --resolution out",
        "ppl --samples 1|--samples lies between",
        "beauty|beauty",
      })
  void refusesWrongInputWithOneSentence(String options, String sentence) throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.write(folder.resolve("a.png"), new byte[] {1});
    String[] words = ("evaluate " + options.replace("FOLDER", folder.toString())).split(" ");
    Result result = run((Object[]) words);
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
