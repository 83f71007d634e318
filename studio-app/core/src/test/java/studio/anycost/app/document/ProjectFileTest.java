package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;

class ProjectFileTest {
  private static final String IDENTITY = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private static Project random(Random random) {
    BaseStyle base;
    double psi = random.nextInt(41) / 10.0 - 2;
    if (random.nextBoolean()) {
      base = new BaseStyle.Seed(random.nextLong(), psi);
    } else {
      int count = 1 + random.nextInt(18);
      int dimension = 1 + random.nextInt(40);
      float[] data = new float[count * dimension];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
      }
      base = new BaseStyle.Given(StyleCode.of(count, dimension, data), psi, "w \"ü\" \\ \n.npy");
    }
    Noise noise =
        switch (random.nextInt(3)) {
          case 0 -> Noise.FIXED;
          case 1 -> Noise.NONE;
          default -> Noise.seeded(random.nextLong());
        };
    List<EditStep> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, String> values = new HashMap<>();
      for (int j = 1 + random.nextInt(5); j > 0; j--) {
        values.put("Key_" + random.nextInt(1000), Double.toString(random.nextGaussian()) + "ä☃");
      }
      steps.add(EditStep.written("edit-" + i, values));
    }
    return new Project(
        new PortraitDocument(IDENTITY, base, noise, new Recipe(steps)), "A model " + psi);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void whatIsWrittenIsReadBackEqual(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      Project project = random(random);
      Path file = folder.resolve("p" + i + ".anycost");
      ProjectFile.write(file, project);
      assertThat(ProjectFile.read(file)).isEqualTo(project);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("no temporary files are left").hasSize(30);
    }
  }

  @Test
  void stepsOfPluginsThatNobodyKnowsAreKept() throws IOException {
    String text =
        """
        {"format": "anycost-project", "version": 1,
         "bundle": {"identity": "%s", "name": "M"},
         "base": {"seed": 7, "psi": 0.7}, "noise": "none",
         "recipe": [{"edit": "some.future-edit", "values": {"wobble": "3"}}]}
        """
            .formatted(IDENTITY);
    Project project = ProjectFile.parse(text.getBytes(StandardCharsets.UTF_8));
    Project again = ProjectFile.parse(ProjectFile.format(project));
    assertThat(again.document().recipe().steps())
        .containsExactly(EditStep.written("some.future-edit", Map.of("wobble", "3")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | does not say that it is an Anycost project",
        "{\"format\": \"anycost-project\", \"version\": 2} | written by a newer studio",
        "{\"format\": \"anycost-project\", \"version\": 0} | version 0 does not exist",
        "{\"format\": \"anycost-project\", \"version\": 1} | \"bundle\" is missing",
        "{\"format\": \"anycost-project\", \"format\": \"x\"} | not well-formed",
        "{} {} | not well-formed",
        "[[[[[[[[[[[[[[[[[[[[[[[[ | not well-formed"
      })
  void brokenFilesAreRefusedWithASentence(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.anycost"), text);
    assertThatThrownBy(() -> ProjectFile.read(file))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.toString())
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seed\": 7, \"psi\": 5} | psi lies between -2 and 2",
        "{\"seed\": 1e400, \"psi\": 1} | \"seed\" is missing",
        "{\"seed\": 99999999999999999999, \"psi\": 1} | \"seed\" is missing",
        "{\"styles\": 2000000000, \"dimension\": 2000000000, \"values\": [1], \"psi\": 1,"
            + " \"source\": \"\"} | claims 2000000000 styles",
        "{\"styles\": 2, \"dimension\": 2, \"values\": [1], \"psi\": 1, \"source\": \"\"}"
            + " | does not hold the values",
        "{\"styles\": 1, \"dimension\": 1, \"values\": [1e300], \"psi\": 1, \"source\": \"\"}"
            + " | not finite",
        "{\"styles\": 1, \"dimension\": 1, \"values\": [\"x\"], \"psi\": 1, \"source\": \"\"}"
            + " | no number"
      })
  void absurdBasesAreRefusedWithASentence(String base, String reason) {
    String text =
        """
        {"format": "anycost-project", "version": 1,
         "bundle": {"identity": "%s", "name": "M"},
         "base": %s, "noise": "none", "recipe": []}
        """
            .formatted(IDENTITY, base);
    assertThatThrownBy(() -> ProjectFile.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void filesBeyondTheBoundAreNotRead() throws IOException {
    Path file = folder.resolve("big.anycost");
    Files.write(file, new byte[ProjectFile.LIMIT + 1]);
    assertThatThrownBy(() -> ProjectFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void missingFilesAndFoldersAreToldApart() {
    assertThatThrownBy(() -> ProjectFile.read(folder.resolve("no.anycost")))
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> ProjectFile.read(folder)).hasMessageContaining("is a folder");
  }

  /** Any change of any byte either reads as some valid project or is refused with a sentence. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void mutatedFilesNeverDoAnythingElse(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 600; i++) {
      byte[] bytes = ProjectFile.format(random(random));
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes = mutated(bytes, random);
      }
      try {
        assertThat(ProjectFile.parse(bytes).document()).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank().endsWith(".");
      } catch (RuntimeException e) {
        fail("a mutated file got past the checks", e);
      }
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
      }
      case 1 -> {
        return java.util.Arrays.copyOf(bytes, Math.max(1, at));
      }
      case 2 -> {
        byte[] changed = bytes.clone();
        byte[] digits = "0123456789-e.\"[]{},:".getBytes(StandardCharsets.US_ASCII);
        changed[at] = digits[random.nextInt(digits.length)];
        return changed;
      }
      default -> {
        byte[] longer = new byte[bytes.length + 8];
        System.arraycopy(bytes, 0, longer, 0, at);
        for (int i = 0; i < 8; i++) {
          longer[at + i] = bytes[(at + i) % bytes.length];
        }
        System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
        return longer;
      }
    }
  }
}
