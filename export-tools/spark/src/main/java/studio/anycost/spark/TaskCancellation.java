package studio.anycost.spark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

/** Cancelled when Spark no longer wants a task. Looks every now and then, as Spark tells nobody. */
final class TaskCancellation implements AutoCloseable {
  private static final long LOOK_MILLISECONDS = 100;

  private final CancellationSource source = new CancellationSource();
  private final CountDownLatch ended = new CountDownLatch(1);

  TaskCancellation(TaskContext task) {
    Thread thread = new Thread(() -> watch(task), "spark-task-cancellation");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch(TaskContext task) {
    try {
      while (!ended.await(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        if (task.isInterrupted()) {
          source.cancel();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  CancellationToken token() {
    return source.token();
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
