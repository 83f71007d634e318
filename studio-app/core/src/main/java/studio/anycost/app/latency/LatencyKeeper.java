package studio.anycost.app.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.models.latency.LatencyModel;

/**
 * Keeps what the open model's times are in its file: reads it when the model is opened, writes a
 * while after something new was measured and when the model is closed.
 *
 * <p>A thread of its own writes, so neither a render nor the window waits for a disk, and it sleeps
 * while nothing is measured. Safe to use from any thread.
 */
public final class LatencyKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyKeeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final LatencyStore store;
  private final Duration pause;
  private final ScheduledThreadPoolExecutor writer;
  private Kept kept;

  private final class Kept {
    private final String identity;
    private final LatencyModel model;
    private ScheduledFuture<?> next;

    Kept(String identity, LatencyModel model) {
      this.identity = identity;
      this.model = model;
    }

    /** On a thread that renders. */
    void changed() {
      synchronized (LatencyKeeper.this) {
        if (kept == this) {
          next = writer.schedule(this::write, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
    }

    /** On the writer's thread. */
    void write() {
      try {
        store.save(identity, model.layout(), model.snapshot());
      } catch (IOException | RuntimeException e) {
        LOG.warn("The measured times cannot be kept: {}", e.getMessage(), e);
      }
    }
  }

  public LatencyKeeper(LatencyStore store) {
    this(store, PAUSE);
  }

  /**
   * @param pause between a measurement and its writing: at most one write falls into it
   */
  LatencyKeeper(LatencyStore store, Duration pause) {
    this.store = store;
    this.pause = pause;
    this.writer =
        new ScheduledThreadPoolExecutor(
            1,
            action -> {
              Thread thread = new Thread(action, "latency-keeper");
              thread.setDaemon(true);
              return thread;
            });
    writer.setRemoveOnCancelPolicy(true);
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** {@link #restore}s and {@link #follow}s a model. */
  public void keep(String identity, LatencyModel model) {
    release();
    restore(identity, model);
    follow(identity, model);
  }

  /**
   * Tells a model what was measured before. Reads a small file.
   *
   * @param identity of the model's bundle
   */
  public void restore(String identity, LatencyModel model) {
    model.restore(store.load(identity, model.layout()));
  }

  /**
   * Keeps what a model learns from now on, instead of the model before it. Quick.
   *
   * @param identity of the model's bundle
   */
  public void follow(String identity, LatencyModel model) {
    release();
    Kept next = new Kept(identity, model);
    synchronized (this) {
      kept = next;
    }
    model.onChange(next::changed);
  }

  /** Has what is not written yet written. */
  private synchronized void release() {
    if (kept != null) {
      kept.model.onChange(() -> {});
      if (kept.next != null && kept.next.cancel(false)) {
        writer.execute(kept::write);
      }
      kept = null;
    }
  }

  /** Writes what is left, for at most a few seconds, and ends the thread. */
  @Override
  public void close() {
    release();
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("The measured times could not be written in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
