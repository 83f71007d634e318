package studio.anycost.app.fx.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Node;

/**
 * A part of the window that listens only while it is on the screen: {@link #onAttach} acquires, and
 * everything handed to {@link #whileAttached} or {@link #onChange} is released when the node leaves
 * its scene. JavaFX thread only.
 *
 * @param <N> the type of the root node
 */
public abstract class View<N extends Node> {
  private final N node;
  private final List<Runnable> releases = new ArrayList<>();

  /**
   * @param node the root of this view, not in a scene yet
   */
  protected View(N node) {
    this.node = node;
    node.sceneProperty()
        .addListener(
            (observable, old, now) -> {
              if (old == null && now != null) {
                onAttach();
              } else if (old != null && now == null) {
                release();
              }
            });
  }

  /** The root of this view; the same at every call. */
  public final N node() {
    return node;
  }

  /** Called each time the node enters a scene: listen, subscribe, show the present state. */
  protected abstract void onAttach();

  /** Registers what undoes an acquisition; run when the node leaves its scene. */
  protected final void whileAttached(Runnable release) {
    releases.add(release);
  }

  /** Runs the action now and at every change of the source until the node leaves its scene. */
  protected final void onChange(Observable source, Runnable action) {
    InvalidationListener listener = observable -> action.run();
    source.addListener(listener);
    whileAttached(() -> source.removeListener(listener));
    action.run();
  }

  private void release() {
    List<Runnable> pending = List.copyOf(releases);
    releases.clear();
    pending.forEach(Runnable::run);
  }
}
