package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.models.words.Texts;

/** One open session. Owned by the session cache; runs on any thread. */
final class NativeSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NativeSession.class);

  private final NativeLedger ledger;
  private final NativeLedger.Entry entry;
  private final OrtSession session;
  private final long bytes;
  private final String name;
  private volatile boolean warm;

  NativeSession(NativeLedger ledger, OrtSession session, long bytes, String name) {
    this.ledger = ledger;
    this.entry = ledger.open();
    this.session = session;
    this.bytes = bytes;
    this.name = name;
  }

  /** Estimate of the native memory it takes. */
  long bytes() {
    return bytes;
  }

  /** Names of the graph's inputs. */
  Set<String> inputs() {
    return session.getInputNames();
  }

  /** Names of the graph's outputs. */
  Set<String> outputs() {
    return session.getOutputNames();
  }

  /** Whether a run succeeded before: the first one warms the session up and is no measurement. */
  boolean isWarm() {
    return warm;
  }

  /**
   * Runs the graph; the caller owns the result.
   *
   * @throws java.util.concurrent.CancellationException if the control was cancelled
   */
  NativeResult run(Map<String, OnnxTensor> inputs, Set<String> outputs, RunControl control)
      throws InferenceException {
    OrtSession.RunOptions options = control.options();
    try {
      NativeResult result = new NativeResult(ledger, session.run(inputs, outputs, options));
      warm = true;
      return result;
    } catch (OrtException e) {
      control.throwIfCancelled();
      throw new InferenceException(
          Texts.of("runtime.nativeSession.notRun", name, NativeRuntime.reason(e)), e);
    }
  }

  /** Never fails: who makes room for another session could not do anything about it. */
  @Override
  public void close() {
    if (entry.close()) {
      try {
        session.close();
      } catch (OrtException | RuntimeException e) {
        LOG.warn("The {} could not be closed.", name, e);
      }
    }
  }
}
