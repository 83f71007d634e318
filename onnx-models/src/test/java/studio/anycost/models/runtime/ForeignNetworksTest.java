package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.io.Mutations;

/** Networks from a plugin's own file, with no generator open. */
@Timeout(60)
class ForeignNetworksTest {
  private static final CancellationToken NONE = CancellationToken.NONE;

  private final List<SessionManager> managers = new ArrayList<>();
  private final SessionManager manager = manager(1 << 30);

  private SessionManager manager(long budget) {
    SessionManager made = new SessionManager(new RuntimeOptions(2, budget));
    managers.add(made);
    return made;
  }

  @AfterEach
  void closeAndCount() {
    for (SessionManager open : managers) {
      open.close();
      assertThat(open.status().openHandles()).as("open native handles").isZero();
    }
  }

  /** x [n, 2] times a number. */
  private static byte[] times(float factor) {
    SyntheticGraph graph = new SyntheticGraph();
    String x = graph.input("x", -1, 2);
    String scale = graph.constant(new long[] {1}, new float[] {factor});
    graph.output("y", graph.node("Mul", List.of(x, scale)), -1, 2);
    return graph.toBytes();
  }

  /** Minutes of products, with a node every few milliseconds. */
  private static byte[] heavy() {
    SyntheticGraph graph = new SyntheticGraph();
    String x = graph.input("x", 512, 512);
    String y = x;
    for (int i = 0; i < SyntheticGenerator.HEAVY_NODES; i++) {
      y = graph.node("Tanh", List.of(graph.node("MatMul", List.of(y, x))));
    }
    graph.output("y", y, 512, 512);
    return graph.toBytes();
  }

  private static FloatTensor row(float... values) {
    return FloatTensor.of(values, values.length / 2, 2);
  }

