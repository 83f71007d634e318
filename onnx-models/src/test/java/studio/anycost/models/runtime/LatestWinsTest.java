package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;

class LatestWinsTest extends RuntimeTestBase {
  private final RenderView view = generator.openView("preview");

  @Test
  void aDragShowsTheRunningPictureAndThenTheNewest() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> first = view.submit(interactive(code(1), sub(0.5, 16)));
    stop.awaitReached();
    CompletableFuture<RenderResult> second = view.submit(interactive(code(2), sub(0.5, 16)));
    CompletableFuture<RenderResult> third = view.submit(interactive(code(3), sub(0.5, 16)));
    CompletableFuture<RenderResult> fourth = view.submit(interactive(code(4), sub(0.5, 16)));
    assertCancelled(second);
    assertCancelled(third);
    assertThat(first).isNotDone();
    assertThat(manager.status().running()).isEqualTo(1);
    assertThat(manager.status().queued()).isEqualTo(1);

    stop.release();
    assertThat(get(first).image().toArray()).isEqualTo(fresh(code(1), sub(0.5, 16), Noise.FIXED));
    assertThat(get(fourth).image().toArray()).isEqualTo(fresh(code(4), sub(0.5, 16), Noise.FIXED));
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(2, 2, 0, 0));
  }

  @Test
  void aSupersedableRenderGivesWay() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 32);
    CompletableFuture<RenderResult> climb = view.submit(supersedable(code(1), sub(1, 64)));
    stop.awaitReached();
    CompletableFuture<RenderResult> next = view.submit(interactive(code(2), sub(0.5, 16)));
    stop.release();

    assertCancelled(climb);
    assertThat(get(next).subGenerator()).isEqualTo(sub(0.5, 16));
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(1, 0, 1, 0));
    assertThat(checkpoint.events()).doesNotContain("INTERACTIVE@64");
  }

  @Test
  void whatACancelledRenderComputedIsUsedByTheNext() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 32);
    view.submit(supersedable(code(1), sub(1, 64)));
    stop.awaitReached();
    CompletableFuture<RenderResult> next = view.submit(interactive(code(1), sub(1, 32)));
    stop.release();

    assertThat(get(next).reusedStages()).isEqualTo(3);
    assertThat(get(next).image().toArray()).isEqualTo(fresh(code(1), sub(1, 32), Noise.FIXED));
  }

  @Test
  void cancellingDropsWhatWaitsAndStopsWhatRuns() {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> running = view.submit(interactive(code(1), sub(0.5, 16)));
    stop.awaitReached();
    CompletableFuture<RenderResult> waiting = view.submit(interactive(code(2), sub(0.5, 16)));
    view.cancel();
    stop.release();

    assertCancelled(running);
    assertCancelled(waiting);
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(0, 1, 1, 0));
  }

  @Test
  void cancellingAFutureCancelsItsRequestAlone() throws Exception {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> running = view.submit(interactive(code(1), sub(0.5, 16)));
    stop.awaitReached();
    CompletableFuture<RenderResult> waiting = view.submit(interactive(code(2), sub(0.5, 16)));
    running.cancel(true);
    stop.release();

    assertThat(get(waiting).image().side()).isEqualTo(16);
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(1, 0, 1, 0));
    CompletableFuture<RenderResult> late = view.submit(interactive(code(2), sub(0.5, 8)));
    get(late);
    late.cancel(true);
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(2, 0, 1, 0));
  }

  @Test
  void viewsDoNotDropEachOthersWork() throws Exception {
    try (RenderView other = generator.openView("other")) {
      Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
      CompletableFuture<RenderResult> first = view.submit(supersedable(code(1), sub(0.5, 16)));
      stop.awaitReached();
      CompletableFuture<RenderResult> second = other.submit(supersedable(code(2), sub(0.5, 16)));
      stop.release();
      assertThat(get(first).image().toArray()).isNotEqualTo(get(second).image().toArray());
      assertThat(view.statistics()).isEqualTo(new ViewStatistics(1, 0, 0, 0));
      assertThat(other.statistics()).isEqualTo(new ViewStatistics(1, 0, 0, 0));
    }
  }

  @Test
  void aWaitingViewKeepsItsPlaceWhenItChangesItsMind() throws Exception {
    try (RenderView early = generator.openView("early");
        RenderView late = generator.openView("late")) {
      Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 16);
      view.submit(interactive(code(1), sub(0.5, 16)));
      stop.awaitReached();
      early.submit(interactive(code(2), sub(0.5, 8)));
      CompletableFuture<RenderResult> last = late.submit(interactive(code(2), sub(0.5, 64)));
      early.submit(interactive(code(3), sub(0.5, 32)));
      stop.release();
      get(last);
      assertThat(checkpoint.events().subList(3, 8))
          .containsExactly(
              "INTERACTIVE@4",
              "INTERACTIVE@8",
              "INTERACTIVE@16",
              "INTERACTIVE@32",
              "INTERACTIVE@4");
    }
  }

  @Test
  void aRequestThatBecomesUrgentChangesTheLane() throws Exception {
    try (RenderView other = generator.openView("other")) {
      Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 8);
      other.submit(background(code(1), sub(1, 16)));
      stop.awaitReached();
      CompletableFuture<RenderResult> calm = view.submit(background(code(2), sub(0.5, 8)));
      CompletableFuture<RenderResult> urgent = view.submit(interactive(code(2), sub(0.5, 8)));
      // Done although the background thread still stands at the checkpoint.
      assertThat(get(urgent).image().side()).isEqualTo(8);
      assertCancelled(calm);
      stop.release();
    }
  }

  @Test
  void aClosedViewSaysSo() {
    view.close();
    assertThatThrownBy(() -> view.submit(interactive(code(1), sub(1, 8))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The view 'preview' is closed; open a new one.");
  }

  @Test
  void closingAViewWhileItRendersFreesItsMapsWhenItEnds() {
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 16);
    CompletableFuture<RenderResult> running = view.submit(interactive(code(1), sub(0.5, 16)));
    stop.awaitReached();
    view.close();
    stop.release();
    assertCancelled(running);
    // Left are sessions and the tensors of styles and noise; the base class counts to the end.
    assertThat(manager.status().running()).isZero();
  }
}
