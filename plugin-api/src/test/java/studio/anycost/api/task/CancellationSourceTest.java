package studio.anycost.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationSourceTest {
  private final CancellationSource source = new CancellationSource();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void runsEveryActionOnce() {
    source.token().onCancel(calls::incrementAndGet);
    source.token().onCancel(calls::incrementAndGet);
    assertThat(source.token().isCancelled()).isFalse();
    source.cancel();
    source.cancel();
    assertThat(calls).hasValue(2);
    assertThatThrownBy(source.token()::throwIfCancelled).isInstanceOf(CancellationException.class);
  }

  @Test
  void aFailingActionKeepsNoOtherFromRunning() {
    source
        .token()
        .onCancel(
            () -> {
              throw new IllegalStateException("first");
            });
    source.token().onCancel(calls::incrementAndGet);
    source
        .token()
        .onCancel(
            () -> {
              throw new IllegalStateException("third");
            });
    source.token().onCancel(calls::incrementAndGet);

    assertThatThrownBy(source::cancel)
        .hasMessage("first")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(calls).hasValue(2);
    assertThat(source.isCancelled()).isTrue();
  }

  @Test
  void aLateActionRunsAtOnce() {
    source.cancel();
    source.token().onCancel(calls::incrementAndGet);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aClosedRegistrationIsForgottenAndItsTwinIsNot() {
    Runnable action = calls::incrementAndGet;
    CancellationToken.Registration first = source.token().onCancel(action);
    source.token().onCancel(action);
    first.close();
    first.close();
    source.cancel();
    assertThat(calls).hasValue(1);
  }

  @Test
  void closingWaitsForAnActionUnderWay() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    CancellationToken.Registration registration =
        source
            .token()
            .onCancel(
                () -> {
                  running.countDown();
                  awaitQuietly(release);
                  finished.set(true);
                });
    Thread canceller = new Thread(source::cancel);
    canceller.start();
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    AtomicBoolean finishedBeforeClosed = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              registration.close();
              finishedBeforeClosed.set(finished.get());
            });
    closer.start();
    release.countDown();
    closer.join(10_000);
    canceller.join(10_000);
    assertThat(finishedBeforeClosed).isTrue();
  }

  @Test
  void nothingCancelsTheEmptyToken() {
    CancellationToken.NONE.onCancel(calls::incrementAndGet).close();
    CancellationToken.NONE.throwIfCancelled();
    assertThat(CancellationToken.NONE.isCancelled()).isFalse();
    assertThat(calls).hasValue(0);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
