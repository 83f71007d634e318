package studio.anycost.export.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.export.checkpoint.PickleOpcode.APPENDS;
import static studio.anycost.export.checkpoint.PickleOpcode.BINGET;
import static studio.anycost.export.checkpoint.PickleOpcode.BINPUT;
import static studio.anycost.export.checkpoint.PickleOpcode.BUILD;
import static studio.anycost.export.checkpoint.PickleOpcode.EMPTY_DICT;
import static studio.anycost.export.checkpoint.PickleOpcode.EMPTY_LIST;
import static studio.anycost.export.checkpoint.PickleOpcode.EMPTY_TUPLE;
import static studio.anycost.export.checkpoint.PickleOpcode.MARK;
import static studio.anycost.export.checkpoint.PickleOpcode.REDUCE;
import static studio.anycost.export.checkpoint.PickleOpcode.SETITEM;
import static studio.anycost.export.checkpoint.PickleOpcode.STACK_GLOBAL;
import static studio.anycost.export.checkpoint.PickleOpcode.TUPLE;
import static studio.anycost.export.checkpoint.PickleOpcode.TUPLE1;
import static studio.anycost.export.checkpoint.PickleOpcode.TUPLE2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Unpickler;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pickles that ask for more than tensors and plain values, or for more memory and time than they
 * are worth. The tests run in a heap of 1 GiB, so taking a claim of 2 GB at its word would fail
 * them.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePickleTest {
  @TempDir private Path folder;

  @Test
  void refusesAFunctionCall() {
    byte[] pickle =
        new PickleWriter()
            .global("posix", "system")
            .value("touch owned")
            .op(TUPLE1)
            .op(REDUCE)
            .stop();

    assertRefused(pickle)
        .hasMessageEndingWith(
            "hostile.pt: the pickle asks for posix.system, which is not allowed. "
                + "Only tensors, dictionaries and plain values are read.");
  }

  @Test
  void refusesAFunctionNamedOnTheStack() {
    byte[] pickle =
        new PickleWriter()
            .value("os")
            .value("system")
            .op(STACK_GLOBAL)
            .value("touch owned")
            .op(TUPLE1)
            .op(REDUCE)
            .stop();

    assertRefused(pickle).hasMessageContaining("the pickle asks for os.system, which is not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cposix\nsystem\n(S'touch owned'\ntR.",
        "(S'touch owned'\niposix\nsystem\n.",
        "(cposix\nsystem\nS'touch owned'\no."
      })
  void namesTheFunctionInOldProtocolsToo(String pickle) {
    assertRefused(pickle.getBytes(StandardCharsets.UTF_8))
        .hasMessageContaining("the pickle asks for posix.system, which is not allowed.");
  }

  @Test
  void refusesAFunctionThatIsNeverCalled() {
    assertRefused(new PickleWriter().global("builtins", "eval").stop())
        .hasMessageContaining("builtins.eval");
  }

  @Test
  void refusesAFunctionInALegacyFile() throws IOException {
    byte[] pickle = new PickleWriter().global("posix", "system").stop();
    Path file = folder.resolve("hostile.pth");
    TorchFileWriter.writeLegacy(file, pickle, List.of());
    assertRefused(file).hasMessageContaining("posix.system");

    Files.write(file, pickle);
    assertRefused(file).hasMessageContaining("posix.system");
  }

  @ParameterizedTest
  @MethodSource("namesTheLibraryWouldConstruct")
  void refusesWhatTheLibraryWouldConstruct(String name) {
    int dot = name.lastIndexOf('.');
    String module = name.substring(0, dot);
    String simpleName = name.substring(dot + 1);

    assertRefused(new PickleWriter().global(module, simpleName).op(EMPTY_TUPLE).op(REDUCE).stop())
        .hasMessageContaining("the pickle asks for " + name + ", which is not allowed.");
    assertRefused(
            new PickleWriter()
                .value(module)
                .value(simpleName)
                .op(STACK_GLOBAL)
                .op(EMPTY_TUPLE)
                .op(REDUCE)
                .stop())
        .hasMessageContaining("the pickle asks for " + name + ", which is not allowed.");
  }

  static Stream<String> namesTheLibraryWouldConstruct() {
    return Stream.concat(
        LibraryTable.names(),
        Stream.of(
            "builtins.ValueError",
            "exceptions.Exception",
            "some.unknown.Class",
            "torch.load",
            "torch.hub.load",
            "collections.OrderedDict.fromkeys",
            "torch._utils._rebuild_tensor_v2.__globals__"));
  }

  @Test
  void doesNotLookAtTheLibrarysTable() throws IOException {
    Path file =
        TorchFileWriter.writeZip(
            folder.resolve("fine.pt"), Map.of("w", TorchTensor.of(new long[] {1}, 1)));
    LibraryTable.with(
        "collections.OrderedDict",
        arguments -> {
          throw new AssertionError("the table was asked");
        },
        () -> {
          try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
            assertThat(checkpoint.tensors().names()).containsExactly("w");
          }
        });
  }

  static Stream<PickleOpcode> operationsThatTorchDoesNotWrite() {
    return Arrays.stream(PickleOpcode.values()).filter(opcode -> !opcode.isAllowed());
  }

  @ParameterizedTest
  @MethodSource("operationsThatTorchDoesNotWrite")
  void refusesOperationsThatTorchDoesNotWrite(PickleOpcode opcode) {
    PickleWriter pickle = new PickleWriter().op(opcode);
    switch (opcode.argument()) {
      case LINE -> pickle.text("1\n");
      case GLOBAL_NAME -> pickle.text("collections\nOrderedDict\n");
      case ONE_BYTE, SIZED_BY_ONE_BYTE -> pickle.number(0, 1);
      case TWO_BYTES -> pickle.number(0, 2);
      case FOUR_BYTES, SIZED_BY_FOUR_BYTES -> pickle.number(0, 4);
      case SIZED_BY_EIGHT_BYTES -> pickle.number(0, 8);
      default -> pickle.number(0, 0);
    }
    assertRefused(pickle.stop())
        .hasMessageEndingWith(
            "the pickle uses the operation %s at byte 2, which torch.save does not write."
                .formatted(opcode));
  }

  @Test
  void refusesStateForAnythingButADictionary() {
    assertRefused(new PickleWriter().value("text").op(EMPTY_DICT).op(BUILD).stop())
        .hasMessageContaining("the pickle is damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "BINUNICODE, 4, 2000000000",
    "BINUNICODE, 4, 4294967295",
    "BINUNICODE8, 8, 2000000000",
    "BINUNICODE8, 8, -1",
    "BINSTRING, 4, 2000000000",
    "BINBYTES, 4, 2000000000",
    "BINBYTES8, 8, 2000000000",
    "BYTEARRAY8, 8, 9223372036854775807",
    "LONG4, 4, 2000000000",
    "FRAME, 8, 2000000000",
    "SHORT_BINUNICODE, 1, 255",
    "LONG1, 1, 200"
  })
  void refusesALengthBeyondTheEnd(PickleOpcode opcode, int bytes, long length) {
    byte[] pickle = new PickleWriter().op(opcode).number(length, bytes).text("abc").stop();

    if (opcode.isAllowed()) {
      assertRefused(pickle)
          .hasMessageEndingWith(
              "the pickle's %s claims %s bytes, but only 4 are left."
                  .formatted(
                      opcode, length == -1 ? "18446744073709551615" : Long.toString(length)));
    } else {
      assertRefused(pickle).hasMessageContaining("the pickle uses the operation " + opcode);
    }
  }

  @Test
  void refusesANumberOfThousandsOfBytes() {
    byte[] pickle =
        new PickleWriter().op(PickleOpcode.LONG4).number(10_000, 4).text("9".repeat(10_000)).stop();

    assertRefused(pickle).hasMessageEndingWith("the pickle has a whole number of 10000 bytes.");
  }

  @Test
  void refusesValuesNestedTooDeeply() {
    PickleWriter pickle = new PickleWriter();
    for (int i = 0; i < 100_000; i++) {
      pickle.op(EMPTY_LIST).op(MARK);
    }
    for (int i = 0; i < 100_000; i++) {
      pickle.op(APPENDS);
    }
    assertRefused(pickle.stop()).hasMessageEndingWith("nested more than 64 levels deep.");
  }

  @Test
  void refusesAValueThatContainsItself() {
    byte[] pickle =
        new PickleWriter()
            .op(EMPTY_LIST)
            .op(BINPUT)
            .raw(0)
            .op(MARK)
            .op(BINGET)
            .raw(0)
            .op(APPENDS)
            .stop();

    assertRefused(pickle).hasMessageEndingWith("a value contains itself.");
  }

  /** 60 levels of a pair of the same thing: 200 bytes that unfold to 2^60 values. */
  @Test
  void refusesExponentialGrowthBySharing() {
    PickleWriter lists = new PickleWriter().op(EMPTY_TUPLE);
    for (int level = 0; level < 60; level++) {
      lists.op(BINPUT).raw(level).op(BINGET).raw(level).op(TUPLE2);
    }
    assertRefused(lists.stop()).hasMessageContaining("more than 4000000 values");

    PickleWriter dicts = new PickleWriter().op(EMPTY_DICT);
    for (int level = 0; level < 60; level++) {
      dicts.op(BINPUT).raw(level).op(EMPTY_DICT);
      dicts.value("a").op(BINGET).raw(level).op(SETITEM);
      dicts.value("b").op(BINGET).raw(level).op(SETITEM);
    }
    assertRefused(dicts.stop()).hasMessageContaining("more than 4000000 values");
  }

  @Test
  void refusesAKeyWhoseHashCodeNeverEnds() {
    PickleWriter pickle = new PickleWriter().op(EMPTY_LIST);
    for (int level = 0; level < 60; level++) {
      pickle.op(BINPUT).raw(level).op(EMPTY_LIST).op(MARK);
      pickle.op(BINGET).raw(level).op(BINGET).raw(level).op(APPENDS);
    }
    pickle.op(BINPUT).raw(60).op(EMPTY_DICT).op(BINGET).raw(60).value(1).op(SETITEM);
    assertRefused(pickle.stop())
        .hasMessageEndingWith("a dictionary has a key that is neither text nor a number.");
  }

  /** The library copies a list for every group that is appended; 400 000 copies of 800 KB. */
  @Test
  void appendsManyGroupsInTime() throws IOException {
    PickleWriter pickle = new PickleWriter().op(EMPTY_LIST).op(MARK);
    for (int i = 0; i < 100_000; i++) {
      pickle.raw('N');
    }
    pickle.op(APPENDS);
    for (int i = 0; i < 400_000; i++) {
      pickle.op(MARK).raw('N').op(APPENDS);
    }
    Path file = TorchFileWriter.writePickle(folder.resolve("long.pt"), pickle.stop());

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThat(((CheckpointList) checkpoint.root()).items()).hasSize(500_000);
    }
  }

  @Test
  void refusesTooManyOperations() {
    PickleWriter pickle = new PickleWriter();
    for (int i = 0; i < 4_000_001; i++) {
      pickle.op(EMPTY_DICT);
    }
    assertRefused(pickle.stop()).hasMessageEndingWith("more than 4000000 operations.");
  }

  @Test
  void staysInMemoryAtTheLimitOfOperations() {
    PickleWriter pickle = new PickleWriter().op(MARK);
    for (int i = 0; i < 1_999_990; i++) {
      pickle.op(EMPTY_DICT).op(PickleOpcode.MEMOIZE);
    }
    assertRefused(pickle.op(TUPLE).value(1).op(REDUCE).stop())
        .hasMessageContaining("the pickle is damaged");
  }

  @Test
  void refusesKeysOfAnyLength() {
    assertRefused(new PickleWriter().value(Map.of("k".repeat(5000), 1)).stop())
        .hasMessageEndingWith("a dictionary has a key of 5000 characters; at most 1024 are read.");
  }

  @Test
  void refusesNamesWithoutEnd() {
    assertRefused(new PickleWriter().op(PickleOpcode.GLOBAL).text("m".repeat(5000)).stop())
        .hasMessageEndingWith("the pickle has a name of more than 512 bytes.");
  }

  @Test
  void showsNamesOnOneLine() {
    assertRefused(new PickleWriter().value("a\u001b[31m\nb").value("c").op(STACK_GLOBAL).stop())
        .hasMessageContaining("the pickle asks for a?[31m?b.c, which");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing at all
        "R.", // calls what is not there
        ")R.", // calls what is not there with no arguments
        "N)R.", // calls None
        ".", // ends before there is a value
        "h\u0007.", // takes what was never put
        "(.", // a mark as the value
        "(Ntu.", // sets items of nothing
        "]N(NNu.", // sets items of a list
        "}(Nu.", // a key without a value
        "}Na.", // appends to a dictionary
        "NQ.", // a storage that is None
        ")Q.", // a storage without a description
        "ctorch\nFloatStorage\n)R.", // calls a storage class
        "ctorch._utils\n_rebuild_tensor_v2\n)R.", // a tensor without a storage
        "ctorch._utils\n_rebuild_parameter\n(NtR.", // a parameter without a tensor
        "ctorch.storage\nUntypedStorage\n.", // a class as the value
        "ccollections\nOrderedDict\n(](NetR.", // items that are no pairs
        "\u00ff.", // no operation
      })
  void refusesOperationsThatDoNotFit(String operations) {
    byte[] pickle = operations.getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(pickle).hasMessageContaining("hostile.pt: ");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] pickle) {
    return assertRefused(TorchFileWriter.writePickle(folder.resolve("hostile.pt"), pickle));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file) {
    return assertThatThrownBy(() -> TorchCheckpoint.open(file).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ");
  }

  /** The table of constructors that the library keeps for the whole process. */
  private static final class LibraryTable extends Unpickler {
    interface Action {
      void run() throws IOException;
    }

    static Stream<String> names() {
      return objectConstructors.keySet().stream().sorted();
    }

    static void with(String name, IObjectConstructor constructor, Action action)
        throws IOException {
      objectConstructors.put(name, constructor);
      try {
        action.run();
      } finally {
        objectConstructors.remove(name);
      }
    }
  }
}
