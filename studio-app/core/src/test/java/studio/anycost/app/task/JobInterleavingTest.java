package studio.anycost.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.task.TaskContext;

/** Whatever happens in whatever order, a job ends once, last, and as it was asked to. */
class JobInterleavingTest {
  private static final int ROUNDS = 5000;

  /**
   * One job in a world in which a seed decides what happens next: between any two steps of the work
   * the listener may be called and a person may stop or cancel. Keeps a record of its own of what
   * was asked for when, from which the one right outcome follows.
   */
  private static final class World implements JobListener<Integer, String> {
    private final Random random;
    private final boolean stoppable;
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Deque<Runnable> callbacks = new ArrayDeque<>();
    private final Deque<Runnable> cancellers = new ArrayDeque<>();
    private final List<Integer> values = new ArrayList<>();
    private final List<Outcome<String>> outcomes = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Job job;
    private boolean inListener;
    private int published;
    private boolean cancelled;
    private boolean stopped;
    private boolean stoppedInTime;
    private Optional<String> returned = Optional.empty();
    private Optional<RuntimeException> thrown = Optional.empty();

    World(long seed) {
      random = new Random(seed);
      stoppable = random.nextInt(4) > 0;
      job =
          new JobRunner(workers::add, callbacks::add, cancellers::add, () -> Instant.EPOCH)
              .start(new JobInfo("Work", stoppable), this::work, this);
    }

    private String work(TaskContext<Integer> context) {
      int steps = random.nextInt(8);
      for (int i = 0; i < steps; i++) {
        somethingElse();
        switch (random.nextInt(6)) {
          case 0 -> context.progress().report(random.nextDouble(), "step " + i);
          case 1 -> {
            boolean obedient = random.nextBoolean();
            if (obedient && context.stopRequested()) {
              return finish("best");
            }
          }
          case 2 -> {
            if (context.cancellation().isCancelled() != cancelled) {
              broken.add("the token does not tell of the cancellation");
            }
            if (random.nextBoolean() && cancelled) {
              return fail(new CancellationException());
            }
          }
          case 3 -> {
            if (random.nextInt(4) == 0) {
              return fail(
                  random.nextBoolean()
                      ? new IllegalStateException("broken")
                      : new CancellationException("gave up"));
            }
          }
          default -> {
            context.publish(++published);
          }
        }
      }
      somethingElse();
      return finish("all");
    }

    private String finish(String result) {
      returned = Optional.of(result);
      stoppedInTime = stopped;
      return result;
    }

    private String fail(RuntimeException failure) {
      thrown = Optional.of(failure);
      stoppedInTime = stopped;
      throw failure;
    }

    /** What other threads do meanwhile. */
    private void somethingElse() {
      for (int i = random.nextInt(3); i > 0; i--) {
        if (callbacks.size() > 1) {
          broken.add("deliveries pile up");
        }
        switch (random.nextInt(8)) {
          case 0 -> {
            stopped |= stoppable && !cancelled;
            job.stop();
          }
          case 1 -> {
            if (random.nextInt(3) == 0) {
              cancelled |= outcomes.isEmpty();
              job.cancel();
            }
          }
          case 2, 3, 4 -> runOne(callbacks);
          default -> runOne(cancellers);
        }
      }
    }

    private static boolean runOne(Deque<Runnable> queue) {
      Runnable next = queue.poll();
      if (next != null) {
        next.run();
      }
      return next != null;
    }

    void live() {
      boolean alive = true;
      while (alive) {
        somethingElse();
        alive = runOne(workers);
        somethingElse();
      }
      boolean more = true;
      while (more) {
        more = runOne(callbacks) | runOne(cancellers);
        somethingElse();
      }
    }

    @Override
    public void progressed(Progress progress) {
      called("progress");
    }

    @Override
    public void published(Integer value) {
      called("value");
      values.add(value);
    }

    @Override
    public void ended(Outcome<String> outcome) {
      if (inListener) {
        broken.add("the listener is called while it is called");
      }
      outcomes.add(outcome);
    }

