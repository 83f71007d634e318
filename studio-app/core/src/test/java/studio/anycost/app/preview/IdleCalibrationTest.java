package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

@Timeout(60)
class IdleCalibrationTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);

  private final UniformGrid grid = new UniformGrid(TABLE, 512);
  private final AtomicLong nanos = new AtomicLong();
  private final Machine machine = new Machine();
  private final Semaphore learned = new Semaphore(0);
  private volatile boolean othersWork;
  private final IdleCalibration calibration =
      new IdleCalibration(machine, grid, this::cost, () -> othersWork, nanos::get, Duration.ZERO);
  private volatile double msPerGmac = 2;

  private double cost(SubGenerator subGenerator) {
    return msPerGmac * MacCount.of(subGenerator, 512).performedGiga();
  }

  /** Measures a sub-generator at its second run; time is the calibration's clock. */
  private final class Machine implements IdleCalibration.Subject {
    private final List<SubGenerator> renders = Collections.synchronizedList(new ArrayList<>());
    private final Map<SubGenerator, Integer> runs = new HashMap<>();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);

    @Override
    public synchronized boolean isMeasured(SubGenerator subGenerator) {
      return runs.getOrDefault(subGenerator, 0) > 1;
    }

    @Override
    public void render(SubGenerator subGenerator, CancellationToken cancellation) {
      renders.add(subGenerator);
      nanos.addAndGet((long) (cost(subGenerator) * 1e6));
      CancellationToken.Registration registration =
          cancellation.onCancel(
              () -> {
                cancelled.incrementAndGet();
                hold.countDown();
              });
      begun.release();
      try {
        hold.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        registration.close();
      }
      cancellation.throwIfCancelled();
      synchronized (this) {
        runs.merge(subGenerator, 1, Integer::sum);
      }
    }
  }

  @AfterEach
  void close() {
    calibration.close();
  }

  private void runToEnd() throws InterruptedException {
    calibration.resume(learned::release);
    assertThat(learned.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ofEveryRatioTheHighestUsableResolutionIsMeasuredOnce() throws InterruptedException {
    runToEnd();
    List<SubGenerator> expected = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      expected.addAll(Collections.nCopies(IdleCalibration.RUNS, TABLE.subGenerator(ratio, 1024)));
    }
    assertThat(machine.renders).isEqualTo(expected);
    calibration.resume(learned::release);
    assertThat(machine.renders).as("never again").isEqualTo(expected);
  }

  @Test
  void whatIsFarTooSlowForAPreviewIsLeftOut() throws InterruptedException {
    msPerGmac = 20;
    runToEnd();
    assertThat(machine.renders)
        .allMatch(sub -> cost(sub) <= 200)
        .contains(TABLE.subGenerator(0.25, 1024));
    assertThat(machine.renders).noneMatch(sub -> sub.equals(TABLE.full()));
  }

  @Test
  void itTakesTwoSecondsAltogetherAtMost() throws InterruptedException {
    msPerGmac = 10;
    runToEnd();
    double longest = 200;
    assertThat(nanos.get() / 1e6)
        .isBetween(500.0, IdleCalibration.LIMIT.toMillis() + IdleCalibration.RUNS * longest);
    long spent = nanos.get();
    calibration.resume(learned::release);
    assertThat(nanos.get()).isEqualTo(spent);
  }

  @Test
  void itStopsAtOnceAndGoesOnLater() throws InterruptedException {
    machine.hold = new CountDownLatch(1);
    calibration.resume(learned::release);
    assertThat(machine.begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    calibration.pause();
    assertThat(machine.cancelled).as("the render was stopped").hasValue(1);
    assertThat(machine.renders).hasSize(1);
    runToEnd();
    assertThat(machine.isMeasured(TABLE.subGenerator(0.25, 1024))).isTrue();
    assertThat(machine.isMeasured(TABLE.full())).isTrue();
    assertThat(learned.availablePermits()).as("told once").isZero();
  }

  @Test
  void aRestThatIsTooShortIsNotUsed() throws InterruptedException {
    try (IdleCalibration patient =
        new IdleCalibration(
            machine, grid, this::cost, () -> othersWork, nanos::get, Duration.ofMillis(200))) {
      patient.resume(learned::release);
      patient.pause();
      assertThat(machine.begun.tryAcquire(400, TimeUnit.MILLISECONDS)).isFalse();
      patient.resume(learned::release);
      assertThat(learned.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(machine.isMeasured(TABLE.full())).isTrue();
  }

  @Test
  void itStartsNothingWhileTheRuntimeIsBusy() throws InterruptedException {
    othersWork = true;
    calibration.resume(learned::release);
    assertThat(learned.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(machine.renders).isEmpty();
    calibration.pause();
    othersWork = false;
    runToEnd();
    assertThat(machine.renders).isNotEmpty();
  }

  @Test
  void nothingRunsAfterClosing() throws InterruptedException {
    calibration.close();
    calibration.resume(learned::release);
    assertThat(learned.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(machine.renders).isEmpty();
  }
}
