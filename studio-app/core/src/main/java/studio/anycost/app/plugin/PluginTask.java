package studio.anycost.app.plugin;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/**
 * The context of a task as a plugin has it: the token is the plugin's own, and what it reports and
 * publishes is put in order and passed on no faster than anybody could look at it.
 */
final class PluginTask<P> implements TaskContext<P> {
  /** So many sentences are passed on. */
  static final int MOST_NOTICES = 20;

  private final TaskContext<P> outer;
  private final CallScope scope;
  private final Relay<Report> reports;
  private final Relay<P> published;
  private final AtomicInteger notices = new AtomicInteger();

  private record Report(double fraction, String message) {
    /** In order: a fraction in 0..1 or -1, and one line of bounded length. */
    void tell(ProgressListener listener) {
      listener.report(
          fraction >= 0 ? Math.min(fraction, 1) : -1, // what is no number is no length, either
          message == null ? "" : Failures.clean(message));
    }
  }

  PluginTask(TaskContext<P> outer, CallScope scope) {
    this.outer = outer;
    this.scope = scope;
    ProgressListener listener = outer.progress();
    this.reports = new Relay<>(report -> report.tell(listener));
    this.published = new Relay<>(outer::publish);
  }

  @Override
  public CancellationToken cancellation() {
    return scope.token();
  }

  @Override
  public boolean stopRequested() {
    return outer.stopRequested();
  }

  @Override
  public ProgressListener progress() {
    return this::report;
  }

  private void report(double fraction, String message) {
    scope.alive();
    reports.offer(new Report(fraction, message));
  }

  @Override
  public void publish(P intermediate) {
    Objects.requireNonNull(intermediate);
    scope.alive();
    published.offer(intermediate);
  }

  /** In order, and no more than somebody would read. */
  @Override
  public void notice(String sentence) {
    Objects.requireNonNull(sentence);
    scope.alive();
    if (notices.incrementAndGet() <= MOST_NOTICES) {
      outer.notice(Failures.clean(sentence));
    }
  }

  /** Passes on what came since the last time. */
  void flush() {
    reports.flush();
    published.flush();
  }

  /** Passes on what came last; what comes later is dropped. */
  void close() {
    reports.close();
    published.close();
  }
}
