package studio.anycost.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --spark} of the studio's commands. */
@Timeout(300)
class SparkCommandTest {
  @TempDir Path folder;

  private SparkFixture.Result boundaries(SparkFixture fixture, String home, Object... more)
      throws IOException {
    Path eyes = folder.resolve("eyes.onnx");
    Files.write(eyes, Eyes.bytes());
    Path names = folder.resolve("names.txt");
    Files.writeString(names, String.join("\n", "abcdefghijkl".split("")));
    Object[] all = new Object[15 + more.length];
    List<Object> words =
        List.of(
            "boundaries",
            "--bundle",
            fixture.bundle(),
            "--samples",
            2000,
            "--predictor",
            eyes,
            "--names",
            names,
            "--ratio",
            1,
            "--psi",
            1,
            "-o",
            folder.resolve(home + ".npz"));
    System.arraycopy(words.toArray(), 0, all, 0, words.size());
    System.arraycopy(more, 0, all, words.size(), more.length);
    SparkFixture.Result result = fixture.run(home, all);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private byte[] scores(String home) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(home))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith("scores-")).toList();
      assertThat(found).hasSize(1);
      return Files.readAllBytes(found.get(0));
    }
  }

  /** The job of a plugin, whose classes Spark does not know, with a graph of the person's own. */
  @Test
  void boundariesAreThoseOfOneProcess() throws IOException {
    SparkFixture fixture = new SparkFixture(folder);
    SparkFixture.Result alone = boundaries(fixture, "alone");
    SparkFixture.Result together = boundaries(fixture, "together", "--spark", "local[2]");
    assertThat(scores("together")).isEqualTo(scores("alone"));
    assertThat(together.out()).isEqualTo(alone.out());
    assertThat(folder.resolve("together.npz")).hasSameBinaryContentAs(folder.resolve("alone.npz"));
  }

  @Test
  void distancesAreThoseOfOneProcess() throws IOException {
    SparkFixture fixture = new SparkFixture(folder);
    Path data = folder.resolve("data");
    SparkFixture.Result drawn =
        fixture.run(
            "home", "sample", "--bundle", fixture.bundle(), "--seed", "500-519", "-o", data);
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    Path eyes = folder.resolve("eyes.onnx");
    Files.write(eyes, Eyes.bytes());
    JsonNode[] found = new JsonNode[2];
    for (int i = 0; i < 2; i++) {
      SparkFixture.Result result =
          fixture.run(
              "home",
              "evaluate",
              "fid",
              "kid",
              "--bundle",
              fixture.bundle(),
              "--data",
              data,
              "--features",
              eyes,
              "--samples",
              300,
              "--json",
              i == 0 ? "--noise=fixed" : "--spark=local[2]");
      assertThat(result.exitCode()).as(result.err()).isZero();
      found[i] = new ObjectMapper().readTree(result.out());
    }
    for (String pointer : List.of("/fid/subGenerators/0/value", "/kid/subGenerators/0/value")) {
      assertThat(found[1].at(pointer).isNumber()).as(found[1].toPrettyString()).isTrue();
      double wanted = found[0].at(pointer).asDouble();
      assertThat(found[1].at(pointer).asDouble())
          .isCloseTo(wanted, within(1e-9 * Math.abs(wanted)));
    }
  }

  /** The studio's perceptual network travels; the sub-generators are another job. */
  @Test
  void pathLengthsAndDifferencesAreThoseOfOneProcess() throws IOException {
    SparkFixture fixture = new SparkFixture(folder);
    JsonNode[] found = new JsonNode[2];
    for (int i = 0; i < 2; i++) {
      SparkFixture.Result result =
          fixture.run(
              "home",
              "evaluate",
              "ppl",
              "consistency",
              "--bundle",
              fixture.bundle(),
              "--ratio",
              "0.5",
              "--samples",
              150,
              "--ppl-sampling",
              "full",
              "--json",
              i == 0 ? "--noise=fixed" : "--spark=local[2]");
      assertThat(result.exitCode()).as(result.err()).isZero();
      found[i] = new ObjectMapper().readTree(result.out());
    }
    List<String> numbers = new ArrayList<>();
    for (String measure : List.of("ppl", "consistency")) {
      requireAlike(measure, found[0].get(measure), found[1].get(measure), numbers);
    }
    assertThat(numbers).hasSizeGreaterThan(10);
  }

  /** Compares all numbers below a node. */
  private static void requireAlike(
      String place, JsonNode alone, JsonNode together, List<String> numbers) {
    assertThat(together.getNodeType()).as(place).isEqualTo(alone.getNodeType());
    if (alone.isNumber()) {
      double wanted = alone.asDouble();
      assertThat(together.asDouble())
          .as(place)
          .isCloseTo(wanted, within(1e-9 * Math.max(1e-6, Math.abs(wanted))));
      numbers.add(place);
    } else if (alone.isValueNode()) {
      assertThat(together).as(place).isEqualTo(alone);
    }
    assertThat(together.size()).as(place).isEqualTo(alone.size());
    alone
        .fieldNames()
        .forEachRemaining(
            name -> requireAlike(place + "." + name, alone.get(name), together.get(name), numbers));
    if (alone.isArray()) {
      for (int i = 0; i < alone.size(); i++) {
        requireAlike(place + "." + i, alone.get(i), together.get(i), numbers);
      }
    }
  }

  @Test
  void whatIsNotDividedIsNotAskedFor() throws IOException {
    SparkFixture.Result result =
        new SparkFixture(folder).run("home", "evaluate", "encoder", "--spark", "local[2]");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("--spark is for faces that are drawn").hasLineCount(1);
  }

  @Test
  void whatIsNoPlaceOfSparkIsWrongInput() throws IOException {
    SparkFixture.Result result =
        new SparkFixture(folder).run("home", "boundaries", "--spark", "everywhere");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("'everywhere' is no place of Spark").hasLineCount(1);
  }
}
