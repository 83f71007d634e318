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
import static studio.anycost.export.checkpoint.PickleOpcode.NEWOBJ;
import static studio.anycost.export.checkpoint.PickleOpcode.NEWOBJ_EX;
import static studio.anycost.export.checkpoint.PickleOpcode.POP;
import static studio.anycost.export.checkpoint.PickleOpcode.REDUCE;
import static studio.anycost.export.checkpoint.PickleOpcode.SETITEM;
import static studio.anycost.export.checkpoint.PickleOpcode.STACK_GLOBAL;
import static studio.anycost.export.checkpoint.PickleOpcode.TUPLE;
import static studio.anycost.export.checkpoint.PickleOpcode.TUPLE1;
import static studio.anycost.export.checkpoint.PickleOpcode.TUPLE2;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Unpickler;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
  private static final int WAYS = 9;

  @TempDir private Path folder;

  /** Would be found by its name, if anything looked for it, and leaves a mark if it is made. */
  public static class Tripwire {
    private static boolean made;

    /** What a reflective unpickler would call. */
    @SuppressWarnings("this-escape")
    public Tripwire(Object... arguments) {
      made = true;
    }

    /** What a bean is given. */
    public void setMade(Object value) {
      made = true;
    }

    /** What a library calls for state. */
    @SuppressWarnings("checkstyle:MethodName")
    public void __setstate__(Map<String, Object> state) {
      made = true;
    }
  }

  static Stream<Arguments> waysToMakeAnObject() {
    String tripwire = Tripwire.class.getName();
    List<String> names =
        List.of(
            tripwire,
            tripwire.replace('$', '.'),
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "os.system",
            "posix.system",
            "builtins.eval",
            "builtins.exec",
            "__builtin__.eval",
            "subprocess.Popen",
            "torch.load",
            "torch.hub.load",
            "some.unknown.Class",
            "collections.OrderedDict.fromkeys",
            "torch._utils._rebuild_tensor_v2.__globals__");
    return names.stream()
        .flatMap(name -> IntStream.range(0, WAYS).mapToObj(way -> Arguments.of(name, way)));
  }

  private static PickleWriter makes(String qualified, int way) {
    int dot = qualified.lastIndexOf('.');
    String module = qualified.substring(0, dot);
    String name = qualified.substring(dot + 1);
    PickleWriter pickle = new PickleWriter();
    switch (way) {
      case 0 -> pickle.global(module, name).value("touch owned").op(TUPLE1).op(REDUCE);
      case 1 -> pickle.value(module).value(name).op(STACK_GLOBAL).op(EMPTY_TUPLE).op(REDUCE);
      case 2 -> pickle.global(module, name).op(EMPTY_TUPLE).op(NEWOBJ);
      case 3 -> pickle.global(module, name).op(EMPTY_TUPLE).op(EMPTY_DICT).op(NEWOBJ_EX);
      case 4 -> pickle.text("(S'touch owned'\ni" + module + "\n" + name + "\n");
      case 5 -> pickle.text("(c" + module + "\n" + name + "\nS'touch owned'\no");
      case 6 ->
          pickle
              .global(module, name)
              .op(EMPTY_TUPLE)
              .op(NEWOBJ)
              .value(Map.of("made", 1, "__class__", "x"))
              .op(BUILD);
      case 7 ->
          pickle
              .global("copyreg", "_reconstructor")
              .op(MARK)
              .global(module, name)
              .global("builtins", "object")
              .value(null)
              .op(TUPLE)
              .op(REDUCE);
      default -> pickle.global(module, name);
    }
    return pickle;
  }

  /**
   * Alone, the value is told by its name; beside tensors, they are read as if it were not there.
   */
  @ParameterizedTest
  @MethodSource("waysToMakeAnObject")
  void makesNothingOfANameThatIsNotOnTheList(String name, int way) throws IOException {
    Tripwire.made = false;
    assertRefused(makes(name, way).stop())
        .hasMessageContaining("this is a value of '" + name + "', which only code could make");

    TorchStorageKeys keys = new TorchStorageKeys();
    PickleWriter both = new PickleWriter(keys, false).op(EMPTY_DICT).value("args");
    byte[] value = makes(name, way).unfinished();
    for (int i = 2; i < value.length; i++) {
      both.raw(value[i]);
    }
    both.op(SETITEM).value("w").value(TorchTensor.of(new long[] {1}, 7)).op(SETITEM);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/data.pkl", both.stop());
    entries.put("a/data/0", keys.inOrder().get(0).encode(ByteOrder.LITTLE_ENDIAN));
    Path file = TorchFileWriter.writeEntries(folder.resolve("b.pt"), entries, ZipEntry.STORED);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThat(checkpoint.tensors().require("w").toFloatArray()).containsExactly(7);
      assertThatThrownBy(() -> checkpoint.tensors().require("args"))
          .hasMessageContaining("'args' in the file is a value of '" + name + "'");
    }
    assertThat(Tripwire.made).isFalse();
    assertThat(Path.of("owned")).doesNotExist();
  }

  @Test
  void theTripwireWorks() throws Exception {
    Tripwire.made = false;
    Class.forName(Tripwire.class.getName())
        .getConstructor(Object[].class)
        .newInstance((Object) new Object[0]);
    assertThat(Tripwire.made).isTrue();
  }

  @Test
  void readsPastAFunctionInALegacyFile() throws IOException {
    byte[] pickle = new PickleWriter().global("posix", "system").stop();
    Path file = folder.resolve("hostile.pth");
    TorchFileWriter.writeLegacy(file, pickle, List.of());
    assertRefused(file).hasMessageContaining("posix.system");
  }

  @ParameterizedTest
  @MethodSource("namesTheLibraryWouldConstruct")
  void makesNothingThatTheLibraryWouldConstruct(String name) throws IOException {
    int dot = name.lastIndexOf('.');
    String module = name.substring(0, dot);
    String simpleName = name.substring(dot + 1);
    byte[] pickle = new PickleWriter().global(module, simpleName).op(EMPTY_TUPLE).op(REDUCE).stop();

    LibraryTable.with(
        name,
        arguments -> {
          throw new AssertionError("the table was asked");
        },
        () ->
            assertRefused(pickle)
                .hasMessageContaining("this is a value of '" + name + "', which only code"));
  }

  static Stream<String> namesTheLibraryWouldConstruct() {
    return Stream.concat(
        LibraryTable.names().filter(name -> !name.equals("_codecs.encode")),
        Stream.of("builtins.ValueError", "exceptions.Exception"));
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

  @Test
  void refusesStateForWhatHasNone() {
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

    assertRefused(pickle)
        .hasMessageContaining(
            "the pickle claims %s bytes at byte %d, but only 4 are left."
                .formatted(length == -1 ? "18446744073709551615" : "" + length, 3 + bytes));
  }

  @Test
  void refusesANumberOfThousandsOfBytes() {
    byte[] pickle =
        new PickleWriter().op(PickleOpcode.LONG4).number(10_000, 4).text("9".repeat(10_000)).stop();

    assertRefused(pickle).hasMessageContaining("the pickle has a whole number of 10000 bytes.");
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
    assertRefused(pickle.stop()).hasMessageContaining("nested more than 64 levels deep.");
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

    assertRefused(pickle).hasMessageContaining("a value contains itself.");
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
  void dropsAKeyWhoseHashCodeNeverEnds() throws IOException {
    PickleWriter pickle = new PickleWriter().op(EMPTY_LIST);
    for (int level = 0; level < 60; level++) {
      pickle.op(BINPUT).raw(level).op(EMPTY_LIST).op(MARK);
      pickle.op(BINGET).raw(level).op(BINGET).raw(level).op(APPENDS);
    }
    pickle.op(BINPUT).raw(60).op(EMPTY_DICT).op(BINGET).raw(60).value(1).op(SETITEM);
    pickle.value("fine").value(1).op(SETITEM);
    Path file = TorchFileWriter.writePickle(folder.resolve("keys.pt"), pickle.stop());

    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      assertThat(((CheckpointDict) checkpoint.root()).entries()).containsOnlyKeys("fine");
    }
  }

  private static final int REPEATED = 4000;

  private static PickleWriter largeText() {
    return new PickleWriter().value("x".repeat(4 << 20)).op(BINPUT).raw(0).op(POP).op(MARK);
  }

  /** A value of 4 MB, copied 4000 times: 16 GB in a heap of one. */
  @Test
  void boundsTheBytesThatAreCopied() {
    PickleWriter encoded = largeText();
    PickleWriter names = largeText();
    PickleWriter arrays = largeText();
    for (int i = 0; i < REPEATED; i++) {
      encoded.global("_codecs", "encode").op(BINGET).raw(0).op(TUPLE1).op(REDUCE);
      names.op(BINGET).raw(0).op(BINGET).raw(0).op(STACK_GLOBAL);
      arrays.global("numpy._core.numeric", "_frombuffer").op(MARK).op(BINGET).raw(0);
      arrays.global("numpy", "dtype").tuple("u1").op(REDUCE).tuple(4 << 20).value("C");
      arrays.op(TUPLE).op(REDUCE);
    }
    for (PickleWriter pickle : List.of(encoded, names, arrays)) {
      assertRefused(pickle.op(TUPLE).stop())
          .hasMessageContaining("copies more than 67108864 bytes");
    }
  }

  @Test
  void boundsTheKeysThatAreCopied() {
    PickleWriter pickle = new PickleWriter().value(new byte[4 << 20]).op(BINPUT).raw(0).op(POP);
    pickle.op(MARK);
    for (int i = 0; i < REPEATED; i++) {
      pickle.op(EMPTY_DICT).op(BINGET).raw(0).value(1).op(SETITEM);
    }
    assertRefused(pickle.op(TUPLE).stop()).hasMessageContaining("copies more than 67108864 bytes");
  }

  @Test
  void boundsTheListsThatAreCopied() {
    PickleWriter sizes = new PickleWriter().op(EMPTY_LIST).op(MARK);
    PickleWriter pairs = new PickleWriter().op(EMPTY_LIST).op(MARK);
    for (int i = 0; i < 200_000; i++) {
      sizes.raw('N');
      pairs.value(i).raw('N').op(TUPLE2);
    }
    sizes.op(APPENDS).op(BINPUT).raw(0).op(POP).op(MARK);
    pairs.op(APPENDS).op(BINPUT).raw(0).op(POP).op(MARK);
    for (int i = 0; i < REPEATED; i++) {
      sizes.global("torch", "Size").op(BINGET).raw(0).op(TUPLE1).op(REDUCE);
      pairs.global("collections", "OrderedDict").op(BINGET).raw(0).op(TUPLE1).op(REDUCE);
    }
    for (PickleWriter pickle : List.of(sizes, pairs)) {
      assertRefused(pickle.op(TUPLE).stop())
          .hasMessageContaining("copies more than 67108864 bytes");
    }
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
    assertRefused(pickle.stop()).hasMessageContaining("more than 4000000 operations.");
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
        .hasMessageContaining("a dictionary has a key of 5000 characters; at most 1024 are read.");
  }

  @Test
  void refusesNamesWithoutEnd() {
    assertRefused(new PickleWriter().op(PickleOpcode.GLOBAL).text("m".repeat(5000)).stop())
        .hasMessageContaining("the pickle has a name of more than 512 bytes.");
  }

  @Test
  void showsNamesOnOneLine() {
    assertRefused(new PickleWriter().value("a\u001b[31m\nb").value("c").op(STACK_GLOBAL).stop())
        .hasMessageContaining("this is a value of 'a?[31m?b.c', which");
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
    return assertThatThrownBy(
            () -> {
              try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
                checkpoint.tensors();
              }
            })
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ");
  }

  /** The table of constructors that the library keeps for the whole process. */
  private static final class LibraryTable extends Unpickler {
    interface Action {
      void run() throws IOException;
    }

    static Stream<String> names() {
      return List.copyOf(objectConstructors.keySet()).stream().sorted();
    }

    static void with(String name, IObjectConstructor constructor, Action action)
        throws IOException {
      IObjectConstructor before = objectConstructors.put(name, constructor);
      try {
        action.run();
      } finally {
        if (before == null) {
          objectConstructors.remove(name);
        } else {
          objectConstructors.put(name, before);
        }
      }
    }
  }
}
