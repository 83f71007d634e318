package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code studio compare} on the model that comes along. */
class CompareCommandTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void home() {
    cli = new Cli(folder.resolve("home"));
  }

  private static double distance(String line) {
    return Double.parseDouble(line.replaceFirst(".*: distance of this face ([0-9.]+), .*", "$1"));
  }

  @Test
  void comparesSubGeneratorsWithTheFullPicture() throws IOException {
    Path sheet = folder.resolve("compare.png");
    Path table = folder.resolve("compare.csv");
    Cli.Result result =
        cli.run(
            "compare",
            "--seed",
            7,
            "--sub",
            "0.25@64",
            "--sub",
            "1@256",
            "--sub",
            "0.6@256",
            "--sort",
            "distance",
            "-o",
            sheet,
            "-o",
            table);
    assertThat(result.err()).doesNotContain("failed");
    assertThat(result.exitCode()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("1 \u00d7 at 256 px: distance of this face 0.0000,");
    assertThat(lines.get(1)).startsWith("0.6 \u00d7 at 256 px: ").contains(" ms, ", " GMACs");
    assertThat(distance(lines.get(2))).isGreaterThan(distance(lines.get(1)));

    BufferedImage picture = ImageIO.read(sheet.toFile());
    assertThat(picture.getWidth()).isGreaterThan(4 * 200);
    assertThat(Files.readAllLines(table)).hasSize(4).first().asString().startsWith("name,");
  }

  @Test
  void comparesVariantsOfTheEditsAndWhatASearchFound() throws IOException {
    Path found = folder.resolve("found.json");
    Files.writeString(
        found,
        "{\"a\": {\"channels\": [128,128,128,128,128,128,96,64], \"res\": 32, \"dist\": 0.2}}");
    Cli.Result result = cli.run("compare", "--seed", 7, "--variant", "Smiling=1", "--sub", found);
    assertThat(result.exitCode()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches("64\u2013128 channels at 32 px #[0-9a-f]{4}: distance of this face .*");
    assertThat(lines.get(1)).startsWith("Smiling=1: distance of this face ");
    assertThat(distance(lines.get(1))).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sub 0.5|--sub takes a ratio and a resolution",
        "--sub 2@64|channel ratio lies above 0",
        "--sub 0.5@100|power of two",
        "--sub none.json|There is no file",
        "--variant Smiling|takes NAME=VALUE",
        "--sort colour|it takes one of named, distance",
        "-o a.gif|must end in",
      })
  void refusesWrongInputWithOneSentence(String options, String sentence) {
    String[] words = ("compare --seed 7 " + options).split(" ");
    Cli.Result result = cli.run((Object[]) words);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
  }
}
