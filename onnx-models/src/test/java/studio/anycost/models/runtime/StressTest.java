package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static studio.anycost.models.runtime.SyntheticGenerator.changed;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;

@Timeout(120)
class StressTest extends RuntimeTestBase {
  /** Of a view that keeps changing the lane; every change to the background waits for a while. */
  private static final int REQUESTS = 1500;

  private static final List<Noise> NOISES = List.of(Noise.FIXED, Noise.NONE, Noise.seeded(1));

  private record Wish(StyleCode code, SubGenerator subGenerator, Noise noise) {}

  private static Wish wish(Random random) {
    StyleCode code = code(random.nextInt(3));
    if (random.nextBoolean()) {
      code = changed(code, 5 + random.nextInt(5));
    }
    return new Wish(
        code,
        sub(random.nextBoolean() ? 0.25 : 1, 8 << random.nextInt(4)),
        NOISES.get(random.nextInt(3)));
  }

  /** Every wish that can come up, rendered calmly. */
  private Map<Wish, float[]> expected() throws Exception {
    Map<Wish, float[]> images = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      Wish wish = wish(random);
      if (!images.containsKey(wish)) {
        images.put(wish, fresh(wish.code(), wish.subGenerator(), wish.noise()));
      }
    }
    return images;
  }

  @Test
  void manyThreadsGetTheirOwnPicturesOrACancellation() throws Exception {
    Map<Wish, float[]> expected = expected();
    // A second manager with next to no budget: sessions come and go all the time.
    SessionManager tight = new SessionManager(new RuntimeOptions(2, 1));
    try {
      LoadedGenerator shared = tight.load(new SyntheticGenerator("shared"));
      ExecutorService pool = Executors.newFixedThreadPool(6);
      List<Future<Integer>> work = new ArrayList<>();
      for (int worker = 0; worker < 6; worker++) {
        int seed = worker;
        work.add(
            pool.submit(
                () ->
                    seed % 2 == 0
                        ? viewWork(shared, seed, expected)
                        : blockingWork(shared, seed, expected)));
      }
      pool.shutdown();
      int pictures = 0;
      for (Future<Integer> one : work) {
        pictures += one.get(100, TimeUnit.SECONDS);
      }
      assertThat(pictures).isGreaterThan(50);
      assertThat(tight.status().running()).isZero();
      assertThat(tight.status().queued()).isZero();
    } finally {
      tight.close();
    }
    assertThat(tight.status().openHandles()).isZero();
  }

  private int viewWork(LoadedGenerator shared, int seed, Map<Wish, float[]> expected)
      throws Exception {
    Random random = new Random(seed);
    int pictures = 0;
    List<CompletableFuture<Boolean>> pending = new ArrayList<>();
    RenderView view = shared.openView("view " + seed);
    for (int i = 0; i < 60; i++) {
      Wish wish = wish(random);
      Priority priority = random.nextBoolean() ? Priority.INTERACTIVE : Priority.BACKGROUND;
      RenderRequest request =
          new RenderRequest(
              wish.code(), wish.subGenerator(), wish.noise(), priority, random.nextBoolean());
      pending.add(
          view.submit(request)
              .thenApply(result -> same(result.image().toArray(), expected.get(wish))));
      if (random.nextInt(4) == 0) {
        pictures += settle(pending);
      } else if (random.nextInt(6) == 0) {
        view.cancel();
      }
    }
    pictures += settle(pending);
    ViewStatistics statistics = view.statistics();
    assertThat(statistics.failed()).isZero();
    assertThat(statistics.completed() + statistics.dropped() + statistics.cancelled())
        .isEqualTo(60);
    assertThat(statistics.completed()).isEqualTo(pictures);
    view.close();
    return pictures;
  }

  private static boolean same(float[] actual, float[] expected) {
    assertThat(actual).isEqualTo(expected);
    return true;
  }

  private static int settle(List<CompletableFuture<Boolean>> pending) throws Exception {
    int pictures = 0;
    for (CompletableFuture<Boolean> one : pending) {
      try {
        one.get(60, TimeUnit.SECONDS);
        pictures++;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof CancellationException)) {
          fail("unexpected", e);
        }
      } catch (CancellationException e) {
        // What a newer request does to an older one.
      }
    }
    pending.clear();
    return pictures;
  }

  private int blockingWork(LoadedGenerator shared, int seed, Map<Wish, float[]> expected)
      throws Exception {
    Random random = new Random(seed);
    int pictures = 0;
    for (int i = 0; i < 40; i++) {
      Wish wish = wish(random);
      CancellationSource source = new CancellationSource();
      Thread canceller = new Thread(source::cancel);
      if (random.nextInt(3) == 0) {
        canceller.start();
      }
      try {
        same(
            shared.render(wish.code(), wish.subGenerator(), wish.noise(), source.token()).toArray(),
            expected.get(wish));
        pictures++;
      } catch (CancellationException e) {
        assertThat(source.isCancelled()).isTrue();
      }
    }
    return pictures;
  }

  @Test
  void aViewThatKeepsChangingTheLaneRendersOneThingAtATime() throws Exception {
    RenderView view = generator.openView("undecided");
    Random random = new Random(5);
    CompletableFuture<RenderResult> last = null;
    for (int i = 0; i < REQUESTS; i++) {
      Priority priority = i % 2 == 0 ? Priority.INTERACTIVE : Priority.BACKGROUND;
      last =
          view.submit(
              new RenderRequest(
                  code(i), sub(1, 16), Noise.FIXED, priority, random.nextInt(8) == 0));
      if (random.nextInt(10) == 0) {
        last.exceptionally(problem -> null).get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(get(last).image().toArray())
        .isEqualTo(fresh(code(REQUESTS - 1), sub(1, 16), Noise.FIXED));
    ViewStatistics statistics = view.statistics();
    assertThat(statistics.failed()).isZero();
    assertThat(statistics.completed() + statistics.dropped() + statistics.cancelled())
        .isEqualTo(REQUESTS);
  }

  @Test
  void tenThousandRendersOpenNoMoreHandlesThanTheFirst() throws Exception {
    RenderView view = generator.openView("preview");
    List<SubGenerator> alternating = List.of(sub(0.25, 8), sub(1, 8), sub(0.25, 16), sub(1, 16));
    long opened = 0;
    for (int i = 0; i < 10_000; i++) {
      get(
          view.submit(
              new RenderRequest(
                  code(i), alternating.get(i % 4), Noise.FIXED, Priority.INTERACTIVE, false)));
      if (i % 4 == 3) {
        if (opened == 0) {
          opened = manager.status().openHandles();
        }
        // Exact, at every step: sessions, noise, one style tensor, one output a stage.
        assertThat(manager.status().openHandles()).isEqualTo(opened);
      }
    }
    assertThat(view.statistics().completed()).isEqualTo(10_000);
  }
}
