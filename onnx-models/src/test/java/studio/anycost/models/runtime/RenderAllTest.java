package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.RenderConsumer;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.latency.LatencySnapshot;

@Timeout(120)
class RenderAllTest {
  private static final SubGenerator SMALL = sub(0.5, 32);

  private volatile RenderObserver observer = RenderObserver.NONE;
  private final SessionManager manager =
      new SessionManager(
          new RuntimeOptions(2, 1 << 30),
          (priority, resolution) -> observer.beforeStage(priority, resolution));
  private final SyntheticGenerator source = new SyntheticGenerator("many");
  private final LoadedGenerator generator = manager.load(source);

  @AfterEach
  void closeAndCount() {
    observer = RenderObserver.NONE;
    manager.close();
    assertThat(manager.status().openHandles()).as("open native handles").isZero();
  }

  private static List<StyleCode> codes(int count) {
    return IntStream.range(0, count).mapToObj(SyntheticGenerator::code).toList();
  }

  private void renderAll(int count, CancellationToken cancellation, RenderConsumer consumer)
      throws IOException {
    generator.renderAll(codes(count), SMALL, Noise.FIXED, cancellation, consumer);
  }

  /** Lets every native object that is kept for later come into being; tells how many there are. */
  private long warmUp() throws IOException {
    meetAt(32);
    renderAll(2, CancellationToken.NONE, (index, image) -> {});
    observer = RenderObserver.NONE;
    return manager.status().openHandles();
  }

  /** From now on a background render waits at a stage until a second one is there. */
  private void meetAt(int meeting) {
    CyclicBarrier barrier = new CyclicBarrier(2);
    observer =
        (priority, resolution) -> {
          if (priority == Priority.BACKGROUND && resolution == meeting) {
            try {
              barrier.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new AssertionError("no second render came", e);
            }
          }
        };
  }

