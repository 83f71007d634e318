package studio.anycost.app.preview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;

/**
 * Follows the rules of {@link Renderer} on a virtual clock: one job runs, one waits, the newest
 * wins. A picture is one pixel of the code's first value.
 */
final class FakeRenderer implements Renderer {
  private static final class Task {
    private final Job job;
    private final CompletableFuture<Rendered> future = new CompletableFuture<>();
    private boolean stopped;

    Task(Job job) {
      this.job = job;
    }
  }

  private final VirtualWorker clock;
  private final ToDoubleFunction<SubGenerator> cost;
  private final List<Job> begun = new ArrayList<>();
  private Task running;
  private Task waiting;
  private long dropped;
  private long cancelled;
  private RuntimeException nextFailure;
  private RuntimeException nextRefusal;

  FakeRenderer(VirtualWorker clock, ToDoubleFunction<SubGenerator> cost) {
    this.clock = clock;
    this.cost = cost;
  }

  /** The jobs that were begun, in order. */
  List<Job> begun() {
    return begun;
  }

  boolean isIdle() {
    return running == null && waiting == null;
  }

  void failNext(RuntimeException failure) {
    nextFailure = failure;
  }

  /** The next job is not even taken. */
  void refuseNext(RuntimeException refusal) {
    nextRefusal = refusal;
  }

  @Override
  public CompletableFuture<Rendered> submit(Job job) {
    if (nextRefusal != null) {
      RuntimeException refusal = nextRefusal;
      nextRefusal = null;
      throw refusal;
    }
    Task task = new Task(job);
    Task replaced = waiting;
    waiting = task;
    if (replaced != null) {
      dropped++;
      replaced.future.completeExceptionally(new CancellationException());
    }
    if (running == null) {
      begin();
    } else if (running.job.supersedable()) {
      stopRunning();
      begin();
    }
    return task.future;
  }

  private void begin() {
    running = waiting;
    waiting = null;
    if (running == null) {
      return;
    }
    Task task = running;
    begun.add(task.job);
    double milliseconds = cost.applyAsDouble(task.job.subGenerator());
    clock.executeAfter(
        Duration.ofNanos((long) (milliseconds * 1e6)), () -> finish(task, milliseconds));
  }

  private void finish(Task task, double milliseconds) {
    if (task.stopped) {
      return;
    }
    begin();
    if (nextFailure != null) {
      RuntimeException failure = nextFailure;
      nextFailure = null;
      task.future.completeExceptionally(failure);
      return;
    }
    float value = task.job.code().get(0, 0);
    task.future.complete(
        new Rendered(ImageTensor.wrap(1, new float[] {value, value, value}), milliseconds, 0));
  }

  private void stopRunning() {
    Task task = running;
    running = null;
    task.stopped = true;
    cancelled++;
    task.future.completeExceptionally(new CancellationException());
  }

  @Override
  public void cancel() {
    if (waiting != null) {
      waiting.future.completeExceptionally(new CancellationException());
      waiting = null;
      dropped++;
    }
    if (running != null) {
      stopRunning();
    }
  }

  @Override
  public Counts counts() {
    return new Counts(dropped, cancelled);
  }

  @Override
  public void close() {
    cancel();
  }
}
