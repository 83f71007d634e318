package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.Map;

/**
 * A graph that belongs to no bundle and always gets the same input: it tells how fast this machine
 * runs something. Owns its session and its input; close it before the session manager. For one
 * thread at a time.
 */
public final class TimedGraph implements AutoCloseable {
  private final NativeSession session;
  private final NativeTensor input;
  private final NativeLedger ledger;
  private final ComputeGate gate;

  TimedGraph(NativeSession session, NativeTensor input, NativeLedger ledger, ComputeGate gate) {
    this.session = session;
    this.input = input;
    this.ledger = ledger;
    this.gate = gate;
  }

  /**
   * Runs the graph on this thread with interactive priority. Blocks.
   *
   * @return milliseconds in ONNX Runtime
   * @throws IOException if the runtime failed
   */
  public double run() throws IOException {
    Map<String, OnnxTensor> inputs = Map.of(session.inputs().iterator().next(), input.tensor());
    ComputeGate.Turn turn = gate.beginInteractive();
    try (RunControl control = new RunControl(ledger, gate)) {
      long start = System.nanoTime();
      session.run(inputs, session.outputs(), control).close();
      return (System.nanoTime() - start) / 1e6;
    } finally {
      turn.close();
    }
  }

  @Override
  public void close() {
    input.close();
    session.close();
  }
}
