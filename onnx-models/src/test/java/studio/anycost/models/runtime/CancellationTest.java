package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationSource;

/** The stage of 32 px computes for a minute on two cores; no test waits that long. */
@Timeout(value = 60)
class CancellationTest extends RuntimeTestBase {
  @BeforeEach
  void makeHeavy() {
    source.heavyAt(32);
  }

  /** Long enough to be in the middle of the native run, far shorter than the run. */
  private static void letItCompute() throws InterruptedException {
    Thread.sleep(100);
  }

  private static void assertStoppedSoonAfter(long start) {
    assertThat((System.nanoTime() - start) / 1e6).as("ms to stop").isLessThan(2000);
  }

  @Test
  void aViewsRenderEndsWithinANode() throws Exception {
    RenderView view = generator.openView("preview");
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 32);
    CompletableFuture<RenderResult> heavy = view.submit(supersedable(code(1), sub(1, 64)));
    stop.awaitReached().release();
    letItCompute();
    assertThat(heavy).isNotDone();

    long start = System.nanoTime();
    CompletableFuture<RenderResult> next = view.submit(interactive(code(2), sub(1, 16)));
    assertCancelled(heavy);
    assertThat(get(next).image().side()).isEqualTo(16);
    assertStoppedSoonAfter(start);
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(1, 0, 1, 0));
  }

  @Test
  void aPluginsRenderEndsWithItsToken() throws Exception {
    CancellationSource cancellation = new CancellationSource();
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 32);
    AtomicLong start = new AtomicLong();
    Thread canceller =
        new Thread(
            () -> {
              stop.awaitReached().release();
              try {
                letItCompute();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              start.set(System.nanoTime());
              cancellation.cancel();
            });
    canceller.start();
    assertThatThrownBy(
            () -> generator.render(code(1), sub(1, 64), Noise.FIXED, cancellation.token()))
        .isInstanceOf(CancellationException.class);
    assertStoppedSoonAfter(start.get());
    canceller.join();
    assertThat(fresh(code(1), sub(1, 16), Noise.FIXED)).hasSize(3 * 16 * 16);
  }

  @Test
  void closingTheGeneratorStopsItsRenderAndLeavesOthersAlone() throws Exception {
    LoadedGenerator other = manager.load(new SyntheticGenerator("two"));
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 32);
    CompletableFuture<RenderResult> heavy =
        generator.openView("preview").submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached().release();
    letItCompute();

    long start = System.nanoTime();
    generator.close();
    assertCancelled(heavy);
    assertStoppedSoonAfter(start);
    RenderView view = other.openView("preview");
    assertThat(get(view.submit(interactive(code(2), sub(1, 64)))).image().side()).isEqualTo(64);
  }

  @Test
  void aRequestToStopThatComesBeforeTheRunIsNotLost() throws Exception {
    RenderView view = generator.openView("preview");
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 32);
    CompletableFuture<RenderResult> heavy = view.submit(supersedable(code(1), sub(1, 64)));
    stop.awaitReached();
    view.cancel();
    stop.release();
    assertCancelled(heavy);
  }
}
