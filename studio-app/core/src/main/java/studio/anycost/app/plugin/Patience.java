package studio.anycost.app.plugin;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.words.Texts;

/**
 * Watches long work that was asked to end. Work that was cancelled has {@link #AFTER_CANCEL} for
 * it; time in which it waits for a service of the studio does not count, and there is not much of
 * it, because services refuse cancelled work. Work that was asked to stop has {@link #AFTER_STOP}
 * from its last sign of life: a step may be long, and whoever does not want to wait can cancel.
 */
final class Patience implements Runnable {
  static final Duration AFTER_CANCEL = Duration.ofSeconds(5);
  static final Duration AFTER_STOP = Duration.ofSeconds(30);

  /** How often it looks. */
  static final Duration STEP = Duration.ofSeconds(1);

  private final TaskContext<?> task;
  private final CallScope scope;
  private final Consumer<TimeoutException> lost;
  private Duration silentAfterCancel = Duration.ZERO;
  private Duration silentAfterStop = Duration.ZERO;
  private long signs;

  /**
   * @param lost takes the reason when it is over
   */
  Patience(TaskContext<?> task, CallScope scope, Consumer<TimeoutException> lost) {
    this.task = task;
    this.scope = scope;
    this.lost = lost;
  }

  /** Another {@link #STEP} has gone by. */
  @Override
  public void run() {
    if (scope.isBusy()) {
      return;
    }
    if (task.cancellation().isCancelled()) {
      silentAfterCancel = silentAfterCancel.plus(STEP);
      if (silentAfterCancel.compareTo(AFTER_CANCEL) > 0) {
        lost.accept(
            new TimeoutException(
                Texts.of("plugin.patience.itDidNotEnd", AFTER_CANCEL.toSeconds())));
      }
    } else if (task.stopRequested()) {
      long now = scope.signsOfLife();
      silentAfterStop = now == signs ? silentAfterStop.plus(STEP) : Duration.ZERO;
      signs = now;
      if (silentAfterStop.compareTo(AFTER_STOP) > 0) {
        lost.accept(
            new TimeoutException(
                Texts.of("plugin.patience.itDidNotFinish", AFTER_STOP.toSeconds())));
      }
    }
  }
}