    private void called(String what) {
      if (inListener) {
        broken.add("the listener is called while it is called");
      }
      if (!outcomes.isEmpty()) {
        broken.add("a " + what + " after the end");
      }
      if (cancelled) {
        broken.add("a " + what + " after a cancellation");
      }
      inListener = true;
      // The listener is slow, or asks for something itself.
      somethingElse();
      inListener = false;
    }

    private Outcome<String> expected() {
      if (cancelled) {
        return new Outcome.Cancelled<>(returned);
      }
      if (thrown.isPresent()) {
        return thrown.get() instanceof CancellationException && stoppedInTime
            ? new Outcome.Cancelled<>(Optional.empty())
            : new Outcome.Failed<>(thrown.get());
      }
      return stoppedInTime
          ? new Outcome.Stopped<>(returned.orElseThrow())
          : new Outcome.Finished<>(returned.orElseThrow());
    }

    void check() {
      assertThat(broken).isEmpty();
      assertThat(outcomes).containsExactly(expected());
      assertThat(values).isSorted().doesNotHaveDuplicates();
      if (!cancelled && published > 0) {
        assertThat(values).as("the newest value came before the end").endsWith(published);
      }
      assertThat(job.state()).isEqualTo(JobState.ENDED);
    }
  }

  @Test
  void everyOrderOfEventsHasItsOneOutcome() {
    AtomicInteger kinds = new AtomicInteger();
    for (long seed = 0; seed < ROUNDS; seed++) {
      World world = new World(seed);
      world.live();
      try {
        world.check();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      kinds.accumulateAndGet(kind(world.outcomes.get(0)), (a, b) -> a | b);
    }
    assertThat(kinds.get()).as("every kind of outcome occurred").isEqualTo(0b11111);
  }

  private static int kind(Outcome<String> outcome) {
    if (outcome instanceof Outcome.Finished) {
      return 0b1;
    }
    if (outcome instanceof Outcome.Stopped) {
      return 0b10;
    }
    if (outcome instanceof Outcome.Failed) {
      return 0b100;
    }
    return outcome instanceof Outcome.Cancelled<String> dropped && dropped.unused().isPresent()
        ? 0b1000
        : 0b10000;
  }

  /**
   * The same with real threads: three publish, one cancels or stops, and news is told either on the
   * very thread that it comes from or on any of several.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void threadsMayDoWhatTheyWant(boolean told) throws InterruptedException {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      for (int round = 0; round < 300; round++) {
        oneRound(pool, told, round);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void oneRound(ExecutorService pool, boolean direct, int round)
      throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger ends = new AtomicInteger();
    AtomicInteger broken = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    JobListener<Integer, String> listener =
        new JobListener<>() {
          @Override
          public void published(Integer value) {
            if (inside.getAndIncrement() != 0 || ends.get() != 0) {
              broken.incrementAndGet();
            }
            inside.decrementAndGet();
          }

          @Override
          public void ended(Outcome<String> outcome) {
            if (inside.getAndIncrement() != 0) {
              broken.incrementAndGet();
            }
            ends.incrementAndGet();
            inside.decrementAndGet();
            ended.countDown();
          }
        };
    JobRunner runner = new JobRunner(pool, direct ? Runnable::run : pool);
    Job job =
        runner.start(
            JobInfo.stoppable("Work"),
            (TaskContext<Integer> context) -> {
              CountDownLatch helpers = new CountDownLatch(2);
              for (int helper = 0; helper < 2; helper++) {
                pool.execute(
                    () -> {
                      for (int i = 0; i < 50; i++) {
                        context.publish(i);
                      }
                      helpers.countDown();
                    });
              }
              for (int i = 0; i < 50; i++) {
                context.publish(i);
                context.cancellation().throwIfCancelled();
              }
              if (round % 3 == 0) {
                helpers.await();
              }
              return "all";
            },
            listener);
    if (round % 2 == 0) {
      job.stop();
      job.cancel();
    }
    assertThat(ended.await(30, TimeUnit.SECONDS)).as("round %d ended", round).isTrue();
    // Helpers that outlive the work publish into nothing.
    assertThat(broken).hasValue(0);
    assertThat(ends).hasValue(1);
  }
}
