package studio.anycost.models.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path folder;

  private Path write(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("a.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  private static byte[] npy(int... shape) {
    float[] data = new float[ArrayShape.elements(shape)];
    for (int i = 0; i < data.length; i++) {
      data[i] = i - 1.5f;
    }
    return Npy.toBytes(new NpyArray(shape, data));
  }

  @Test
  void readsArraysByKeyAndTellsWhatItCannotRead() throws Exception {
    byte[] objects =
        new String(npy(1), StandardCharsets.ISO_8859_1)
            .replace("'<f4'", "'|O' ")
            .getBytes(StandardCharsets.ISO_8859_1);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("w.npy", npy(1, 2, 3));
    entries.put("../up/key.npy", npy(2));
    entries.put("names.npy", objects);
    entries.put("readme.txt", new byte[] {1});

    try (Npz npz = Npz.open(write(entries))) {
      assertThat(npz.shapes().keySet()).containsExactly("w", "../up/key");
      assertThat(npz.shapes().get("w")).containsExactly(1, 2, 3);
      assertThat(npz.read("w").data()).containsExactly(-1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 3.5f);
      assertThat(npz.read("../up/key").data()).containsExactly(-1.5f, -0.5f);
      assertThat(npz.faults()).containsOnlyKeys("names");
      assertThat(npz.faults().get("names")).contains("'names'").contains("never loaded");
    }
    assertThat(Files.exists(folder.resolveSibling("up"))).isFalse();
  }

  @Test
  void refusesAZipWithoutArraysAndACutOne() throws Exception {
    Path none = write(Map.of("a.txt", new byte[3]));
    assertThatThrownBy(() -> Npz.open(none)).hasMessageContaining("no array");
    Path cut = write(Map.of("a.npy", npy(64)));
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 40));
    assertThatThrownBy(() -> Npz.open(cut)).hasMessageContaining("cut short");
  }

  @Test
  void refusesAnEntryThatClaimsMoreThanItsBytesCanHold() throws Exception {
    Path file = write(Map.of("a.npy", npy(4)));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = zip.getInt(bytes.length - 22 + 16);
    zip.putInt(directory + 24, 200 << 20);
    Files.write(file, bytes);

    assertThatThrownBy(() -> Npz.open(file)).hasMessageContaining("claims more than there can be");
  }

  @Test
  void survivesRandomDamage() throws Exception {
    Path file = write(Map.of("a.npy", npy(2, 3), "b.npy", npy(1)));
    Mutations.of(Files.readAllBytes(file), new Random(5), 2_000)
        .forEachIoOnly(
            bytes -> {
              Files.write(file, bytes);
              try (Npz npz = Npz.open(file)) {
                for (String name : npz.shapes().keySet()) {
                  npz.read(name);
                }
              }
            });
  }
}
