package studio.anycost.export.importer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import studio.anycost.export.checkpoint.ElementType;
import studio.anycost.export.checkpoint.TorchStorage;
import studio.anycost.export.checkpoint.TorchTensor;

/** Writes safetensors files as other tools do, with metadata and in any type. */
final class SafeTensorsBuilder {
  private SafeTensorsBuilder() {}

  static Path write(Path file, ElementType type, Map<String, TorchTensor> tensors)
      throws IOException {
    StringJoiner header = new StringJoiner(",", "{", "}");
    header.add("\"__metadata__\":{\"format\":\"pt\",\"shape\":\"none\"}");
    ByteBuffer data = ByteBuffer.allocate(1 << 24).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, TorchTensor> named : tensors.entrySet()) {
      int begin = data.position();
      data.put(new TorchStorage(type, named.getValue().storage().values()).encode(data.order()));
      header.add(
          "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  named.getKey(),
                  name(type),
                  Arrays.toString(named.getValue().shape()),
                  begin,
                  data.position()));
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + json.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(json.length).put(json).put(data.flip());
    return Files.write(file, all.array());
  }

  private static String name(ElementType type) {
    return switch (type) {
      case FLOAT32 -> "F32";
      case FLOAT16 -> "F16";
      case BFLOAT16 -> "BF16";
      case FLOAT64 -> "F64";
      default -> throw new IllegalArgumentException(type.toString());
    };
  }
}