  @Test
  void givesTheSamePicturesInOrderOnThisThread() throws Exception {
    List<float[]> expected = new ArrayList<>();
    for (StyleCode code : codes(9)) {
      expected.add(
          generator.render(code, SMALL, Noise.seeded(3), CancellationToken.NONE).toArray());
    }
    List<float[]> images = new ArrayList<>();
    Thread caller = Thread.currentThread();
    generator.renderAll(
        codes(9),
        SMALL,
        Noise.seeded(3),
        CancellationToken.NONE,
        (index, image) -> {
          assertThat(index).isEqualTo(images.size());
          assertThat(Thread.currentThread()).isSameAs(caller);
          images.add(image.toArray());
        });
    assertThat(images).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(images.get(i)).containsExactly(expected.get(i), within(1e-5f));
    }
    assertThat(images.get(0)).isNotEqualTo(images.get(1));
  }

  @Test
  void smallPicturesAreRenderedSideBySide() throws Exception {
    meetAt(16);
    Set<Integer> seen = new HashSet<>();
    renderAll(8, CancellationToken.NONE, (index, image) -> seen.add(index));
    assertThat(seen).hasSize(8);
    assertThat(source.stagesBuilt()).as("stages made, each once").isEqualTo(4);
  }

  @Test
  void aRuntimeOfOneThreadRendersThemOneAfterTheOther() throws Exception {
    try (SessionManager narrow = new SessionManager(new RuntimeOptions(1, 1 << 30))) {
      List<Integer> seen = new ArrayList<>();
      narrow
          .load(new SyntheticGenerator("narrow"))
          .renderAll(
              codes(3),
              SMALL,
              Noise.NONE,
              CancellationToken.NONE,
              (index, image) -> seen.add(index));
      assertThat(seen).containsExactly(0, 1, 2);
    }
  }

  @Test
  void rendersNothingOfNothing() throws Exception {
    renderAll(0, CancellationToken.NONE, (index, image) -> assertThat(index).isNegative());
    assertThat(source.stagesBuilt()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsRendered() {
    List<StyleCode> mixed = List.of(code(1), StyleCode.of(1, 2, new float[2]));
    assertThatThrownBy(
            () ->
                generator.renderAll(
                    mixed, SMALL, Noise.FIXED, CancellationToken.NONE, (index, image) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit the generator");
    assertThat(source.stagesBuilt()).isZero();
  }

  @Test
  void cancellingInTheMiddleLeavesNothingBehind() throws Exception {
    long before = warmUp();
    CancellationSource cancellation = new CancellationSource();
    List<Integer> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                renderAll(
                    50,
                    cancellation.token(),
                    (index, image) -> {
                      seen.add(index);
                      if (index == 3) {
                        cancellation.cancel();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(seen).containsExactly(0, 1, 2, 3);
    assertThat(generator.runs().count()).isZero();
    assertThat(manager.status().openHandles()).isEqualTo(before);
    renderAll(3, CancellationToken.NONE, (index, image) -> seen.add(index));
    assertThat(seen).hasSize(7);
  }

  @Test
  void cancellingStopsWhatIsUnderWay() throws Exception {
    warmUp();
    CancellationSource cancellation = new CancellationSource();
    CountDownLatch underWay = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    observer =
        (priority, resolution) -> {
          if (resolution == 8) {
            underWay.countDown();
            await(go);
          }
        };
    CompletableFuture<Void> all = inThread(() -> renderAll(8, cancellation.token(), (i, x) -> {}));
    await(underWay);
    cancellation.cancel();
    assertThat(all).as("while renders are in native code").isNotDone();
    go.countDown();
    assertThatThrownBy(() -> all.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(generator.runs().count()).isZero();
  }

  @Test
  void whatTheConsumerThrowsEndsTheWork() throws Exception {
    long before = warmUp();
    IllegalStateException enough = new IllegalStateException("enough");
    List<Integer> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                renderAll(
                    50,
                    CancellationToken.NONE,
                    (index, image) -> {
                      seen.add(index);
                      if (index == 2) {
                        throw enough;
                      }
                    }))
        .isSameAs(enough);
    assertThat(seen).containsExactly(0, 1, 2);
    assertThat(generator.runs().count()).isZero();
    assertThat(manager.status().openHandles()).isEqualTo(before);
  }

  @Test
  void aStageThatCannotBeBuiltIsOneSentenceAndLeavesNothingBehind() throws Exception {
    source.replacing(16, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> renderAll(6, CancellationToken.NONE, (index, image) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stage for 16 px");
    assertThat(generator.runs().count()).isZero();
    source.repaired();
    List<ImageTensor> images = new ArrayList<>();
    renderAll(6, CancellationToken.NONE, (index, image) -> images.add(image));
    assertThat(images).hasSize(6);
  }

  @Test
  void anInteractiveRenderGoesFirst() throws Exception {
    warmUp();
    Checkpoint checkpoint = new Checkpoint();
    observer = checkpoint;
    RenderView view = generator.openView("drag");
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 16);
    CountDownLatch first = new CountDownLatch(1);
    CancellationSource enough = new CancellationSource();
    // More than can be rendered before the picture is asked for, however long that takes.
    CompletableFuture<Void> all =
        inThread(() -> renderAll(10_000, enough.token(), (index, image) -> first.countDown()));
    await(first);
    CompletableFuture<RenderResult> picture =
        view.submit(
            new RenderRequest(code(1), sub(1, 64), Noise.FIXED, Priority.INTERACTIVE, false));
    stop.awaitReached();
    // The other may be ahead as far as it may, and wait for its result to be taken.
    while (manager.gate().waitingCount() < 1 && !all.isDone()) {
      Thread.sleep(1);
    }
    assertThat(all).as("one waits").isNotDone();
    int events = checkpoint.events().size();
    stop.release();
    picture.get(30, TimeUnit.SECONDS);
    while (checkpoint.events().size() < events + 3 && !all.isDone()) {
      Thread.sleep(1);
    }
    enough.cancel();
    assertThatThrownBy(() -> all.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(checkpoint.events().subList(events, events + 3))
        .satisfiesExactly(
            event -> assertThat(event).isEqualTo("INTERACTIVE@32"),
            event -> assertThat(event).isEqualTo("INTERACTIVE@64"),
            event -> assertThat(event).startsWith("BACKGROUND"));
  }

  @Test
  void closingTheGeneratorEndsIt() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CompletableFuture<Void> all =
        inThread(
            () -> renderAll(10_000, CancellationToken.NONE, (index, image) -> first.countDown()));
    await(first);
    generator.close();
    assertThatThrownBy(() -> all.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfAny(CancellationException.class, IllegalStateException.class);
  }

  @Test
  void aConsumerMayCloseTheGenerator() throws Exception {
    assertThatThrownBy(
            () -> renderAll(50, CancellationToken.NONE, (index, image) -> generator.close()))
        .isInstanceOfAny(CancellationException.class, IllegalStateException.class);
  }

  @Test
  void timesOfOneCoreAreNoMeasurements() throws Exception {
    renderAll(8, CancellationToken.NONE, (index, image) -> {});
    renderAll(8, CancellationToken.NONE, (index, image) -> {});
    assertThat(generator.latency().snapshot()).isEqualTo(LatencySnapshot.EMPTY);
  }

  @Test
  void noSessionOfItIsEvictedWhileItRuns() throws Exception {
    try (SessionManager tight = new SessionManager(new RuntimeOptions(2, 1))) {
      SyntheticGenerator many = new SyntheticGenerator("tight");
      List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
      tight
          .load(many)
          .renderAll(
              codes(6),
              SMALL,
              Noise.NONE,
              CancellationToken.NONE,
              (index, image) -> seen.add(index));
      assertThat(seen).hasSize(6);
      assertThat(many.stagesBuilt()).isEqualTo(4);
      assertThat(tight.status().cachedSessions()).isZero();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static CompletableFuture<Void> inThread(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "plugin").start());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
