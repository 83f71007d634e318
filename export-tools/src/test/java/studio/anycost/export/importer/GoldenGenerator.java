package studio.anycost.export.importer;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** Generators and pictures of the public implementation, and ways to spoil the former. */
final class GoldenGenerator {
  private GoldenGenerator() {}

  static Path file(String name) {
    try {
      return Path.of(GoldenGenerator.class.getResource("/golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  static NpyArray array(String name) throws IOException {
    return Npy.read(file(name));
  }

  /** The tensors of the small generator: 32 px, 32 values a style, 2 mapping layers. */
  static Map<String, TorchTensor> tensors() throws IOException {
    Map<String, TorchTensor> result = new LinkedHashMap<>();
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file("generator_legacy32.pt"))) {
      TensorTable table = checkpoint.tensors("g_ema");
      for (String name : table.names()) {
        result.put(name, tensor(table, name));
      }
    }
    return result;
  }

  private static TorchTensor tensor(TensorTable table, String name) throws IOException {
    long[] shape = table.require(name).shape().stream().mapToLong(Long::longValue).toArray();
    return TorchTensor.of(shape, table.require(name).toFloatArray());
  }

  static Path write(Path file, Map<String, TorchTensor> tensors) {
    return TorchFileWriter.writeZip(file, Map.of("g_ema", tensors));
  }
}
