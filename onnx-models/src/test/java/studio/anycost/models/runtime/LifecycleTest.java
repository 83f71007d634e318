package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationToken;

@Timeout(60)
class LifecycleTest extends RuntimeTestBase {
  private static final String CLOSED = "The generator 'synthetic one' is closed; open it again.";

  @Test
  void aClosedGeneratorSaysSoEverywhere() {
    generator.close();
    generator.close();
    assertThatThrownBy(() -> fresh(code(1), sub(1, 8), Noise.FIXED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(CLOSED);
    assertThatThrownBy(() -> generator.openView("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(CLOSED);
    assertThatThrownBy(() -> generator.styleOfSeed(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(CLOSED);
    assertThat(generator.description().name()).isEqualTo("synthetic one");
  }

  @Test
  void aClosedManagerLoadsNothing() {
    manager.close();
    manager.close();
    assertThatThrownBy(() -> manager.load(new SyntheticGenerator("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void noViewOpensWhileTheGeneratorCloses() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    RenderView busy = generator.openView("busy");
    CompletableFuture<RenderResult> running = busy.submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached();
    List<CompletableFuture<RenderView>> attempts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      RenderView waiting = generator.openView("waiting");
      attempts.add(
          waiting
              .submit(interactive(code(2), sub(1, 8)))
              // Closing drops the request: from then on, and until the last view is closed as well.
              .handle((picture, dropped) -> generator.openView("too late")));
    }
    CompletableFuture<Void> closing = inThread(manager::close);
    for (CompletableFuture<RenderView> attempt : attempts) {
      assertThatThrownBy(() -> get(attempt)).hasCauseInstanceOf(IllegalStateException.class);
    }
    stop.release();
    assertCancelled(running);
    get(closing);
  }

  private static CompletableFuture<Void> inThread(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task, "closing").start());
  }

  @Test
  void closingAGeneratorFreesExactlyItsOwn() throws Exception {
    fresh(code(1), sub(1, 16), Noise.FIXED);
    long before = manager.status().openHandles();
    int sessionsBefore = manager.status().cachedSessions();
    long bytesBefore = manager.status().cachedBytes();

    LoadedGenerator second = manager.load(new SyntheticGenerator("two"));
    RenderView view = second.openView("preview");
    get(view.submit(interactive(code(1), sub(0.5, 64))));
    second.render(code(1), sub(1, 64), Noise.seeded(3), CancellationToken.NONE);
    second.styleOfSeed(3);
    assertThat(manager.status().openHandles()).isGreaterThan(before + 20);

    second.close();
    assertThat(manager.status().openHandles()).isEqualTo(before);
    assertThat(manager.status().cachedSessions()).isEqualTo(sessionsBefore);
    assertThat(manager.status().cachedBytes()).isEqualTo(bytesBefore);
    assertThat(fresh(code(1), sub(1, 16), Noise.FIXED)).hasSize(3 * 16 * 16);
  }

  @Test
  void closingAViewFreesItsFeatureMaps() throws Exception {
    fresh(code(1), sub(1, 64), Noise.FIXED);
    long before = manager.status().openHandles();
    RenderView view = generator.openView("preview");
    get(view.submit(interactive(code(1), sub(1, 64))));
    assertThat(manager.status().openHandles()).isEqualTo(before + 5);
    view.close();
    view.close();
    assertThat(manager.status().openHandles()).isEqualTo(before);
  }

  @Test
  void twoGeneratorsOfOneBundleShareSessions() throws Exception {
    fresh(code(1), sub(1, 16), Noise.FIXED);
    int sessions = manager.status().cachedSessions();
    SyntheticGenerator same = new SyntheticGenerator("one");
    LoadedGenerator twin = manager.load(same);
    twin.render(code(1), sub(1, 16), Noise.FIXED, CancellationToken.NONE);
    assertThat(manager.status().cachedSessions()).isEqualTo(sessions);
    assertThat(same.stagesBuilt()).isZero();
    twin.close();
    assertThat(manager.status().cachedSessions()).isEqualTo(sessions);
    fresh(code(1), sub(1, 16), Noise.FIXED);
    assertThat(source.stagesBuilt()).isEqualTo(3);
  }

  @Test
  void closingTellsEveryFuture() {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    RenderView view = generator.openView("preview");
    RenderView other = generator.openView("other");
    CompletableFuture<RenderResult> running = view.submit(interactive(code(1), sub(1, 64)));
    stop.awaitReached();
    CompletableFuture<RenderResult> behind = view.submit(interactive(code(2), sub(1, 64)));
    CompletableFuture<RenderResult> queued = other.submit(interactive(code(3), sub(1, 64)));
    CompletableFuture<RenderResult> calm = other.submit(background(code(3), sub(1, 64)));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(manager::close);
    assertCancelled(behind);
    assertCancelled(queued);
    assertCancelled(calm);
    stop.release();
    assertCancelled(running);
    closing.join();
  }

  @Test
  void aListenerMayCloseTheManager() throws Exception {
    RenderView view = generator.openView("preview");
    CompletableFuture<Boolean> closed =
        view.submit(interactive(code(1), sub(1, 8)))
            .thenApply(
                result -> {
                  manager.close();
                  return true;
                });
    assertThat(get(closed)).isTrue();
  }

  @Test
  void aFailingListenerDoesNotStopTheRuntime() throws Exception {
    RenderView view = generator.openView("preview");
    CompletableFuture<?> broken =
        view.submit(interactive(code(1), sub(1, 8)))
            .thenAccept(
                result -> {
                  throw new IllegalArgumentException("listener");
                });
    assertThatThrownBy(() -> get(broken)).hasRootCauseMessage("listener");
    assertThat(get(view.submit(interactive(code(2), sub(1, 8)))).image().side()).isEqualTo(8);
  }
}
