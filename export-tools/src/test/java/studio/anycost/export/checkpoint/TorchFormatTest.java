package studio.anycost.export.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two formats can hold, in files made by {@link TorchFileWriter}. */
class TorchFormatTest {
  @TempDir private Path folder;

  /** How a test writes its file. */
  enum Format {
    ZIP {
      @Override
      Path write(Path folder, Object root) {
        return TorchFileWriter.writeZip(folder.resolve("zip.pt"), root);
      }
    },
    COMPRESSED_ZIP {
      @Override
      Path write(Path folder, Object root) {
        return TorchFileWriter.writeEntries(
            folder.resolve("compressed.pt"),
            TorchFileWriter.zipEntries(root, ByteOrder.LITTLE_ENDIAN),
            ZipEntry.DEFLATED);
      }
    },
    LEGACY {
      @Override
      Path write(Path folder, Object root) {
        return TorchFileWriter.writeLegacy(folder.resolve("legacy.pth"), root);
      }
    };

    abstract Path write(Path folder, Object root);
  }

  @ParameterizedTest
  @EnumSource
  void keepsNamesInTheOrderOfTheFile(Format format) throws IOException {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("zeta", TorchTensor.of(new long[] {1}, 1));
    inner.put("alpha", TorchTensor.of(new long[] {1}, 2).asParameter());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("outer", inner);
    root.put("beta", TorchTensor.of(new long[0], 3));
    root.put("epoch", 7);

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root))) {
      assertThat(checkpoint.tensors().names()).containsExactly("outer.zeta", "outer.alpha", "beta");
      assertThat(checkpoint.tensors("outer").names()).containsExactly("zeta", "alpha");
      assertThat(checkpoint.tensors().require("outer.alpha").toFloatArray()).containsExactly(2);
      assertThat(checkpoint.tensors().require("outer.alpha").name()).isEqualTo("outer.alpha");
      CheckpointTensor single = checkpoint.tensors().require("beta", new long[0]);
      assertThat(single.shape()).isEmpty();
      assertThat(single.toFloatArray()).containsExactly(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryElementType(Format format) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    for (ElementType type : ElementType.values()) {
      root.put(type.torchName(), TorchTensor.of(type, new long[] {2, 2}, 0, 1, 1, 0));
    }
    float[] signed = {-2, 96, 0.5f, -0x1p-24f, 65504, Float.POSITIVE_INFINITY};
    long[] six = {6};
    root.put("half", TorchTensor.of(ElementType.FLOAT16, six, signed));
    root.put("brain", TorchTensor.of(ElementType.BFLOAT16, new long[] {3}, -2, 96, 0x1p100f));
    root.put("long", TorchTensor.of(ElementType.INT64, new long[] {2}, -0x1p40f, 5));
    root.put("bytes", TorchTensor.of(ElementType.UINT8, new long[] {2}, 255, 128));

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root))) {
      TensorTable tensors = checkpoint.tensors();
      for (ElementType type : ElementType.values()) {
        CheckpointTensor tensor = tensors.require(type.torchName(), 2, 2);
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(tensor.toFloatArray()).as(type.torchName()).containsExactly(0, 1, 1, 0);
      }
      assertThat(tensors.require("half").toFloatArray()).containsExactly(signed);
      assertThat(tensors.require("brain").toFloatArray()).containsExactly(-2, 96, 0x1p100f);
      assertThat(tensors.require("long").toFloatArray()).containsExactly(-0x1p40f, 5);
      assertThat(tensors.require("bytes").toFloatArray()).containsExactly(255, 128);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsViewsOfASharedStorage(Format format) throws IOException {
    TorchStorage storage = new TorchStorage(ElementType.FLOAT32, 0, 1, 2, 3, 4, 5, 6, 7);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("tail", TorchTensor.view(storage, 5, new long[] {3}, 1));
    root.put("transposed", TorchTensor.view(storage, 1, new long[] {3, 2}, 1, 3));
    root.put("every_other", TorchTensor.view(storage, 0, new long[] {4}, 2));
    root.put("expanded", TorchTensor.view(storage, 3, new long[] {2, 3}, 1, 0));
    root.put("unit_axis", TorchTensor.view(storage, 2, new long[] {1, 2, 1}, 99, 1, 99));
    root.put("empty", TorchTensor.view(storage, 0, new long[] {0, 4}, 4, 1));

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root))) {
      TensorTable tensors = checkpoint.tensors();
      assertThat(tensors.require("tail").toFloatArray()).containsExactly(5, 6, 7);
      assertThat(tensors.require("transposed").toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(tensors.require("every_other").toFloatArray()).containsExactly(0, 2, 4, 6);
      assertThat(tensors.require("expanded").toFloatArray()).containsExactly(3, 3, 3, 4, 4, 4);
      assertThat(tensors.require("unit_axis").toFloatArray()).containsExactly(2, 3);
      assertThat(tensors.require("empty", 0, 4).toFloatArray()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsTensorsLargerThanAChunk(Format format) throws IOException {
    float[] values = new float[200_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Map<String, Object> root = Map.of("w", TorchTensor.of(new long[] {values.length}, values));

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root))) {
      assertThat(checkpoint.tensors().require("w").toFloatArray()).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsPlainValues(Format format) throws IOException {
    BigInteger seed = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    Map<Object, Object> root = new LinkedHashMap<>();
    root.put("text", "Grüße");
    root.put("none", null);
    root.put("truth", true);
    root.put("step", -5);
    root.put("long", 1L << 40);
    root.put("seed", seed);
    root.put("lr", 0.002);
    root.put("list", Arrays.asList(1, null, new Object[] {"a"}));
    root.put(12, "number as key");

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root))) {
      Map<String, CheckpointValue> entries = ((CheckpointDict) checkpoint.root()).entries();
      assertThat(entries.get("text")).isEqualTo(new CheckpointScalar("Grüße"));
      assertThat(entries.get("none")).isEqualTo(new CheckpointScalar(null));
      assertThat(entries.get("truth")).isEqualTo(new CheckpointScalar(true));
      assertThat(entries.get("step")).isEqualTo(new CheckpointScalar(-5L));
      assertThat(entries.get("long")).isEqualTo(new CheckpointScalar(1L << 40));
      assertThat(entries.get("seed")).isEqualTo(new CheckpointScalar(seed));
      assertThat(entries.get("lr")).isEqualTo(new CheckpointScalar(0.002));
      assertThat(entries.get("12")).isEqualTo(new CheckpointScalar("number as key"));
      assertThat(entries.get("list"))
          .isEqualTo(
              new CheckpointList(
                  List.of(
                      new CheckpointScalar(1L),
                      new CheckpointScalar(null),
                      new CheckpointList(List.of(new CheckpointScalar("a"))))));
      assertThat(checkpoint.tensors().names()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsNamesButNotDataAfterClosing(Format format) throws IOException {
    Map<String, Object> root = Map.of("w", TorchTensor.of(new long[] {2}, 1, 2));
    TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root));
    CheckpointTensor tensor = checkpoint.tensors().require("w");
    checkpoint.close();
    checkpoint.close();

    assertThat(tensor.shape()).containsExactly(2L);
    assertThatThrownBy(tensor::toFloatArray)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(checkpoint.file().toString())
        .hasMessageContaining("tensor 'w' cannot be read: the checkpoint is closed.");
  }

  /** Readers move the same file; an interrupted one must not close it for the others. */
  @ParameterizedTest
  @EnumSource
  void readsFromManyThreads(Format format) throws Exception {
    Map<String, Object> root = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      float[] values = new float[100_000];
      Arrays.fill(values, i);
      root.put("w" + i, TorchTensor.of(new long[] {values.length}, values));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(format.write(folder, root))) {
      TensorTable tensors = checkpoint.tensors();
      List<Future<Boolean>> readings = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        float expected = i % 8;
        boolean interrupted = i % 10 == 0;
        readings.add(
            threads.submit(
                () -> {
                  if (interrupted) {
                    Thread.currentThread().interrupt();
                  }
                  float[] values = tensors.require("w" + (int) expected).toFloatArray();
                  return Thread.interrupted() == interrupted
                      && values[0] == expected
                      && Arrays.equals(values, 1, values.length, values, 0, values.length - 1);
                }));
      }
      for (Future<Boolean> reading : readings) {
        assertThat(reading.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void readsUntypedStorages() throws IOException {
    byte[] pickle =
        new PickleWriter()
            .op(PickleOpcode.EMPTY_DICT)
            .value("w")
            .global("torch._utils", "_rebuild_tensor_v3")
            .op(PickleOpcode.MARK)
            .op(PickleOpcode.MARK)
            .value("storage")
            .global("torch.storage", "UntypedStorage")
            .value("0")
            .value("cpu")
            .value(16)
            .op(PickleOpcode.TUPLE)
            .op(PickleOpcode.BINPERSID)
            .value(1)
            .tuple(3)
            .tuple(1)
            .value(false)
            .emptyOrderedDict()
            .global("torch", "float32")
            .op(PickleOpcode.TUPLE)
            .op(PickleOpcode.REDUCE)
            .op(PickleOpcode.SETITEM)
            .stop();

    assertReads(pickle, 2, 3, 4);
  }

  /** Protocol 4 frames its operations, names globals on the stack and counts its memo. */
  @Test
  void readsProtocol4() throws IOException {
    PickleWriter body = new PickleWriter().op(PickleOpcode.EMPTY_DICT).op(PickleOpcode.MEMOIZE);
    body.op(PickleOpcode.SHORT_BINUNICODE).raw(1).text("w").op(PickleOpcode.MEMOIZE);
    body.value("torch._utils").value("_rebuild_tensor_v2").op(PickleOpcode.STACK_GLOBAL);
    body.op(PickleOpcode.MARK).storage("FloatStorage", "0", 4).value(0);
    body.value(2).value(2).op(PickleOpcode.TUPLE2).value(2).value(1).op(PickleOpcode.TUPLE2);
    body.value(true).value("collections").value("OrderedDict").op(PickleOpcode.STACK_GLOBAL);
    body.op(PickleOpcode.EMPTY_TUPLE).op(PickleOpcode.REDUCE).op(PickleOpcode.TUPLE);
    byte[] operations = body.op(PickleOpcode.REDUCE).op(PickleOpcode.SETITEM).stop();
    byte[] withoutProtocol = Arrays.copyOfRange(operations, 2, operations.length);
    PickleWriter framed = new PickleWriter().op(PickleOpcode.PROTO).raw(4);
    framed.op(PickleOpcode.FRAME).number(withoutProtocol.length, Long.BYTES);
    for (byte operation : withoutProtocol) {
      framed.raw(operation);
    }

    assertReads(framed.unfinished(), 1, 2, 3, 4);
  }

  /** Python 2 wrote byte strings, and passed the items of an OrderedDict as pairs. */
  @Test
  void readsPython2() throws IOException {
    PickleWriter pickle = new PickleWriter().global("collections", "OrderedDict");
    pickle.op(PickleOpcode.EMPTY_LIST).op(PickleOpcode.EMPTY_LIST);
    pickle.op(PickleOpcode.SHORT_BINSTRING).raw(1).text("w").op(PickleOpcode.APPEND);
    pickle.global("torch._utils", "_rebuild_tensor").op(PickleOpcode.MARK);
    pickle.storage("FloatStorage", "0", 4).value(3).tuple(1).tuple(1);
    pickle.op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE).op(PickleOpcode.APPEND);
    pickle.op(PickleOpcode.APPEND).op(PickleOpcode.TUPLE1).op(PickleOpcode.REDUCE);
    // The module versions that a state_dict carries are attributes, not entries.
    pickle.op(PickleOpcode.EMPTY_DICT).value("_metadata").emptyOrderedDict();
    pickle.op(PickleOpcode.SETITEM).op(PickleOpcode.BUILD);

    assertReads(pickle.stop(), 4);
  }

  private void assertReads(byte[] pickle, float... expected) throws IOException {
    Map<String, Object> values = Map.of("w", TorchTensor.of(new long[] {4}, 1, 2, 3, 4));
    Map<String, byte[]> entries = TorchFileWriter.zipEntries(values, ByteOrder.LITTLE_ENDIAN);
    entries.put("archive/data.pkl", pickle);
    Path file = TorchFileWriter.writeEntries(folder.resolve("made.pt"), entries, ZipEntry.STORED);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThat(((CheckpointDict) checkpoint.root()).entries()).containsOnlyKeys("w");
      assertThat(checkpoint.tensors().require("w").toFloatArray()).containsExactly(expected);
    }
  }

  /** Complex numbers stand between the storages that are read; their size must be known. */
  @Test
  void readsPastStoragesOfOtherTypesInALegacyFile() throws IOException {
    PickleWriter pickle =
        new PickleWriter(new TorchStorageKeys(), true).op(PickleOpcode.EMPTY_DICT);
    pickle.value("c").global("torch._utils", "_rebuild_tensor_v2").op(PickleOpcode.MARK);
    pickle.storage("ComplexFloatStorage", "0", 2).value(0).tuple(2).tuple(1);
    pickle.op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE).op(PickleOpcode.SETITEM);
    pickle.value("w").global("torch._utils", "_rebuild_tensor_v2").op(PickleOpcode.MARK);
    pickle.storage("FloatStorage", "1", 1).value(0).tuple(1).tuple(1);
    pickle.op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE).op(PickleOpcode.SETITEM);
    // Two complex numbers have the size of two doubles.
    List<TorchStorage> storages =
        List.of(
            new TorchStorage(ElementType.FLOAT64, 1, 2), new TorchStorage(ElementType.FLOAT32, 7));
    Path file = folder.resolve("complex.pth");
    TorchFileWriter.writeLegacy(file, pickle.stop(), storages);

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThat(checkpoint.tensors().require("w").toFloatArray()).containsExactly(7);
      assertThatThrownBy(() -> checkpoint.tensors().require("c"))
          .hasMessageContaining("'c' in the file is a value of 'torch.ComplexFloatStorage'");
    }
  }

  @Test
  void refusesToGuessBetweenTensorsOfTheSameName() throws IOException {
    TorchTensor tensor = TorchTensor.of(new long[] {1}, 1);
    Map<String, Object> root = Map.of("a.b", tensor, "a", Map.of("b", tensor));
    Path file = TorchFileWriter.writeZip(folder.resolve("same.pt"), root);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThatThrownBy(() -> checkpoint.tensors().require("a.b"))
          .isExactlyInstanceOf(CheckpointException.class)
          .hasMessageContaining(
              "'a.b' in the file is there twice, under keys that read the same. Save it under one"
                  + " key.");
      assertThat(checkpoint.tensors("a").names()).containsExactly("b");
    }
  }
}
