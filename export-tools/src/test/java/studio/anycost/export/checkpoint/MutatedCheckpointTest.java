package studio.anycost.export.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.models.io.SafeTensors;

/**
 * Thousands of small files with a few bytes changed, cut, doubled or put in. Each is either read or
 * refused with a {@link CheckpointException}, in little time; nothing else may come out.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutatedCheckpointTest {
  private static final int MUTATIONS = 2000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final List<String> LINES = List.of("1", "I01", "'a'", "0.5", "-9L", "");

  private static final List<String> NAMES =
      List.of(
          "collections OrderedDict",
          "os system",
          "numpy dtype",
          "numpy ndarray",
          "numpy._core.multiarray _reconstruct",
          "numpy.core.multiarray scalar",
          "torch._utils _rebuild_parameter",
          "_codecs encode");

  @TempDir private Path folder;

  private final Map<String, Object> root = new LinkedHashMap<>();
  private int read;
  private int refused;

  @BeforeEach
  void buildARootOfEveryKind() {
    TorchStorage shared = new TorchStorage(ElementType.FLOAT16, 1, 2, 3, 4, 5, 6);
    root.put("w", TorchTensor.of(new long[] {2, 2}, 1, 2, 3, 4));
    root.put("t", TorchTensor.view(shared, 0, new long[] {2, 3}, 1, 2));
    root.put("p", TorchTensor.view(shared, 2, new long[] {4}, 1).asParameter());
    root.put(
        "array",
        NumpyValue.array(new long[] {2, 2}, "f8", ByteOrder.LITTLE_ENDIAN, true, 1, 2, 3, 4));
    root.put("foreign", new ForeignValue("argparse", "Namespace", Map.of("lr", 0.5)));
    root.put("nested", Map.of("list", Arrays.asList(1, 2.5, null, "text", true)));
  }

  @Test
  void mutatedZip() throws IOException {
    byte[] seed = Files.readAllBytes(TorchFileWriter.writeZip(folder.resolve("seed.pt"), root));
    mutate(seed, 1, bytes -> Files.write(folder.resolve("mutated.pt"), bytes));
    assertBothHappened();
  }

  @Test
  void mutatedCompressedZip() throws IOException {
    Map<String, byte[]> entries = TorchFileWriter.zipEntries(root, ByteOrder.LITTLE_ENDIAN);
    byte[] seed =
        Files.readAllBytes(
            TorchFileWriter.writeEntries(folder.resolve("seed.pt"), entries, ZipEntry.DEFLATED));
    mutate(seed, 2, bytes -> Files.write(folder.resolve("mutated.pt"), bytes));
    assertBothHappened();
  }

  @Test
  void mutatedLegacyFile() throws IOException {
    byte[] seed = Files.readAllBytes(TorchFileWriter.writeLegacy(folder.resolve("seed.pth"), root));
    mutate(seed, 3, bytes -> Files.write(folder.resolve("mutated.pth"), bytes));
    assertBothHappened();
  }

  @Test
  void mutatedSafetensors() throws IOException {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", new SafeTensors.Tensor(new int[] {2, 2}, new float[] {1, 2, 3, 4}));
    tensors.put("b", new SafeTensors.Tensor(new int[] {3}, new float[] {1, 2, 3}));
    byte[] seed = SafeTensors.toBytes(tensors);
    mutate(seed, 6, bytes -> Files.write(folder.resolve("mutated.safetensors"), bytes));
    assertBothHappened();
  }

  /** The zip stays whole, so every mutation reaches the unpickling. */
  @Test
  void mutatedPickleInAWholeZip() throws IOException {
    Map<String, byte[]> entries = TorchFileWriter.zipEntries(root, ByteOrder.LITTLE_ENDIAN);
    mutate(
        entries.get("archive/data.pkl"),
        4,
        pickle -> {
          entries.put("archive/data.pkl", pickle);
          return TorchFileWriter.writeEntries(
              folder.resolve("mutated.pt"), entries, ZipEntry.STORED);
        });
    assertBothHappened();
  }

  /** Operations in random order, with random small arguments. */
  @Test
  void randomOperations() throws IOException {
    Random random = new Random(5);
    PickleOpcode[] all = PickleOpcode.values();
    for (int i = 0; i < MUTATIONS; i++) {
      PickleWriter pickle = new PickleWriter();
      for (int operation = random.nextInt(40); operation > 0; operation--) {
        PickleOpcode opcode = all[random.nextInt(all.length)];
        switch (opcode.argument()) {
          case PROTOCOL -> pickle.op(opcode).raw(2);
          case ONE_BYTE -> pickle.op(opcode).raw(random.nextInt(4));
          case TWO_BYTES -> pickle.op(opcode).number(random.nextInt(4), 2);
          case FOUR_BYTES -> pickle.op(opcode).number(random.nextInt(4), 4);
          case EIGHT_BYTES -> pickle.op(opcode).number(random.nextLong(), 8);
          case LINE -> pickle.op(opcode).text(LINES.get(random.nextInt(LINES.size())) + "\n");
          case GLOBAL_NAME -> {
            String[] name = NAMES.get(random.nextInt(NAMES.size())).split(" ");
            pickle.op(opcode).text(name[0] + "\n" + name[1] + "\n");
          }
          case SIZED_BY_ONE_BYTE -> pickle.op(opcode).number(2, 1).text("ab");
          case SIZED_BY_FOUR_BYTES -> pickle.op(opcode).number(2, 4).text("ab");
          case SIZED_BY_EIGHT_BYTES -> pickle.op(opcode).number(2, 8).text("ab");
          default -> pickle.op(opcode);
        }
      }
      readOrRefuse(
          TorchFileWriter.writePickle(folder.resolve("random.pt"), pickle.stop()), "round " + i);
    }
    assertThat(refused).isPositive();
  }

  /** How mutated bytes become a file. */
  private interface Writer {
    Path write(byte[] bytes) throws IOException;
  }

  private void mutate(byte[] seed, long randomSeed, Writer writer) throws IOException {
    Random random = new Random(randomSeed);
    readOrRefuse(writer.write(seed), "unchanged");
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = seed;
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes = mutated(bytes, random);
      }
      readOrRefuse(writer.write(bytes), "round " + i);
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int count = Math.min(1 + random.nextInt(8), bytes.length - at);
    byte[] changed = bytes.clone();
    switch (random.nextInt(6)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) random.nextInt();
      case 2 -> Arrays.fill(changed, at, at + count, (byte) (random.nextBoolean() ? 0xff : 0x7f));
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        changed = new byte[bytes.length - count];
        System.arraycopy(bytes, 0, changed, 0, at);
        System.arraycopy(bytes, at + count, changed, at, bytes.length - at - count);
      }
      default -> {
        changed = new byte[bytes.length + count];
        System.arraycopy(bytes, 0, changed, 0, at + count);
        System.arraycopy(bytes, at, changed, at + count, bytes.length - at);
      }
    }
    return changed;
  }

  private void readOrRefuse(Path file, String description) {
    long start = System.nanoTime();
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      if (checkpoint.root() instanceof CheckpointDict) {
        TensorTable tensors = checkpoint.tensors();
        for (String name : tensors.names()) {
          CheckpointTensor tensor = tensors.require(name);
          assertThat((long) tensor.toFloatArray().length).isEqualTo(tensor.elementCount());
        }
      }
      read++;
    } catch (CheckpointException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
      refused++;
    } catch (Throwable e) {
      // Everything that is not the one promised exception fails the test, errors included.
      throw new AssertionError(description + " gave " + e, e);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(description).isLessThan(LONGEST);
  }

  private void assertBothHappened() {
    assertThat(read).as("files read").isPositive();
    assertThat(refused).as("files refused").isPositive();
  }
}
