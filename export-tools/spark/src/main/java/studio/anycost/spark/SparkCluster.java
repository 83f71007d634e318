package studio.anycost.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.broadcast.Broadcast;
import studio.anycost.api.extension.SampleTaker;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.cli.SampleCluster;

/**
 * Has samples made by the executors of Spark. Every part is a job of its own to Spark, and a few of
 * them run at a time: they are taken in their order, little is held back meanwhile, and one whose
 * executor is lost is made again by another.
 *
 * <p>Spark is started by the first work, and ended by {@link #close}. One job at a time.
 */
final class SparkCluster implements SampleCluster {
  /** So many parts run or wait for each core: no core waits for the driver, and few are kept. */
  private static final int AHEAD = 2;

  private static final long LOOK_MILLISECONDS = 100;

  private final Master master;
  private final Optional<Path> bundle;
  private SparkSession session;
  private long jobs;

  SparkCluster(Master master, Optional<Path> bundle) {
    this.master = master;
    this.bundle = bundle;
  }

  @Override
  public synchronized <R extends Serializable> void run(
      SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
      throws IOException {
    task.cancellation().throwIfCancelled();
    // The thread may be a plugin's, and Spark looks for its own classes where the thread does.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(SparkCluster.class.getClassLoader());
    try {
      runHere(
          job,
          from,
          to,
          task,
          (behind, made) -> {
            thread.setContextClassLoader(before);
            try {
              taker.take(behind, made);
            } finally {
              thread.setContextClassLoader(SparkCluster.class.getClassLoader());
            }
          });
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private <R extends Serializable> void runHere(
      SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
      throws IOException {
    SparkSession open = open();
    open.bringClassesOf(job);
    Broadcast<byte[]> recipe = open.spark().broadcast(Wire.bytes(job));
    Running<R> running =
        new Running<>(open, job, new PartWork(open.place(), recipe, jobs++), task, taker);
    try {
      running.run(from, to);
    } finally {
      running.end();
      recipe.unpersist();
    }
  }

  private SparkSession open() throws IOException {
    if (session == null) {
      session = SparkSession.start(master, bundle);
    }
    return session;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  /** Parts that were handed to Spark, the first of which is taken next. */
  private static final class Running<R extends Serializable> {
    private record Pending(Part part, JavaFutureAction<List<byte[]>> result) {}

    private final SparkSession session;
    private final SamplingJob<R> job;
    private final PartWork work;
    private final TaskContext<?> task;
    private final SampleTaker<R> taker;
    private final Deque<Pending> pending = new ArrayDeque<>();

    Running(
        SparkSession session,
        SamplingJob<R> job,
        PartWork work,
        TaskContext<?> task,
        SampleTaker<R> taker) {
      this.session = session;
      this.job = job;
      this.work = work;
      this.task = task;
      this.taker = taker;
    }

    void run(int from, int to) throws IOException {
      int next = from;
      while (!task.stopRequested() && (next < to || !pending.isEmpty())) {
        // Asked anew: executors of a cluster come one after the other.
        int cores = Math.max(1, session.spark().defaultParallelism());
        while (next < to && pending.size() < AHEAD * cores) {
          int size = Part.size(to - from, job.batch(), cores);
          Part part = new Part(next, Math.min(to, next + size));
          pending.add(
              new Pending(
                  part, session.spark().parallelize(List.of(part), 1).map(work).collectAsync()));
          next = part.to();
        }
        Pending first = pending.peek();
        byte[] made = await(first.result());
        if (made != null) {
          pending.remove();
          taker.take(first.part().to(), result(made));
        }
      }
    }

    // A job makes things of one type.
    @SuppressWarnings("unchecked")
    private R result(byte[] made) throws IOException {
      return (R) Wire.object(made, job.getClass().getClassLoader());
    }

    /** What was made; null if that takes longer, and it is time to look around. */
    private byte[] await(JavaFutureAction<List<byte[]>> result) throws IOException {
      task.cancellation().throwIfCancelled();
      try {
        return result.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS).get(0);
      } catch (TimeoutException e) {
        return null;
      } catch (ExecutionException e) {
        throw session.failure(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("The thread that waited for Spark was interrupted.");
      }
    }

    /** Ends what is not taken any more. */
    void end() {
      pending.forEach(each -> each.result().cancel(true));
      pending.clear();
    }
  }
}
