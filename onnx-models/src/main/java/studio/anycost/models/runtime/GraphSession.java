package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.task.CancellationToken;

/**
 * A graph of the bundle with one input and one output, besides the generator's stages: mapping,
 * encoder, attribute predictor. Its session opens at the first run and may be closed and opened
 * again under memory pressure. Safe to use from any thread; closing the generator ends it.
 */
public final class GraphSession {
  private final AuxiliaryGraph graph;
  private final StageSessions sessions;
  private final ActiveRuns runs;
  private final NativeLedger ledger;
  private final ComputeGate gate;

  GraphSession(
      AuxiliaryGraph graph,
      StageSessions sessions,
      ActiveRuns runs,
      NativeLedger ledger,
      ComputeGate gate) {
    this.graph = graph;
    this.sessions = sessions;
    this.runs = runs;
    this.ledger = ledger;
    this.gate = gate;
  }

  /**
   * Runs the graph on this thread. Blocks.
   *
   * @param values row-major, as many as the shape says
   * @param shape of the input, batch first
   * @return the output's values and shape
   * @throws java.util.concurrent.CancellationException if the token or the generator was closed
   * @throws IllegalStateException if the generator is closed
   * @throws IOException if the bundle has no such graph or the runtime failed
   */
  public Output run(float[] values, CancellationToken cancellation, long... shape)
      throws IOException {
    return run(graph.isHeavy(), values, cancellation, shape);
  }

  /**
   * The same.
   *
   * @param yields whether it waits for interactive work first
   */
  Output run(boolean yields, float[] values, CancellationToken cancellation, long... shape)
      throws IOException {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "An input of " + count + " values cannot be made from " + values.length + ".");
    }
    RunControl control = new RunControl(ledger, gate);
    runs.enter(control);
    try (control) {
      control.follow(cancellation);
      return run(yields, values, shape, control);
    } finally {
      // Last, because closing the generator waits for this.
      runs.exit(control);
    }
  }

  private Output run(boolean yields, float[] values, long[] shape, RunControl control)
      throws IOException {
    control.throwIfCancelled();
    try (ComputeGate.Turn turn =
            yields ? gate.begin(Priority.BACKGROUND, control) : gate.beginLight();
        SessionCache.Lease lease = sessions.auxiliary(graph, turn);
        NativeTensor input = NativeTensor.copyOf(ledger, values, shape)) {
      try (NativeResult result = turn.run(() -> run(lease.session(), input, control))) {
        return new Output(result.values(graph.output()), result.shape(graph.output()));
      }
    }
  }

  private NativeResult run(NativeSession session, NativeTensor input, RunControl control)
      throws IOException {
    Map<String, OnnxTensor> inputs = Map.of(graph.input(), input.tensor());
    Set<String> outputs = Set.of(graph.output());
    return session.run(inputs, outputs, control);
  }

  /**
   * An output as plain values.
   *
   * @param values row-major; the receiver's own
   * @param shape its dimensions
   */
  public record Output(float[] values, long[] shape) {}
}
