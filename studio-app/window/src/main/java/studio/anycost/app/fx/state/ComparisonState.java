package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.preview.SideBySide;
import studio.anycost.app.preview.UniformGrid;

/** The comparison of all sub-generators of the present face. JavaFX thread only. */
public final class ComparisonState implements AutoCloseable {
  /** Hears of the pictures of a run. */
  public interface Listener {
    /** A run begins: all pictures before are out of date. */
    void started();

    void cell(SideBySide.Cell cell);

    /** One sentence for people. */
    void failed(String sentence);
  }

  /** A face, and the sub-generators that render it. */
  private record Shown(PortraitDocument document, UniformGrid grid) {}

  private static final Logger LOG = LoggerFactory.getLogger(ComparisonState.class);

  private final Executor workers;
  private final Executor fx;
  private final Object lock = new Object();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private Optional<StudioBackend> backend = Optional.empty();
  private Optional<SideBySide> sideBySide = Optional.empty();
  private Optional<Shown> shown = Optional.empty();
  private long run; // guarded by the lock: the number of the run that may still start

  /**
   * @param workers evaluates recipes, which may call slow plugins
   */
  @Inject
  public ComparisonState(@Workers Executor workers, @FxThread Executor fx) {
    this.workers = workers;
    this.fx = fx;
  }

  /** Compares the sub-generators of the backend's open model from now on. */
  public void open(StudioBackend next) {
    close();
    backend = Optional.of(next);
  }

  /** Whether pictures are being rendered. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /**
   * Fills the usable places of a grid with a face, unless they show that face already.
   *
   * @param grid of the open model
   */
  public void show(PortraitDocument document, UniformGrid grid, Listener listener) {
    Shown wanted = new Shown(document, grid);
    if (shown.equals(Optional.of(wanted)) || backend.isEmpty()) {
      return;
    }
    stop();
    shown = Optional.of(wanted);
    StudioBackend from = backend.get();
    SideBySide target = sideBySide.orElseGet(() -> from.openSideBySide(fx));
    sideBySide = Optional.of(target);
    running.set(true);
    listener.started();
    long number;
    synchronized (lock) {
      number = run;
    }
    workers.execute(() -> start(number, from, wanted, target, new Forward(listener)));
  }

  private void start(
      long number, StudioBackend from, Shown wanted, SideBySide target, Forward listener) {
    StyleCode code;
    try {
      code = from.evaluate(wanted.document());
    } catch (RuntimeException e) {
      LOG.warn("The face cannot be compared", e);
      fx.execute(() -> listener.failed(Reasons.of(e)));
      return;
    }
    synchronized (lock) {
      if (number == run) {
        target.start(wanted.grid(), code, wanted.document().noise(), listener);
      }
    }
  }

  private void stop() {
    synchronized (lock) {
      run++;
      sideBySide.ifPresent(SideBySide::cancel);
    }
  }

  /** Stops; the pictures so far stay. The same face is rendered again when it is next shown. */
  public void cancel() {
    stop();
    if (running.get()) {
      shown = Optional.empty();
      running.set(false);
    }
  }

  /** The same document may mean another picture now. */
  public void forget() {
    cancel();
    shown = Optional.empty();
  }

  @Override
  public void close() {
    cancel();
    sideBySide.ifPresent(SideBySide::close);
    sideBySide = Optional.empty();
    shown = Optional.empty();
    // A view that has waited for a face to rest must not begin anew.
    backend = Optional.empty();
  }

  private final class Forward implements SideBySide.CellListener {
    private final Listener listener;

    Forward(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void cell(SideBySide.Cell cell) {
      listener.cell(cell);
    }

    @Override
    public void finished() {
      running.set(false);
    }

    @Override
    public void failed(String sentence) {
      running.set(false);
      listener.failed(sentence);
    }
  }
}
