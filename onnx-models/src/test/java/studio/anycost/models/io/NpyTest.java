package studio.anycost.models.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
      delimiter = ';',
      value = {
        "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), } ; whole numbers",
        "{'descr': '|b1', 'fortran_order': False, 'shape': (8,), } ; truth values",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), } ; complex numbers",
        "{'descr': '<U2', 'fortran_order': False, 'shape': (1,), } ; texts",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), } ; never loaded",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), } ; records",
        "{'descr': '=f8', 'fortran_order': False, 'shape': (1,), } ; damaged",
        "{'descr': '', 'fortran_order': False, 'shape': (1,), } ; unknown type",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), } ; shape [2] does not fit the 8",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536, 65536, 65536), } ; fit",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999999999999,), } ; damaged",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), } ; damaged",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': __import__('os')} ; damaged",
        "{'descr': '<f8', 'fortran_order': False } ; damaged",
      })
  void refusesOtherHeaders(String header, String part) {
    assertThatThrownBy(() -> Npy.parse(file(1, header, 1), "w.npy"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageStartingWith("The file w.npy cannot be read: ")
        .hasMessageContaining(part);
  }

  @Test
  void readsHalvesDoublesAndBigEndianNumbers() throws Exception {
    ByteBuffer data = ByteBuffer.allocate(4);
    data.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x3c00).putShort((short) 0xc000);
    assertThat(Npy.parse(file("<f2", false, "(2,)", data), "h").data()).containsExactly(1f, -2f);
    data.clear().order(ByteOrder.BIG_ENDIAN).putFloat(0.3f);
    assertThat(Npy.parse(file(">f4", false, "(1,)", data), "b").data()).containsExactly(0.3f);
    ByteBuffer wide = ByteBuffer.allocate(8).putDouble(0.1);
    assertThat(Npy.parse(file(">f8", false, "(1L,)", wide), "d").data()).containsExactly(0.1f);
  }

  @Test
  void turnsFortranOrderIntoRows() throws Exception {
    // As numpy writes asfortranarray(arange(24).reshape(2, 3, 4)): the first index runs fastest.
    ByteBuffer data = ByteBuffer.allocate(24 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          data.putFloat(12 * i + 4 * j + k);
        }
      }
    }
    NpyArray array = Npy.parse(file("<f4", true, "(2, 3, 4)", data), "f");
    assertThat(array.shape()).containsExactly(2, 3, 4);
    for (int i = 0; i < 24; i++) {
      assertThat(array.data()[i]).isEqualTo(i);
    }
    assertThat(Npy.parse(file("<f4", true, "()", ByteBuffer.allocate(4)), "n").data()).hasSize(1);
    assertThat(Npy.parse(file("<f4", true, "(0, 3)", ByteBuffer.allocate(0)), "e").data())
        .isEmpty();
  }

  @Test
  void tellsTheShapeWithoutTheData() throws Exception {
    Path file = folder.resolve("s.npy");
    Npy.write(file, new NpyArray(new int[] {2, 5}, new float[10]));

    assertThat(Npy.shape(file)).containsExactly(2, 5);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 130));
    assertThatThrownBy(() -> Npy.shape(file)).hasMessageContaining("does not fit the 2 bytes");
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

  private static byte[] file(String type, boolean fortran, String shape, ByteBuffer data) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(type, fortran ? "True" : "False", shape);
    ByteBuffer out =
        ByteBuffer.allocate(10 + header.length() + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    return out.put(data.array()).array();
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
