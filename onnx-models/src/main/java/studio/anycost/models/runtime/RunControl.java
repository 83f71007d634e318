package studio.anycost.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.words.Texts;

/**
 * Stops one render from another thread: before it starts, between stages, and within a stage at the
 * next graph node.
 *
 * <p>The flag here decides whether work counts as cancelled; ONNX Runtime's error text does not.
 */
final class RunControl implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);

  private final NativeLedger ledger;
  private final ComputeGate gate;
  private final Object handle = new Object();
  private OrtSession.RunOptions options;
  private NativeLedger.Entry entry;
  private CancellationToken.Registration registration = () -> {};
  private volatile boolean cancelled;

  RunControl(NativeLedger ledger, ComputeGate gate) {
    this.ledger = ledger;
    this.gate = gate;
  }

  /** Cancels when the token is cancelled, until closing. Called once, by the owner. */
  void follow(CancellationToken token) {
    registration = token.onCancel(this::cancel);
  }

  boolean isCancelled() {
    return cancelled;
  }

  void throwIfCancelled() {
    if (cancelled) {
      throw new CancellationException("The render was cancelled.");
    }
  }

  /** Asks the work to stop. Never blocks on a run; calling it late or twice does nothing. */
  void cancel() {
    cancelled = true;
    // The lock keeps close() from freeing the handle between the check and the call.
    synchronized (handle) {
      if (options != null) {
        try {
          options.setTerminate(true);
        } catch (OrtException e) {
          LOG.warn("A render could not be told to stop at the next node.", e);
        }
      }
    }
    gate.wakeWaiting();
  }

  /** The options for every run of this render, opened at the first call. */
  OrtSession.RunOptions options() throws InferenceException {
    synchronized (handle) {
      throwIfCancelled();
      if (options == null) {
        try {
          options = new OrtSession.RunOptions();
          entry = ledger.open();
        } catch (OrtException e) {
          throw new InferenceException(Texts.of("runtime.runControl.notPrepared"), e);
        }
      }
      return options;
    }
  }

  /** Frees the native handle; no run may use it any more. Called by the owner. */
  @Override
  public void close() {
    // Outside the lock: this waits for a cancellation under way, which wants the lock.
    registration.close();
    synchronized (handle) {
      if (options != null && entry.close()) {
        options.close();
        options = null;
      }
    }
  }
}
