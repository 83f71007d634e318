package studio.anycost.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.SessionManager;

/**
 * The models that are open in this process as an executor: one for each run, which its tasks share,
 * with the job that was opened on it last. A process of Spark has no other place for what outlives
 * a task. Safe to use from any thread.
 */
final class ExecutorModels {
  private static final Map<String, ExecutorModels> OPEN = new HashMap<>(); // guarded by itself

  private static final long LOOK_MILLISECONDS = 100;

  private final Lock turn = new ReentrantLock(true);
  private final SessionManager sessions;
  private final Generator generator;
  private final Map<Long, OpenJob<?>> jobs = new HashMap<>(); // guarded by this

  private ExecutorModels(ModelPlace place) throws IOException {
    ModelBundle bundle = place.open();
    SessionManager manager = new SessionManager(place.options());
    try {
      generator = manager.load(bundle);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
    sessions = manager;
  }

  /** The model of a run; opened by the first task, while others wait. */
  static ExecutorModels of(ModelPlace place) throws IOException {
    synchronized (OPEN) {
      try {
        return OPEN.computeIfAbsent(place.run(), run -> opened(place));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private static ExecutorModels opened(ModelPlace place) {
    try {
      return new ExecutorModels(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the model of a run, if it is open in this process. Waits for what it renders. */
  static void close(String run) {
    ExecutorModels models;
    synchronized (OPEN) {
      models = OPEN.remove(run);
    }
    if (models != null) {
      models.sessions.close();
    }
  }

  /**
   * A job that was sent here; read and opened by its first task, while others wait.
   *
   * @param number tells jobs of the run apart
   */
  synchronized OpenJob<?> job(long number, JobReader reader) throws IOException {
    OpenJob<?> known = jobs.get(number);
    if (known == null) {
      known = opened(reader.read());
      // One job runs at a time: what earlier ones opened is not needed any more.
      jobs.clear();
      jobs.put(number, known);
    }
    return known;
  }

  private <R extends Serializable> OpenJob<R> opened(SamplingJob<R> job) throws IOException {
    return new OpenJob<>(job, job.open(generator, sessions.networks()), turn);
  }

  /** Reads a job that was sent. */
  @FunctionalInterface
  interface JobReader {
    SamplingJob<?> read() throws IOException;
  }

  /**
   * A job with what draws and scores for it here.
   *
   * @param turn of the one part that is made in this process: a batch is rendered and scored on
   *     every core, and two parts at a time would mostly wait for each other
   */
  record OpenJob<R extends Serializable>(SamplingJob<R> job, Sampler<R> sampler, Lock turn) {
    /** Makes some samples, batch after batch; only what they were joined to is kept. */
    R make(Part part, CancellationToken cancellation) throws IOException {
      waitForTurn(cancellation);
      try {
        R made = null;
        for (int from = part.from(); from < part.to(); from += job.batch()) {
          cancellation.throwIfCancelled();
          int to = Math.min(part.to(), from + job.batch());
          R next = sampler.sample(from, to, cancellation);
          made = made == null ? next : job.join(made, next);
        }
        return made;
      } finally {
        turn.unlock();
      }
    }

    private void waitForTurn(CancellationToken cancellation) {
      try {
        while (!turn.tryLock(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
          cancellation.throwIfCancelled();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("The thread of the task was interrupted.");
      }
    }
  }
}
