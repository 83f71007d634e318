package studio.anycost.models.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @Test
  void readsBackWhatItWrites() throws Exception {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("zweite", new SafeTensors.Tensor(new int[] {2, 2}, new float[] {1, -2, 0.5f, 9}));
    tensors.put("erste", new SafeTensors.Tensor(new int[] {1}, new float[] {3}));
    tensors.put("leer \"ü\"", new SafeTensors.Tensor(new int[] {0, 3}, new float[0]));

    Map<String, SafeTensors.Tensor> back =
        SafeTensors.parse(SafeTensors.toBytes(tensors), "t.safetensors");

    assertThat(back.keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertThat(back.get(name).shape()).isEqualTo(tensor.shape());
          assertThat(back.get(name).data()).isEqualTo(tensor.data());
        });
  }

  @Test
  void writesThePublishedLayout() {
    byte[] bytes =
        SafeTensors.toBytes(
            Map.of("a", new SafeTensors.Tensor(new int[] {1, 2}, new float[] {1, 2})));

    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) in.getLong();
    assertThat(length).isEqualTo((header.length() + 7) / 8 * 8);
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).strip()).isEqualTo(header);
    assertThat(in.getFloat(8 + length)).isEqualTo(1f);
    assertThat(in.getFloat(12 + length)).isEqualTo(2f);
    assertThat(bytes).hasSize(16 + length);
  }

  @Test
  void skipsMetadataAndUnknownFields() throws Exception {
    byte[] file =
        file(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"more\":[1]}}",
            4);

    assertThat(SafeTensors.parse(file, "t").keySet()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}} | F32",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | does not fit its bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,-4]}} | does not fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]}}|fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[536870912],\"data_offsets\":[0,2147483648]}} | need 2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | gaps",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}} | but 4 are there",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[9223372036854775804,0]}} | fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}} | not described",
        "{\"a\":null} | not described",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{}} | damaged",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | damaged",
        "null | empty",
        "[[[[[[[[[[[[[[[[[[[[ | damaged",
      })
  void refusesHeadersThatDoNotFit(String header, String part) {
    assertThatThrownBy(() -> SafeTensors.parse(file(header, 4), "b.safetensors"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageStartingWith("The file b.safetensors cannot be read: ")
        .hasMessageContaining(part);
  }

  @Test
  void refusesOverlappingTensors() {
    byte[] file =
        file(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            4);

    assertThatThrownBy(() -> SafeTensors.parse(file, "t")).hasMessageContaining("overlap");
  }

  @Test
  void refusesAHeaderLongerThanTheFile() {
    for (long length : new long[] {-1, 100, 1L << 40, Long.MIN_VALUE}) {
      byte[] file = file("{}", 4);
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
      assertThatThrownBy(() -> SafeTensors.parse(file, "t"))
          .isInstanceOf(InvalidFileException.class)
          .hasMessageContaining("longer");
    }
    assertThatThrownBy(() -> SafeTensors.parse(new byte[3], "t"))
        .isInstanceOf(InvalidFileException.class);
  }

  @Test
  void survivesRandomDamage() {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", new SafeTensors.Tensor(new int[] {2, 2}, new float[4]));
    tensors.put("b", new SafeTensors.Tensor(new int[] {3}, new float[3]));
    Mutations.of(SafeTensors.toBytes(tensors), new Random(11), 20_000)
        .forEachIoOnly(bytes -> SafeTensors.parse(bytes, "mutant"));
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
