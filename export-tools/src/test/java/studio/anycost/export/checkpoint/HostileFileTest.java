package studio.anycost.export.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are cut short, that lie about their sizes, or that are something else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFileTest {
  private static final Map<String, Object> ROOT =
      Map.of("w", TorchTensor.of(new long[] {4}, 1, 2, 3, 4));

  @TempDir private Path folder;

  @Test
  void refusesAZipCutAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(TorchFileWriter.writeZip(folder.resolve("whole.pt"), ROOT));
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, length)));
    }
    assertRefused(Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, whole.length / 2)))
        .hasMessageContaining(
            "the file begins as a zip but is damaged or cut short. Copy or download it again.");
  }

  @Test
  void refusesALegacyFileCutAnywhere() throws IOException {
    byte[] whole =
        Files.readAllBytes(TorchFileWriter.writeLegacy(folder.resolve("whole.pth"), ROOT));
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length)));
    }
    assertRefused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length - 1)))
        .hasMessageContaining(
            "storage '0' claims 16 bytes, but the file has only 15 left. "
                + "Copy or download it again.");
  }

  @Test
  void refusesALegacyCountThatIsNotTheTensors() throws IOException {
    byte[] bytes =
        Files.readAllBytes(TorchFileWriter.writeLegacy(folder.resolve("legacy.pth"), ROOT));
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length - 4 * Float.BYTES - Long.BYTES, 1L << 60);

    assertRefused(Files.write(folder.resolve("legacy.pth"), bytes))
        .hasMessageContaining(
            "storage '0' has 1152921504606846976 elements in the file, but its tensors need 4.");
  }

  @Test
  void refusesALegacyStorageThatIsNotListed() {
    byte[] pickle =
        new PickleWriter(new TorchStorageKeys(), true)
            .op(PickleOpcode.MARK)
            .storage("FloatStorage", "77", 4)
            .op(PickleOpcode.TUPLE)
            .stop();
    Path file = folder.resolve("legacy.pth");

    assertRefused(TorchFileWriter.writeLegacy(file, pickle, List.of()))
        .hasMessageContaining("the data of '77' is missing.");
    TorchStorage other = new TorchStorage(ElementType.FLOAT32, 1);
    assertRefused(TorchFileWriter.writeLegacy(file, pickle, List.of(other)))
        .hasMessageContaining("the data of storage '0' belongs to no tensor that can be read.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "archive/../../evil",
        "archive/data/..",
        "/etc/evil",
        "..\\evil",
        "archive\\data\\0",
        "C:/evil"
      })
  void refusesEntryNamesThatLeadOut(String name) {
    Map<String, byte[]> entries = entries();
    entries.put(name, new byte[] {1});

    assertRefused(entries)
        .hasMessageContaining(
            "the zip has the entry '%s', whose name leads out of the archive.".formatted(name));
  }

  @Test
  void doesNotFollowAStorageKeyOutOfItsFolder() {
    byte[] pickle =
        new PickleWriter()
            .op(PickleOpcode.MARK)
            .storage("FloatStorage", "../version", 0)
            .op(PickleOpcode.TUPLE)
            .stop();
    Map<String, byte[]> entries = entries();
    entries.put("archive/data.pkl", pickle);

    assertRefused(entries).hasMessageContaining("the data of storage '../version' is missing.");
  }

  @Test
  void refusesAMissingStorage() {
    Map<String, byte[]> entries = entries();
    entries.remove("archive/data/0");

    assertRefused(entries).hasMessageContaining("the data of storage '0' is missing.");
  }

  @Test
  void refusesAStorageShorterThanItsClaim() {
    Map<String, byte[]> entries = entries();
    entries.put("archive/data/0", new byte[15]);

    assertRefused(entries)
        .hasMessageContaining("storage '0' claims 16 bytes, but the file has only 15 of them.");
  }

  @Test
  void refusesAnEntryThatIsThereTwice() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("archive/data/#", new byte[16]);
    Path file = TorchFileWriter.writeEntries(folder.resolve("twice.pt"), entries, ZipEntry.STORED);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("/#", "/0");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);

    assertRefused(file).hasMessageContaining("the zip has the entry 'archive/data/0' twice.");
  }

  @Test
  void refusesABombBeforeInflatingIt() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("archive/data/1", new byte[8 << 20]);
    Path file = folder.resolve("bomb.pt");
    TorchFileWriter.writeEntries(file, entries, ZipEntry.DEFLATED);
    assertThat(Files.size(file)).isLessThan(16 << 10);

    assertThatThrownBy(() -> TorchCheckpoint.open(file, limitsOfOneMebibyte()).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageContaining("the zip's compressed entries inflate to more than 1048576 bytes.");
  }

  @Test
  void refusesSizesThatTheFileCannotHold() throws IOException {
    ZipEntry lie = new ZipEntry("archive/data/0");
    lie.setMethod(ZipEntry.DEFLATED);
    lie.setSize(2_000_000_000L);
    lie.setCompressedSize(100);
    assertThatThrownBy(() -> new ZipBudget(1024, CheckpointLimits.STANDARD).add(lie))
        .isExactlyInstanceOf(MalformedCheckpointException.class)
        .hasMessageContaining("claims 2000000000 bytes in 100, but the file cannot hold them.");

    ZipEntry stored = new ZipEntry("archive/data/0");
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(600);
    stored.setCompressedSize(600);
    ZipBudget budget = new ZipBudget(1024, CheckpointLimits.STANDARD);
    budget.add(stored);
    assertThatThrownBy(() -> budget.add(stored))
        .isExactlyInstanceOf(MalformedCheckpointException.class)
        .hasMessageContaining("they overlap.");
  }

  @Test
  void refusesTooManyEntriesAndTooLargeFiles() throws IOException {
    Map<String, byte[]> entries = entries();
    for (int i = 1; i < 100; i++) {
      entries.put("archive/data/" + i, new byte[0]);
    }
    Path many = TorchFileWriter.writeEntries(folder.resolve("many.pt"), entries, ZipEntry.STORED);
    assertThatThrownBy(() -> TorchCheckpoint.open(many, limitsOfOneMebibyte()).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageContaining("entries; at most 100 are read.");

    Path large = Files.write(folder.resolve("large.pt"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> TorchCheckpoint.open(large, limitsOfOneMebibyte()).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageContaining("the file has 1048577 bytes; at most 1048576 are read.");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    assertRefused(folder.resolve("missing.pt")).hasMessageContaining("there is no such file.");
    assertRefused(folder).hasMessageContaining("this is a folder");
    assertRefused(
            Files.write(folder.resolve("p.pt"), new PickleWriter().value(Map.of("a", 1)).stop()))
        .hasMessageContaining("this is a pickle, but not of torch.save")
        .hasMessageContaining("torch.save(model.state_dict(), 'weights.pt')");

    Map<String, byte[]> script = entries();
    script.put("archive/constants.pkl", new byte[1]);
    assertRefused(script).hasMessageContaining("this is a TorchScript program");

    Map<String, byte[]> order = entries();
    order.put("archive/byteorder", "middle".getBytes(StandardCharsets.UTF_8));
    assertRefused(order).hasMessageContaining("the byte order is 'middle'");
  }

  /** Whether its numbers are big-endian or only said to be: nobody can tell them apart. */
  @Test
  void saysThatBigEndianNumbersAreNotRead() {
    assertRefused(TorchFileWriter.writeZip(folder.resolve("b.pt"), ROOT, ByteOrder.BIG_ENDIAN))
        .hasMessageContaining(
            "the file says that its numbers are big-endian, which is not read. "
                + "Load it with PyTorch on a PC and save it again.");
  }

  static Stream<Arguments> otherFiles() {
    return Stream.of(
        Arguments.of("", "the file is empty"),
        Arguments.of(
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            "Git LFS pointer"),
        Arguments.of("<!DOCTYPE html><html><body>Sign in</body></html>", "this is a web page"),
        Arguments.of("\n  <HTML><head></head></HTML>", "this is a web page"),
        Arguments.of("<!-- saved --><head><title>404</title>", "this is a web page"),
        Arguments.of(
            "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "a text in XML"),
        Arguments.of("{\"error\": \"Invalid credentials\"}", "a text in JSON"),
        Arguments.of("404: Not Found", "this is a text"),
        Arguments.of("\0\0\0\0\0\0", "nothing but zeros"),
        Arguments.of("\37\u008b\b\0\0", "a compressed file"),
        Arguments.of("7z\u00bc\u00af'\34", "an archive"),
        Arguments.of("\u0093NUMPY\1\0", "an array of NumPy"),
        Arguments.of("\u0089HDF\r\n", "an HDF5 file"),
        Arguments.of("\u0089PNG\r\n", "a picture"),
        Arguments.of("\1\2\3\4", "this is not a PyTorch checkpoint. Choose a file"));
  }

  @ParameterizedTest
  @MethodSource("otherFiles")
  void saysWhatAnotherFileIs(String content, String kind) throws IOException {
    Path file = folder.resolve("other.pt");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);

    assertRefused(file).hasMessageContaining(kind).hasMessageContaining(".");
  }

  @Test
  void saysWhatAnArchiveIs() throws IOException {
    byte[] tar = new byte[1024];
    tar[0] = 'a';
    System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, tar, 257, 5);
    assertRefused(Files.write(folder.resolve("a.tar"), tar))
        .hasMessageContaining("this is a tar archive")
        .hasMessageContaining("Unpack it and choose the checkpoint in it.");

    assertRefused(Map.of("model/ffhq.pt", new byte[1], "readme.txt", new byte[1]))
        .hasMessageContaining("this is an archive around 'model/ffhq.pt'. Unpack it");
    assertRefused(Map.of("w.npy", new byte[1])).hasMessageContaining("NumPy arrays (.npz)");
    assertRefused(Map.of("manifest.json", new byte[1])).hasMessageContaining("a model bundle");
    assertRefused(Map.of("readme.txt", new byte[1])).hasMessageContaining("a zip archive of other");
  }

  @Test
  void saysThatTheFileWasCutWhileOpen() throws IOException {
    Path file = TorchFileWriter.writeLegacy(folder.resolve("open.pth"), ROOT);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      CheckpointTensor tensor = checkpoint.tensors().require("w");
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));

      assertThatThrownBy(tensor::toFloatArray)
          .isExactlyInstanceOf(CheckpointException.class)
          .hasMessageContaining(
              "tensor 'w' cannot be read: the file has been cut since it was opened.");
    }
  }

  private static CheckpointLimits limitsOfOneMebibyte() {
    return new CheckpointLimits(
        1 << 20, 1 << 20, 100, 1 << 16, 1000, 1000, 8, 100, 100, 8, 1 << 20, 1000);
  }

  private static Map<String, byte[]> entries() {
    return new LinkedHashMap<>(TorchFileWriter.zipEntries(ROOT, ByteOrder.LITTLE_ENDIAN));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Map<String, byte[]> entries) {
    return assertRefused(
        TorchFileWriter.writeEntries(folder.resolve("hostile.pt"), entries, ZipEntry.STORED));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file) {
    return assertThatThrownBy(() -> TorchCheckpoint.open(file).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ");
  }
}
