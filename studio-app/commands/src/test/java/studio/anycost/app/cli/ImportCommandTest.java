package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.SafeTensors;

/** What {@code import} says, and what it leaves alone. */
class ImportCommandTest {
  @TempDir Path folder;

  private Cli cli;
  private Path first;
  private Path second;

  @BeforeEach
  void twoGenerators() throws IOException {
    cli = new Cli(folder.resolve("home"));
    first = resource("generator_legacy32.pt");
    second = resource("generator_tiny64.pt");
  }

  private Path resource(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/golden/" + name)) {
      assertThat(in).as(name).isNotNull();
      Files.copy(in, copy);
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.zip"})
  void keepsABundleUnlessItIsForced(String name) throws IOException {
    Path bundle = folder.resolve(name);
    assertThat(importing(first, bundle).exitCode()).isZero();
    String before = identity(bundle);

    Cli.Result refused = importing(second, bundle);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("there is a bundle already")
        .contains("Choose another name, or replace it with --force.");
    assertThat(identity(bundle)).isEqualTo(before);

    Cli.Result failed = importing(notes(), bundle, "--force");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(identity(bundle)).isEqualTo(before);

    assertThat(importing(second, bundle, "--force").exitCode()).isZero();
    assertThat(identity(bundle)).isNotEqualTo(before);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(file -> file.startsWith("."));
    }
  }

  private Path notes() throws IOException {
    return Files.writeString(folder.resolve("notes.pt"), "{\"error\": \"not found\"}");
  }

  @Test
  void saysInOneSentenceWhatAFileIs() throws IOException {
    Path file = notes();

    Cli.Result result = importing(file, folder.resolve("out"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().strip())
        .endsWith(
            file
                + ": this is a text in JSON, such as servers send when a download fails. Download"
                + " the file itself again.")
        .hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void saysThatAKeyIsNotThere() {
    Cli.Result result =
        importing(first, folder.resolve("out"), "--generator-key", "state_dict.decoder");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("there is no 'state_dict.decoder' in the file; it has 'g_ema'");
  }

  @Test
  void tellsOnStderrWhatItDecided() throws IOException {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(first)) {
      TensorTable table = checkpoint.tensors("g_ema");
      for (String name : table.names()) {
        if (!name.startsWith("noises.")) {
          CheckpointTensor tensor = table.require(name);
          int[] shape = tensor.shape().stream().mapToInt(Long::intValue).toArray();
          tensors.put("module." + name, new SafeTensors.Tensor(shape, tensor.toFloatArray()));
        }
      }
    }
    Path file = Files.write(folder.resolve("g.safetensors"), SafeTensors.toBytes(tensors));

    Cli.Result result = importing(file, folder.resolve("out"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "The generator was taken from 'module'.",
            "7 noise maps were not in the file and were drawn from the seed 0.",
            "The model was not trained for 11 of 12 sub-generators, which auto and side by side do"
                + " without: see studio info.");
  }

  @Test
  void helpTellsWhatItDoes() {
    String help = cli.run("import", "--help").out();

    assertThat(help).contains("--generator-key", "--force").doesNotContain("must not exist");
  }

  private Cli.Result importing(Path generator, Path bundle, Object... more) {
    Object[] arguments = {"import", "--generator", generator, "-o", bundle};
    return cli.run(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray());
  }

  private static String identity(Path bundle) throws IOException {
    try (ModelBundle open = ModelBundle.open(bundle)) {
      return open.identity();
    }
  }
}
