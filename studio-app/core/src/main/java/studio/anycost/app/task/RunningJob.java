package studio.anycost.app.task;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.words.Texts;

/**
 * One job from its start to its outcome, which is decided when it is told and not before: a result
 * that is on its way to the listener can still be cancelled.
 */
final class RunningJob<P, R> implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

  private final JobInfo info;
  private final Work<P, R> work;
  private final InstantSource clock;
  private final CancelSignal cancellation;
  private final Mailbox<P, R> mailbox;
  private final Object lock = new Object();

  // All guarded by the lock.
  private Progress progress = Progress.WAITING;
  private boolean begun;
  private boolean stopRequested;
  private boolean cancelRequested;
  private boolean ended;
  private boolean over;
  private End<R> end;

  /** What became of the work, whoever wants it. All empty: it never began. */
  private record End<R>(Optional<R> result, Optional<Throwable> failure, boolean stopped) {}

  RunningJob(
      JobInfo info,
      Work<P, R> work,
      InstantSource clock,
      CancelSignal cancellation,
      Mailbox<P, R> mailbox) {
    this.info = info;
    this.work = work;
    this.clock = clock;
    this.cancellation = cancellation;
    this.mailbox = mailbox;
  }

  void submit(Executor workers) {
    try {
      workers.execute(this::run);
    } catch (RejectedExecutionException e) {
      over(
          Optional.empty(),
          Optional.of(new RejectedExecutionException(Texts.of("task.runningJob.closing"), e)));
    }
  }

  // Every Throwable: work may come from a plugin that fails to link, and must be told of.
  private void run() {
    Progress first;
    synchronized (lock) {
      if (cancelRequested) {
        return;
      }
      begun = true;
      progress = Progress.begun(clock.instant());
      first = progress;
    }
    mailbox.progressed(first);
    R result;
    try {
      result =
          Objects.requireNonNull(work.run(new Context()), Texts.of("task.runningJob.noResult"));
    } catch (Throwable e) {
      over(Optional.empty(), Optional.of(e));
      return;
    }
    over(Optional.of(result), Optional.empty());
  }

  private void over(Optional<R> result, Optional<Throwable> failure) {
    synchronized (lock) {
      over = true;
      end = new End<>(result, failure, stopRequested);
    }
    mailbox.end(this::decide);
  }

  private Outcome<R> decide() {
    End<R> what;
    boolean dropped;
    synchronized (lock) {
      ended = true;
      what = end;
      dropped = cancelRequested;
    }
    Optional<Throwable> failure = what.failure();
    boolean gaveUp = failure.filter(CancellationException.class::isInstance).isPresent();
    if (dropped) {
      if (failure.isPresent() && !gaveUp) {
        LOG.info("{} failed after it was cancelled", info.title(), failure.get());
      }
      return new Outcome.Cancelled<>(what.result());
    }
    if (failure.isPresent()) {
      return gaveUp && what.stopped()
          ? new Outcome.Cancelled<>(Optional.empty())
          : new Outcome.Failed<>(failure.get());
    }
    R result = what.result().orElseThrow();
    return what.stopped() ? new Outcome.Stopped<>(result) : new Outcome.Finished<>(result);
  }

  @Override
  public JobInfo info() {
    return info;
  }

  @Override
  public JobState state() {
    synchronized (lock) {
      if (ended) {
        return JobState.ENDED;
      }
      if (cancelRequested) {
        return JobState.CANCELLING;
      }
      if (stopRequested) {
        return JobState.STOPPING;
      }
      return begun ? JobState.RUNNING : JobState.WAITING;
    }
  }

  @Override
  public Progress progress() {
    synchronized (lock) {
      return progress;
    }
  }

  @Override
  public void stop() {
    synchronized (lock) {
      if (info.stoppable() && !cancelRequested && !over) {
        stopRequested = true;
      }
    }
  }

  @Override
  public void cancel() {
    boolean never;
    synchronized (lock) {
      if (cancelRequested || ended) {
        return;
      }
      cancelRequested = true;
      never = !begun && !over;
    }
    mailbox.mute();
    cancellation.cancel();
    if (never) {
      over(Optional.empty(), Optional.empty());
    }
  }

  private void report(double fraction, String message) {
    Progress next;
    synchronized (lock) {
      if (over) {
        return;
      }
      progress = progress.with(fraction, message, clock.instant());
      next = progress;
    }
    mailbox.progressed(next);
  }

  private final class Context implements TaskContext<P> {
    @Override
    public CancellationToken cancellation() {
      return cancellation;
    }

    @Override
    public boolean stopRequested() {
      synchronized (lock) {
        return stopRequested;
      }
    }

    @Override
    public ProgressListener progress() {
      return RunningJob.this::report;
    }

    @Override
    public void publish(P intermediate) {
      mailbox.published(Objects.requireNonNull(intermediate));
    }
  }
}
