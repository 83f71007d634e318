package studio.anycost.models.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
  @TempDir Path folder;

  @Test
  void readsBackWhatItWrites() throws Exception {
    Path file = folder.resolve("a.npy");
    for (int[] shape : new int[][] {{}, {3}, {2, 3}, {1, 3, 2, 2}, {0, 4}}) {
      float[] data = new float[ArrayShape.elements(shape)];
      for (int i = 0; i < data.length; i++) {
        data[i] = i == 1 ? Float.NaN : i / 3f;
      }
      Npy.write(file, new NpyArray(shape, data));

      NpyArray back = Npy.read(file);

      assertThat(back.shape()).isEqualTo(shape);
      assertThat(back.data()).isEqualTo(data);
    }
  }

  @Test
  void writesTheHeaderThatNumPyWrites() {
    byte[] bytes = Npy.toBytes(new NpyArray(new int[] {2, 1}, new float[] {1, 2}));

    assertThat(new String(bytes, 10, 118, StandardCharsets.ISO_8859_1))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), } ")
        .endsWith(" \n");
    assertThat(bytes).hasSize(128 + 8).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
  }

  @Test
  void readsVersionTwoDoublesAndKeysInAnyOrder() throws Exception {
    byte[] file = file(2, "{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"<f8\"}\n", 0.5, -2);

    assertThat(Npy.parse(file, "d.npy").data()).containsExactly(0.5f, -2f);
    assertThat(Npy.parse(file, "d.npy").shape()).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), } | float32",
        "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), } | little-endian",
        "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }  | Fortran",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), } | shape [2] does not fit the 8",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536, 65536, 65536), } | fit",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999999999999,), } | damaged",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), } | damaged",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': __import__('os')} | damaged",
        "{'descr': '<f8', 'fortran_order': False } | damaged",
      })
  void refusesOtherHeaders(String header, String part) {
    assertThatThrownBy(() -> Npy.parse(file(1, header, 1), "w.npy"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageStartingWith("The file w.npy cannot be read: ")
        .hasMessageContaining(part);
  }

  @Test
  void refusesWhatIsNoNpyFile() throws Exception {
    Path text = Files.writeString(folder.resolve("text.npy"), "not an array at all");

    assertThatThrownBy(() -> Npy.read(text)).hasMessageContaining("not an .npy file");
    assertThatThrownBy(() -> Npy.read(folder)).hasMessageContaining("folder");
    assertThatThrownBy(() -> Npy.parse(new byte[0], "e.npy"))
        .isInstanceOf(InvalidFileException.class);
  }

  @Test
  void refusesAHeaderThatClaimsTwoGigabytes() {
    byte[] file = file(2, "{}", 1);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);

    assertThatThrownBy(() -> Npy.parse(file, "w.npy")).hasMessageContaining("claims 2147483647");
  }

  @Test
  void survivesRandomDamage() throws Exception {
    byte[] good = Npy.toBytes(new NpyArray(new int[] {2, 3}, new float[6]));
    Mutations.of(good, new Random(7), 20_000)
        .forEachIoOnly(bytes -> Npy.parse(bytes, "mutant.npy"));
  }

  private static byte[] file(int version, String header, double... data) {
    int lengthBytes = version == 1 ? 2 : 4;
    ByteBuffer out =
        ByteBuffer.allocate(8 + lengthBytes + header.length() + 8 * data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      out.putShort((short) header.length());
    } else {
      out.putInt(header.length());
    }
    out.put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (double value : data) {
      out.putDouble(value);
    }
    return out.array();
  }
}
