package studio.anycost.training.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.export.checkpoint.CheckpointDict;
import studio.anycost.export.checkpoint.CheckpointList;
import studio.anycost.export.checkpoint.CheckpointScalar;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.networks.GoldenStep;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Tensors;

class CheckpointWriterTest {
  @TempDir private Path folder;

  private PointerScope scope;

  @BeforeEach
  void open() {
    Libtorch.useThreads(1);
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void everyKindOfValueComesBack() throws IOException {
    Path file = folder.resolve("values.pt");
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("whole", 7);
    root.put("large", 1L << 40);
    root.put("negative", -3L);
    root.put("fraction", 0.1);
    root.put("truth", true);
    root.put("nothing", null);
    root.put("text", "Ünïcode");
    root.put("pair", new Object[] {0.0, 0.99});
    root.put("list", List.of(1, "two"));
    root.put("state", Map.of(0, Map.of("step", 3)));
    CheckpointWriter.write(file, root);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      Map<String, ?> entries = ((CheckpointDict) checkpoint.root()).entries();
      assertThat(entries.get("whole")).isEqualTo(new CheckpointScalar(7L));
      assertThat(entries.get("large")).isEqualTo(new CheckpointScalar(1L << 40));
      assertThat(entries.get("negative")).isEqualTo(new CheckpointScalar(-3L));
      assertThat(entries.get("fraction")).isEqualTo(new CheckpointScalar(0.1));
      assertThat(entries.get("truth")).isEqualTo(new CheckpointScalar(true));
      assertThat(entries.get("nothing")).isEqualTo(new CheckpointScalar(null));
      assertThat(entries.get("text")).isEqualTo(new CheckpointScalar("Ünïcode"));
      assertThat(((CheckpointList) entries.get("pair")).items())
          .containsExactly(new CheckpointScalar(0.0), new CheckpointScalar(0.99));
      assertThat(((CheckpointList) entries.get("list")).items())
          .containsExactly(new CheckpointScalar(1L), new CheckpointScalar("two"));
      assertThat(entries.get("state").toString()).contains("step");
    }
  }

  @Test
  void tensorsComeBackInTheOrderOfTheirAxes() throws IOException {
    Path file = folder.resolve("tensors.pt");
    float[] values = {1, 2, 3, 4, 5, 6};
    Tensor tensor = Tensors.of(values, 2, 3);
    CheckpointWriter.write(
        file,
        Map.of(
            "t",
            Map.of(
                "plain", tensor,
                "turned", tensor.t(),
                "double", tensor.to(torch.ScalarType.Double),
                "empty", torch.zeros(0, 3))));
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThat(checkpoint.tensors("t").require("plain", 2, 3).toFloatArray())
          .containsExactly(values);
      assertThat(checkpoint.tensors("t").require("turned", 3, 2).toFloatArray())
          .containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(checkpoint.tensors("t").require("double", 2, 3).toFloatArray())
          .containsExactly(values);
      assertThat(checkpoint.tensors("t").require("empty", 0, 3).toFloatArray()).isEmpty();
    }
  }

  @Test
  void aGeneratorComesBackAsItWas() throws IOException {
    Path file = folder.resolve("generator.pt");
    try (GoldenStep golden = new GoldenStep();
        Generator generator = golden.generator()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      generator.weights().names().forEach(name -> tensors.put(name, generator.weights().get(name)));
      CheckpointWriter.write(file, Map.of("g_ema", tensors));
      try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
        assertThat(GeneratorSpec.infer(checkpoint.tensors("g_ema"))).isEqualTo(generator.spec());
        for (String name : golden.table("g").names()) {
          assertThat(checkpoint.tensors("g_ema").require(name).toFloatArray())
              .isEqualTo(golden.table("g").require(name).toFloatArray());
        }
      }
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("old.pt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.replace(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " cannot be written: No space left on device.");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("old.pt");
  }
}