  private static <T> CompletableFuture<T> elsewhere(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "plugin").start());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(1);
    }
  }

  private Network twoByTwo() throws IOException {
    SyntheticGraph graph = new SyntheticGraph();
    String a = graph.input("a", -1, 2);
    String b = graph.input("b", 1, 2);
    graph.output("sum", graph.node("Add", List.of(a, b)), -1, 2);
    graph.output("product", graph.node("Mul", List.of(a, b)), -1, 2);
    return manager.networks().open("arithmetic", graph.toBytes());
  }

  @Test
  void manyInputsAndOutputsWithAFreeBatch() throws Exception {
    Network network = twoByTwo();
    assertThat(network.name()).isEqualTo("arithmetic");
    assertThat(network.inputs())
        .containsExactly(new Port("a", List.of(-1L, 2L)), new Port("b", List.of(1L, 2L)));
    assertThat(network.outputs())
        .containsExactly(new Port("sum", List.of(-1L, 2L)), new Port("product", List.of(-1L, 2L)));
    Map<String, FloatTensor> inputs = Map.of("a", row(1, 2, 3, 4, 5, 6), "b", row(10, 100));

    assertThat(network.run(inputs, Set.of("sum", "product"), Priority.BACKGROUND, NONE))
        .isEqualTo(
            Map.of(
                "sum", row(11, 102, 13, 104, 15, 106), "product", row(10, 200, 30, 400, 50, 600)));
    assertThat(network.run(inputs, Set.of("product"), Priority.INTERACTIVE, NONE))
        .containsOnlyKeys("product");
  }

  @Test
  void weightsOfOneByteAreNumbersAgain() throws Exception {
    SyntheticGraph graph = new SyntheticGraph();
    String x = graph.input("x", -1, 2);
    String weights = graph.bytes(new long[] {2, 2}, 0, 255, 128, 1);
    String scale = graph.constant(new long[0], new float[] {0.5f});
    String cast =
        graph.node(
            "Cast",
            List.of(weights),
            SyntheticGraph.number("to", TensorProto.DataType.FLOAT_VALUE));
    String scaled = graph.node("Mul", List.of(cast, scale));
    String shifted =
        graph.node("DequantizeLinear", List.of(weights, scale, graph.bytes(new long[0], 128)));
    graph.output("cast", graph.node("MatMul", List.of(x, scaled)), -1, 2);
    graph.output("linear", graph.node("MatMul", List.of(x, shifted)), -1, 2);
    Network network = manager.networks().open("bytes", graph.toBytes());

    Map<String, FloatTensor> outputs =
        network.run(Map.of("x", row(1, 2)), Set.of("cast", "linear"), Priority.BACKGROUND, NONE);

    assertThat(outputs.get("cast").toArray())
        .containsExactly(new float[] {128, 128.5f}, offset(1e-4f));
    assertThat(outputs.get("linear").toArray())
        .containsExactly(new float[] {-64, -63.5f}, offset(1e-4f));
  }

  static Stream<Arguments> misuse() {
    FloatTensor good = row(1, 2);
    FloatTensor flat = FloatTensor.of(new float[2], 2);
    FloatTensor none = FloatTensor.of(new float[0], 0, 2);
    FloatTensor wide = FloatTensor.of(new float[3], 1, 3);
    Set<String> sum = Set.of("sum");
    return Stream.of(
        Arguments.of(Map.of("a", good), sum, "The network 'arithmetic' needs the input 'b'."),
        Arguments.of(
            Map.of("a", good, "b", good, "c", good),
            sum,
            "The network 'arithmetic' has no input 'c'; it has 'a', 'b'."),
        Arguments.of(
            Map.of("a", good, "b", good),
            Set.of("difference"),
            "The network 'arithmetic' has no output 'difference'; it has 'sum', 'product'."),
        Arguments.of(
            Map.of("a", good, "b", good),
            Set.of(),
            "No output of the network 'arithmetic' was asked for; it gives 'sum', 'product'."),
        Arguments.of(
            Map.of("a", wide, "b", good),
            sum,
            "The input 'a' of the network 'arithmetic' takes the shape [any, 2], not [1, 3]."),
        Arguments.of(
            Map.of("a", flat, "b", good),
            sum,
            "The input 'a' of the network 'arithmetic' takes the shape [any, 2], not [2]."),
        Arguments.of(
            Map.of("a", none, "b", good),
            sum,
            "The input 'a' of the network 'arithmetic' takes the shape [any, 2], not [0, 2]."));
  }

  @ParameterizedTest
  @MethodSource("misuse")
  void whatDoesNotFitIsASentence(
      Map<String, FloatTensor> inputs, Set<String> outputs, String message) throws Exception {
    Network network = twoByTwo();
    assertThatThrownBy(() -> network.run(inputs, outputs, Priority.BACKGROUND, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anInteractiveRunPassesWhileTheBackgroundWaits() throws Exception {
    Network network = manager.networks().open("doubling", times(2));
    ComputeGate.Turn drag = manager.gate().beginInteractive();
    CompletableFuture<FloatTensor> calm = elsewhere(() -> network.run(row(1, 2), NONE));
    await(() -> manager.gate().waitingCount() == 1);
    assertThat(network.run(Map.of("x", row(3, 4)), Set.of("y"), Priority.INTERACTIVE, NONE))
        .containsEntry("y", row(6, 8));
    assertThat(calm).isNotDone();
    drag.close();
    assertThat(get(calm)).isEqualTo(row(2, 4));
  }

  @Test
  void aRunIsCancelledInTheMiddle() throws Exception {
    Network network = manager.networks().open("heavy", heavy());
    CancellationSource cancellation = new CancellationSource();
    CompletableFuture<FloatTensor> run =
        elsewhere(
            () ->
                network.run(FloatTensor.of(new float[512 * 512], 512, 512), cancellation.token()));
    // The session, its input and the options of the run: it computes.
    await(() -> manager.status().openHandles() == 3);
    assertThat(manager.status().running()).isEqualTo(1);
    cancellation.cancel();
    assertThatThrownBy(() -> get(run)).hasCauseInstanceOf(CancellationException.class);
    assertThat(manager.status().openHandles()).isEqualTo(1);
  }

  @Test
  void closingTheManagerEndsRunsAndRefusesOthers() throws Exception {
    Network network = manager.networks().open("heavy", heavy());
    FloatTensor input = FloatTensor.of(new float[512 * 512], 512, 512);
    CompletableFuture<FloatTensor> run = elsewhere(() -> network.run(input, NONE));
    await(() -> manager.status().openHandles() == 3);
    manager.close();
    assertThatThrownBy(() -> get(run)).hasCauseInstanceOf(CancellationException.class);
    String closed = "The session manager is closed; start the studio again.";
    assertThatThrownBy(() -> network.run(input, NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(closed);
    assertThatThrownBy(() -> manager.networks().open("late", times(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(closed);
  }

  @Test
  void sessionsAreClosedUnderPressureAndOpenedAgain() throws Exception {
    SessionManager tight = manager(1);
    Network doubling = tight.networks().open("doubling", times(2));
    Network trebling = tight.networks().open("trebling", times(3));
    for (int i = 0; i < 3; i++) {
      assertThat(doubling.run(row(1, i), NONE)).isEqualTo(row(2, 2 * i));
      assertThat(trebling.run(row(1, i), NONE)).isEqualTo(row(3, 3 * i));
      assertThat(tight.status().cachedSessions()).isZero();
      assertThat(tight.status().openHandles()).isZero();
    }
  }

  @Test
  void theSameBytesShareOneSession() throws Exception {
    Network one = manager.networks().open("one", times(2));
    Network other = manager.networks().open("other", times(2));
    assertThat(manager.status().openHandles()).as("before the first run").isZero();
    one.run(row(1, 2), NONE);
    other.run(row(1, 2), NONE);
    assertThat(manager.status().cachedSessions()).isEqualTo(1);
    manager.networks().open("third", times(3)).run(row(1, 2), NONE);
    assertThat(manager.status().cachedSessions()).isEqualTo(2);
  }

  @Test
  void bytesThatChangedAreNotRun() throws Exception {
    byte[] bytes = times(2);
    Network network = manager.networks().open("changing", bytes);
    System.arraycopy(times(3), 0, bytes, 0, bytes.length);
    assertThatThrownBy(() -> network.run(row(1, 2), NONE))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The graph 'changing' cannot be used: its bytes were changed after it was opened.");
  }

  @Test
  void whatTheRuntimeRefusesIsASentence() throws Exception {
    SyntheticGraph graph = new SyntheticGraph();
    String x = graph.input("x", -1, 2);
    graph.output("y", graph.node("Reshape", List.of(x, graph.constant(7, 7))), 7, 7);
    Network network = manager.networks().open("misshapen", graph.toBytes());
    assertThatThrownBy(() -> network.run(row(1, 2), NONE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The network 'misshapen' could not be run: ")
        .hasMessageEndingWith(".");

    graph = new SyntheticGraph();
    x = graph.input("x", -1, 2);
    graph.output("y", graph.node("Relu", List.of(x, x)), -1, 2);
    Network odd = manager.networks().open("odd", graph.toBytes());
    assertThatThrownBy(() -> odd.run(row(1, 2), NONE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The network 'odd' could not be built: ")
        .hasMessageEndingWith(" Its file is damaged, or needs another runtime.");
    assertThat(manager.status().cachedSessions()).isEqualTo(1);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        hostile(
            "its input 'x' is no float32 tensor",
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(TensorProto.DataType.INT64_VALUE)),
        hostile(
            "its output 'y' is no float32 tensor",
            model -> model.getGraphBuilder().getOutputBuilder(0).clearType()),
        hostile(
            "its input 'x' does not say how many axes it has",
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .clearShape()),
        hostile("it has no output", model -> model.getGraphBuilder().clearOutput()),
        hostile(
            "the initializer c0 keeps its data in another file",
            model ->
                model
                    .getGraphBuilder()
                    .getInitializerBuilder(0)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)),
        hostile(
            "it uses the operator 'Evil' of the domain 'com.evil', which is not supported",
            model ->
                model.getGraphBuilder().getNodeBuilder(0).setDomain("com.evil").setOpType("Evil")),
        hostile(
            "it uses the operator 'NonMaxSuppression', which is not supported",
            model -> model.getGraphBuilder().getNodeBuilder(0).setOpType("NonMaxSuppression")),
        Arguments.of("it is not a whole ONNX file", new byte[] {1, 2, 3}));
  }

  private static Arguments hostile(String fault, Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(times(2)).toBuilder();
      change.accept(model);
      return Arguments.of(fault, model.build().toByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isRefusedByName(String fault, byte[] bytes) {
    assertThatThrownBy(() -> manager.networks().open("landmarks", bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("The graph 'landmarks' cannot be used: " + fault + ".");
  }

  @Test
  void absurdSizesAreRefused() {
    NativeRuntime runtime = new NativeRuntime(new RuntimeOptions(2, 1));
    RuntimeParts parts =
        new RuntimeParts(
            runtime,
            new SessionCache(1),
            manager.gate(),
            null,
            new InputBuffers(runtime.ledger()),
            RenderObserver.NONE);
    try (ForeignNetworks small = new ForeignNetworks(parts, 100)) {
      assertThatThrownBy(() -> small.open("large", new byte[101]))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "The graph 'large' cannot be used: it has 101 bytes, more than the largest of 100.");
    }
  }

  @Test
  void damagedFilesAreRefusedOrRunAndNothingElse() {
    Mutations.of(times(2), new Random(3), 400)
        .forEachIoOnly(
            bytes -> {
              Network network = manager.networks().open("damaged", bytes);
              if (network.inputs().size() == 1 && network.inputs().get(0).shape().size() == 2) {
                long width = Math.abs(network.inputs().get(0).shape().get(1));
                float[] values = new float[(int) Math.min(width, 100)];
                Arrays.fill(values, 1);
                network.run(FloatTensor.of(values, 1, values.length), NONE);
              }
            });
  }

  @Test
  void inputsOfManySizesReuseTheirMemory() throws Exception {
    NativeLedger ledger = new NativeLedger();
    InputBuffers buffers = new InputBuffers(ledger);
    for (int i = 1; i <= 50; i++) {
      try (InputTensors tensors =
          buffers.write(Map.of("a", FloatTensor.of(new float[i], i), "b", row(i, 2)))) {
        assertThat(tensors.byName().get("a").getFloatBuffer().remaining()).isEqualTo(i);
        assertThat(tensors.byName().get("b").getFloatBuffer().get(0)).isEqualTo(i);
      }
    }
    assertThat(buffers.keptBytes()).as("two buffers of the smallest size").isEqualTo(2 * 4096);
    int large = (int) (InputBuffers.MOST_KEPT / Float.BYTES) + 1;
    buffers.write(Map.of("a", FloatTensor.wrap(new float[large], large))).close();
    assertThat(buffers.keptBytes()).isLessThanOrEqualTo(InputBuffers.MOST_KEPT);
    assertThat(ledger.openCount()).isZero();
  }
}
