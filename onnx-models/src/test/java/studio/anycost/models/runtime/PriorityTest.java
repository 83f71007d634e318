package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

class PriorityTest extends RuntimeTestBase {
  private final RenderView view = generator.openView("preview");

  private CompletableFuture<ImageTensor> renderElsewhere(
      StyleCode code, CancellationToken cancellation) {
    return elsewhere(() -> generator.render(code, sub(1, 64), Noise.FIXED, cancellation));
  }

  private static <T> CompletableFuture<T> elsewhere(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        thread -> new Thread(thread, "plugin").start());
  }

  private void awaitWaiting(int count) throws InterruptedException {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (manager.gate().waitingCount() != count) {
      assertThat(System.nanoTime()).as("time to queue up").isLessThan(end);
      Thread.sleep(1);
    }
  }

  @Test
  void backgroundWorkStartsNoStageDuringAnInteractiveRender() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> urgent = view.submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached();
    CompletableFuture<ImageTensor> calm = renderElsewhere(code(2), CancellationToken.NONE);
    awaitWaiting(1);
    stop.release();
    get(urgent);
    get(calm);
    List<String> events = new ArrayList<>(checkpoint.events());
    assertThat(events.subList(0, 5)).allMatch(event -> event.startsWith("INTERACTIVE"));
    assertThat(events.subList(5, 10)).allMatch(event -> event.startsWith("BACKGROUND"));
  }

  @Test
  void backgroundWorkBuildsNoSessionDuringAnInteractiveRender() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 64);
    CompletableFuture<RenderResult> urgent = view.submit(interactive(code(1), sub(0.25, 64)));
    stop.awaitReached();
    CompletableFuture<ImageTensor> calm = renderElsewhere(code(2), CancellationToken.NONE);
    awaitWaiting(1);
    assertThat(source.stagesBuilt()).as("stages made, all for the interactive one").isEqualTo(5);
    stop.release();
    get(urgent);
    get(calm);
    assertThat(source.stagesBuilt()).isEqualTo(10);
  }

  @Test
  void manyLatentsAreMappedAfterAnInteractiveRenderAndOneAtOnce() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> urgent = view.submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached();
    CompletableFuture<float[][]> many =
        elsewhere(
            () ->
                generator.mapAll(
                    new float[300][SyntheticGenerator.STYLE_DIMENSION], CancellationToken.NONE));
    awaitWaiting(1);
    generator.styleOfSeed(1);
    assertThat(many).isNotDone();
    stop.release();
    get(urgent);
    assertThat(get(many)).hasDimensions(300, SyntheticGenerator.STYLE_DIMENSION);
  }

  @Test
  void aBackgroundSessionThatIsHalfBuiltWaitsForAnInteractiveRender() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    source.duringNextBuild(
        () -> {
          building.countDown();
          await(go);
        });
    CompletableFuture<ImageTensor> calm = renderElsewhere(code(2), CancellationToken.NONE);
    await(building);
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 64);
    // Wants the very session that the background has half of, and cannot wait for it.
    CompletableFuture<RenderResult> urgent = view.submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached();
    int sessions = manager.status().cachedSessions();
    go.countDown();
    awaitWaiting(1);
    assertThat(manager.status().cachedSessions()).isEqualTo(sessions);
    stop.release();
    get(urgent);
    get(calm);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).as("in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInteractiveRenderPassesABackgroundRenderBetweenItsStages() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 16);
    CompletableFuture<ImageTensor> calm = renderElsewhere(code(2), CancellationToken.NONE);
    stop.awaitReached();
    // Finishes while the background stage has not even begun to compute.
    get(view.submit(interactive(code(1), sub(1, 64))));
    assertThat(calm).isNotDone();
    stop.release();
    get(calm);
    assertThat(checkpoint.events())
        .startsWith("BACKGROUND@4", "BACKGROUND@8", "BACKGROUND@16", "INTERACTIVE@4")
        .endsWith("INTERACTIVE@64", "BACKGROUND@32", "BACKGROUND@64");
  }

  @Test
  void waitingForTheTurnCanBeCancelled() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> urgent = view.submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached();
    CancellationSource cancellation = new CancellationSource();
    CompletableFuture<ImageTensor> calm = renderElsewhere(code(2), cancellation.token());
    awaitWaiting(1);
    cancellation.cancel();
    assertThatThrownBy(() -> get(calm)).hasCauseInstanceOf(CancellationException.class);
    assertThat(urgent).isNotDone();
    stop.release();
    get(urgent);
  }

  @Test
  void backgroundRendersTakeTurnsStageByStage() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 4);
    CompletableFuture<ImageTensor> first = renderElsewhere(code(1), CancellationToken.NONE);
    stop.awaitReached();
    CompletableFuture<ImageTensor> second = renderElsewhere(code(2), CancellationToken.NONE);
    awaitWaiting(1);
    stop.release();
    get(first);
    get(second);
    assertThat(checkpoint.events()).hasSize(10);
    assertThat(checkpoint.events().get(1)).isEqualTo("BACKGROUND@4");
  }

  @Test
  void anAlreadyCancelledTokenRendersNothing() {
    CancellationSource cancellation = new CancellationSource();
    cancellation.cancel();
    assertThatThrownBy(
            () -> generator.render(code(1), sub(1, 64), Noise.FIXED, cancellation.token()))
        .isInstanceOf(CancellationException.class);
    assertThat(checkpoint.events()).isEmpty();
  }
}
