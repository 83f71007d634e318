package studio.anycost.app.fx.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.task.DurationText;
import studio.anycost.app.task.Job;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.Progress;

/** A job under way, as the window shows it. JavaFX thread only. */
public final class BackgroundTask {
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private final JobInfo info;
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper stoppable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper cancellable = new ReadOnlyBooleanWrapper(true);
  private Job job;
  private boolean asked;

  BackgroundTask(JobInfo info) {
    this.info = info;
    stoppable.set(info.stoppable());
  }

  void follow(Job started) {
    job = started;
  }

  /** What is being done, for people. */
  public String title() {
    return info.title();
  }

  /** 0..1, or negative where the length is unknown. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The present step, for people; may be empty. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** How long it will take, or has taken, as of the last {@link #tick}; empty at first. */
  public ReadOnlyStringProperty timeProperty() {
    return time.getReadOnlyProperty();
  }

  /** Whether {@link #stop} makes sense now. */
  public ReadOnlyBooleanProperty stoppableProperty() {
    return stoppable.getReadOnlyProperty();
  }

  /** Whether {@link #cancel} makes sense now. */
  public ReadOnlyBooleanProperty cancellableProperty() {
    return cancellable.getReadOnlyProperty();
  }

  /** Asks the work to finish with the best so far. */
  public void stop() {
    job.stop();
    ask(Texts.of("task.backgroundTask.finishing"));
  }

  /** Asks the work to end and drops its result; the task leaves the list when it has ended. */
  public void cancel() {
    job.cancel();
    cancellable.set(false);
    ask(Texts.of("task.backgroundTask.cancelling"));
  }

  private void ask(String what) {
    asked = true;
    stoppable.set(false);
    message.set(what);
  }

  /** Brings {@link #timeProperty} up to date. */
  public void tick(Instant now) {
    Progress at = job.progress();
    Optional<Duration> left = at.remaining(now);
    Duration elapsed = at.elapsed(now);
    if (left.isPresent()) {
      time.set(Texts.of("task.backgroundTask.left", DurationText.of(left.get())));
    } else {
      time.set(elapsed.compareTo(WORTH_TELLING) < 0 ? "" : DurationText.of(elapsed));
    }
  }

  void report(Progress next) {
    progress.set(next.fraction());
    if (!asked) {
      message.set(next.message());
    }
  }
}
