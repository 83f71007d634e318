package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionCacheTest {
  private static final long SIZE = 100;

  private final NativeRuntime runtime = new NativeRuntime(new RuntimeOptions(2, 1));
  private final SessionCache cache = new SessionCache(3 * SIZE);
  private final AtomicInteger built = new AtomicInteger();

  @AfterEach
  void closeAndCount() {
    cache.close();
    assertThat(runtime.ledger().openCount()).isZero();
  }

  private static SessionKey key(String bundle, int width) {
    return new SessionKey(bundle, "stage", List.of(width));
  }

  private NativeSession open() throws IOException {
    built.incrementAndGet();
    SyntheticGraph graph = new SyntheticGraph();
    graph.output("y", graph.input("x", 1, 3), 1, 3);
    return runtime.open(
        graph.toBytes(), SIZE, SessionBuilder.Label.imported("test graph"), false, Cores.ALL);
  }

  private SessionCache.Lease acquire(int width) throws IOException {
    return cache.acquire(key("a", width), this::open);
  }

  private boolean isCached(int width) throws IOException {
    int before = built.get();
    acquire(width).close();
    return built.get() == before;
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() throws IOException {
    for (int width = 1; width <= 3; width++) {
      acquire(width).close();
    }
    acquire(1).close();
    acquire(4).close();
    assertThat(cache.size()).isEqualTo(3);
    assertThat(cache.bytes()).isEqualTo(3 * SIZE);
    assertThat(runtime.ledger().openCount()).isEqualTo(3);
    assertThat(isCached(1)).isTrue();
    assertThat(isCached(2)).isFalse();
  }

  @Test
  void whatIsInUseStaysOpenAboveTheBudget() throws IOException {
    List<SessionCache.Lease> leases = new ArrayList<>();
    for (int width = 1; width <= 5; width++) {
      leases.add(acquire(width));
    }
    assertThat(cache.bytes()).isEqualTo(5 * SIZE);
    assertThat(runtime.ledger().openCount()).isEqualTo(5);
    leases.forEach(SessionCache.Lease::close);
    assertThat(cache.bytes()).isEqualTo(3 * SIZE);
    assertThat(runtime.ledger().openCount()).isEqualTo(3);
  }

  @Test
  void anEvictedBundlesSessionClosesWithItsLastUser() throws IOException {
    SessionCache.Lease first = acquire(1);
    SessionCache.Lease second = acquire(1);
    acquire(2).close();
    cache.acquire(key("b", 1), this::open).close();
    cache.evict("a");
    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.bytes()).isEqualTo(SIZE);
    assertThat(runtime.ledger().openCount()).isEqualTo(2);
    first.close();
    first.close();
    assertThat(runtime.ledger().openCount()).isEqualTo(2);
    second.close();
    assertThat(runtime.ledger().openCount()).isEqualTo(1);
  }

  @Test
  void twoThreadsBuildASessionOnce() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<NativeSession> slow =
        inThread(
            () -> {
              try (SessionCache.Lease lease =
                  cache.acquire(
                      key("a", 1),
                      () -> {
                        building.countDown();
                        await(go);
                        return open();
                      })) {
                return lease.session();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    building.await();
    // Other sessions are not kept waiting meanwhile.
    acquire(2).close();
    CompletableFuture<NativeSession> other =
        inThread(
            () -> {
              try (SessionCache.Lease lease = acquire(1)) {
                return lease.session();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    go.countDown();
    assertThat(other.get()).isSameAs(slow.get());
    assertThat(built).hasValue(2);
  }

  /** The common pool may have one thread only. */
  private static <T> CompletableFuture<T> inThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFailureReachesEveryWaiterAndIsForgotten() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Throwable> builder =
        inThread(
            () ->
                catchThrown(
                    () -> {
                      building.countDown();
                      await(go);
                      throw new IOException("broken");
                    }));
    building.await();
    CompletableFuture<Throwable> waiter = inThread(() -> catchThrown(this::open));
    while (cache.users(key("a", 1)) < 2) {
      Thread.sleep(1);
    }
    go.countDown();
    assertThat(builder.get()).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(waiter.get()).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(cache.size()).isZero();
    acquire(1).close();
    assertThat(built).hasValue(1);
  }

  private Throwable catchThrown(SessionCache.Opener opener) {
    try (SessionCache.Lease lease = cache.acquire(key("a", 1), opener)) {
      return new AssertionError("got " + lease.session());
    } catch (Throwable e) {
      return e;
    }
  }

  @Test
  void aSessionThatCannotBeClosedTakesNoOtherWithIt() throws Exception {
    SyntheticGraph graph = new SyntheticGraph();
    graph.output("y", graph.input("x", 1, 3), 1, 3);
    OrtSession broken = OrtEnvironment.getEnvironment().createSession(graph.toBytes());
    cache
        .acquire(key("a", 1), () -> new NativeSession(runtime.ledger(), broken, SIZE, "broken one"))
        .close();
    broken.close(); // closing it again is an error
    acquire(2).close();
    acquire(3).close();
    try (SessionCache.Lease lease = acquire(4)) {
      assertThat(lease.session().inputs()).containsExactly("x");
    }
    assertThat(cache.size()).isEqualTo(3);
    assertThat(cache.bytes()).isEqualTo(3 * SIZE);
    assertThat(isCached(4)).isTrue();
  }

  @Test
  void aSessionThatIsFinishedAfterTheCacheWasClosedClosesWithItsUser() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Long> late =
        inThread(
            () -> {
              try (SessionCache.Lease lease =
                  cache.acquire(
                      key("a", 1),
                      () -> {
                        building.countDown();
                        await(go);
                        return open();
                      })) {
                assertThat(lease.session().inputs()).containsExactly("x");
                return runtime.ledger().openCount();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    building.await();
    cache.close();
    go.countDown();
    assertThat(late.get()).isEqualTo(1);
    assertThat(runtime.ledger().openCount()).isZero();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void aClosedCacheGivesNothing() {
    cache.close();
    assertThatThrownBy(() -> acquire(1)).isInstanceOf(IllegalStateException.class);
    assertThat(built).hasValue(0);
  }
}
