package studio.anycost.app.fx.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.anycost.api.task.CancellationSource;

/** Work under way, as the window shows it. Confined to the JavaFX thread. */
public final class BackgroundTask {
  private final String title;
  private final CancellationSource cancellation = new CancellationSource();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

  BackgroundTask(String title) {
    this.title = title;
  }

  /** What is being done, for people. */
  public String title() {
    return title;
  }

  /** 0..1, or negative where the length is unknown. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The present step, for people; may be empty. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Asks the work to stop; it leaves the list when it has. */
  public void cancel() {
    cancellation.cancel();
    message.set("Stopping\u2026");
  }

  CancellationSource cancellation() {
    return cancellation;
  }

  void report(double fraction, String step) {
    progress.set(fraction < 0 ? -1 : Math.min(1, fraction));
    if (!cancellation.isCancelled()) {
      message.set(step);
    }
  }
}
