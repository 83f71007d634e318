package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import studio.anycost.api.compute.Priority;

/** Stops the first render that comes to a stage until the test lets it go; writes down all. */
final class Checkpoint implements RenderObserver {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile Stop stop;

  /** The next arrival at a stage waits. */
  Stop stopAt(Priority priority, int resolution) {
    Stop next = new Stop(priority, resolution);
    stop = next;
    return next;
  }

  /** As in {@code INTERACTIVE@16}, in the order of the starts. */
  List<String> events() {
    return events;
  }

  @Override
  public void beforeStage(Priority priority, int resolution) {
    events.add(priority + "@" + resolution);
    Stop current = stop;
    if (current != null && current.priority == priority && current.resolution == resolution) {
      stop = null;
      current.reached.countDown();
      await(current.released);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A place where a render waits. */
  static final class Stop {
    private final Priority priority;
    private final int resolution;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Stop(Priority priority, int resolution) {
      this.priority = priority;
      this.resolution = resolution;
    }

    Stop awaitReached() {
      await(reached);
      return this;
    }

    void release() {
      released.countDown();
    }
  }
}
