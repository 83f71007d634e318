package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.favourite.FavouriteStore;
import studio.anycost.app.favourite.Favourites;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;

/**
 * The favourite faces of the open model. A change is seen at once and written behind it, one after
 * the other; what another studio wrote meanwhile is seen then, too. JavaFX thread only.
 */
public final class FavouriteState {
  private static final Logger LOG = LoggerFactory.getLogger(FavouriteState.class);
  private static final String NOT_KEPT = Texts.of("state.favouriteState.favouritesAreNotKept");

  /** Changes nothing. */
  private static final UnaryOperator<Favourites> LOOK = now -> now;

  private record Change(GeneratorDescription model, UnaryOperator<Favourites> change) {}

  private final FavouriteStore store;
  private final ModelState model;
  private final Notices notices;
  private final Executor workers;
  private final Executor fx;
  private final Deque<Change> waiting = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<Favourites> favourites =
      new ReadOnlyObjectWrapper<>(Favourites.NONE);
  private boolean writing;

  @Inject
  FavouriteState(
      FavouriteStore store,
      ModelState model,
      Notices notices,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.store = store;
    this.model = model;
    this.notices = notices;
    this.workers = workers;
    this.fx = fx;
    model
        .descriptionProperty()
        .addListener(
            (observable, old, now) -> {
              if (!old.identity().equals(now.identity())) {
                favourites.set(Favourites.NONE);
                refresh();
              }
            });
  }

  /** Those of the open model as far as they are known. */
  public ReadOnlyObjectProperty<Favourites> property() {
    return favourites.getReadOnlyProperty();
  }

  /** Looks at what is kept by now. */
  public void refresh() {
    change(LOOK);
  }

  /** Keeps a face, or keeps it no longer. */
  public void toggle(BaseStyle face) {
    boolean kept = favourites.get().contains(face);
    change(now -> kept ? now.without(face) : now.with(face));
  }

  private void change(UnaryOperator<Favourites> change) {
    favourites.set(change.apply(favourites.get()));
    waiting.add(new Change(model.get(), change));
    next();
  }

  private void next() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    Change change = waiting.remove();
    writing = true;
    try {
      workers.execute(() -> make(change));
    } catch (RejectedExecutionException e) {
      LOG.warn("A favourite comes too late, the studio is closing", e);
    }
  }

  private void make(Change change) {
    try {
      Favourites kept =
          change.change() == LOOK
              ? store.read(change.model())
              : store.update(change.model(), change.change());
      fx.execute(() -> made(change, kept));
    } catch (IOException | RuntimeException e) {
      LOG.warn("The favourites cannot be kept", e);
      fx.execute(() -> failed(e));
    }
  }

  private void made(Change change, Favourites kept) {
    writing = false;
    notices.settle(NOT_KEPT);
    if (change.model().identity().equals(model.get().identity())) {
      Favourites now = kept;
      for (Change later : waiting) {
        now = later.change().apply(now);
      }
      favourites.set(now);
    }
    next();
  }

  /** What was changed holds until the studio ends. */
  private void failed(Exception failure) {
    writing = false;
    notices.show(Notice.failure(NOT_KEPT, failure));
    next();
  }
}
