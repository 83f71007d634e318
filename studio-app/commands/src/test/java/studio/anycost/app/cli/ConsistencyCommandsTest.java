package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sub-generators that a model was not trained for, on the command line. */
class ConsistencyCommandsTest {
  @TempDir Path folder;
  private Cli cli;
  private Path generator;

  /** A generator of random weights: nobody trained it for anything. */
  @BeforeEach
  void prepare() throws IOException {
    cli = new Cli(folder.resolve("home"));
    generator = folder.resolve("generator.pt");
    try (InputStream in = getClass().getResourceAsStream("/golden/generator_tiny64.pt")) {
      Files.copy(in, generator);
    }
  }

  private Path imported(Object... options) {
    Path bundle = folder.resolve("model.zip");
    Object[] all = new Object[options.length + 5];
    System.arraycopy(new Object[] {"import", "--generator", generator, "-o", bundle}, 0, all, 0, 5);
    System.arraycopy(options, 0, all, 5, options.length);
    Cli.Result result = cli.run(all);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return bundle;
  }

  private Cli.Result sample(Path bundle, Object ratio) {
    return cli.run(
        "sample", "--bundle", bundle, "--seed", 1, "--ratio", ratio, "-o", folder.resolve("a.png"));
  }

  @Test
  void anUntrainedModelIsFoundOutAtImport() throws IOException {
    Path bundle = imported();

    assertThat(cli.run("info", "--bundle", bundle).out())
        .contains("Difference from the full picture, measured", "not trained for this");
    JsonNode info =
        new ObjectMapper().readTree(cli.run("info", "--bundle", bundle, "--json").out());
    assertThat(info.path("consistency").asText()).isEqualTo("measured");

    Cli.Result quarter = sample(bundle, 0.25);
    assertThat(quarter.exitCode()).as("it is the person's to choose").isZero();
    assertThat(quarter.err()).contains("not trained for 0.25 \u00d7");
    Cli.Result full = sample(bundle, 1);
    assertThat(full.exitCode()).isZero();
    assertThat(full.err()).isEmpty();
  }

  @Test
  void whoKnowsBetterSaysSo() {
    Path bundle = imported("--ratios", "1,0.25", "--resolutions", "64");

    assertThat(cli.run("info", "--bundle", bundle).out())
        .contains("What the model was trained for, as stated at import");
    assertThat(sample(bundle, 0.25).err()).isEmpty();
    assertThat(sample(bundle, 0.75).err())
        .contains("Nothing says that this model was trained for 0.75 \u00d7");
  }

  @Test
  void theModelThatComesAlongIsAsItWasMeasured() throws IOException {
    Path copy = folder.resolve("measured.zip");
    Cli.Result measured = cli.run("bundle", "measure", "-o", copy);
    assertThat(measured.exitCode()).as(measured.err()).isZero();

    ObjectMapper mapper = new ObjectMapper();
    JsonNode before = mapper.readTree(cli.run("info", "--json").out());
    JsonNode after = mapper.readTree(cli.run("info", "--bundle", copy, "--json").out());
    assertThat(after.path("subGenerators")).isEqualTo(before.path("subGenerators"));
    assertThat(after.path("identity")).isEqualTo(before.path("identity"));
    for (double ratio : new double[] {0.25, 0.5, 0.75, 1}) {
      Cli.Result result =
          cli.run("sample", "--seed", 1, "--ratio", ratio, "-o", folder.resolve("b.png"));
      assertThat(result.err()).as("ratio %s", ratio).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"--ratios,0.3", "--ratios,x", "--resolutions,33", "--resolutions,128"})
  void refusesPlacesThatThereAreNone(String option, String value) {
    Path bundle = folder.resolve("no.zip");
    Cli.Result result = cli.run("import", "--generator", generator, option, value, "-o", bundle);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains(value);
    assertThat(bundle).doesNotExist();
  }
}
