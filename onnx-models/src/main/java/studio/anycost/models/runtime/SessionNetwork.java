package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.graph.GraphPorts;

/**
 * A network whose session lives in the shared cache: it opens at the first run, may be closed under
 * memory pressure and is opened again when it is needed. Holds no native memory itself. Safe to use
 * from any thread.
 */
final class SessionNetwork implements Network {
  private final NetworkSource source;
  private final RuntimeParts parts;
  private final SessionBuilder sessions;
  private final ActiveRuns runs;
  private volatile GraphPorts ports;

  /**
   * @param runs of what the graph belongs to; closing it ends the runs
   */
  SessionNetwork(NetworkSource source, RuntimeParts parts, ActiveRuns runs) {
    this.source = source;
    this.parts = parts;
    this.sessions = new SessionBuilder(parts.cache(), parts.runtime());
    this.runs = runs;
  }

  /** Where its graph comes from. */
  NetworkSource source() {
    return source;
  }

  /** What closing what the graph belongs to ends. */
  ActiveRuns runs() {
    return runs;
  }

  @Override
  public String name() {
    return source.name();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the graph has to be read first and cannot be
   * @throws IllegalStateException if that is so because the bundle is closed
   */
  @Override
  public List<Port> inputs() {
    return requirePorts().inputs();
  }

  /** {@inheritDoc} The exceptions are those of {@link #inputs}. */
  @Override
  public List<Port> outputs() {
    return requirePorts().outputs();
  }

  private GraphPorts requirePorts() {
    try {
      if (ports == null) {
        runs.requireOpen();
      }
      return ports();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private GraphPorts ports() throws IOException {
    GraphPorts known = ports;
    if (known == null) {
      known = source.ports();
      ports = known;
    }
    return known;
  }

  @Override
  public Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs,
      Set<String> outputs,
      Priority priority,
      CancellationToken cancellation)
      throws IOException {
    return run(
        Map.copyOf(inputs),
        Set.copyOf(outputs),
        control -> parts.gate().begin(priority, control),
        cancellation);
  }

  /**
   * Runs a graph of one input and one output beside whatever else computes: for a millisecond of
   * work.
   */
  FloatTensor runLight(FloatTensor input, CancellationToken cancellation) throws IOException {
    String output = ports().outputs().get(0).name();
    return run(
            Map.of(ports().inputs().get(0).name(), input),
            Set.of(output),
            control -> parts.gate().beginLight(),
            cancellation)
        .get(output);
  }

  private Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs, Set<String> outputs, Entry entry, CancellationToken token)
      throws IOException {
    RunControl control = new RunControl(parts.runtime().ledger(), parts.gate());
    runs.enter(control);
    try (control) {
      control.follow(token);
      control.throwIfCancelled();
      try (ComputeGate.Turn turn = entry.begin(control)) {
        return run(inputs, outputs, turn, control);
      }
    } finally {
      // Last, because whoever closes the bundle waits for this.
      runs.exit(control);
    }
  }

  private Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs,
      Set<String> outputs,
      ComputeGate.Turn turn,
      RunControl control)
      throws IOException {
    GraphPorts known = ports;
    PortCheck check = new PortCheck(source.title(), known != null ? known : turn.run(this::ports));
    check.require(inputs, outputs);
    try (SessionCache.Lease lease =
            sessions.acquire(
                source.key(),
                new SessionBuilder.Label(source.title(), source.advice()),
                source::read,
                turn);
        InputTensors tensors = parts.inputs().write(inputs)) {
      return turn.run(() -> run(lease.session(), tensors.byName(), outputs, control));
    }
  }

  private static Map<String, FloatTensor> run(
      NativeSession session,
      Map<String, OnnxTensor> inputs,
      Set<String> outputs,
      RunControl control)
      throws IOException {
    try (NativeResult result = session.run(inputs, outputs, control)) {
      Map<String, FloatTensor> values = new HashMap<>();
      for (String output : outputs) {
        values.put(output, FloatTensor.wrap(result.values(output), result.shape(output)));
      }
      return values;
    }
  }

  /** How a run lines up for the cores. */
  @FunctionalInterface
  private interface Entry {
    ComputeGate.Turn begin(RunControl control);
  }
}
