package studio.anycost.app.fx.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Waits for what has happened to be laid out. A size that is read right after an event is the one
 * from before on a busy machine, and a text that wraps takes more than one pulse.
 */
public final class SettledLayout {
  private static final System.Logger LOG = System.getLogger(SettledLayout.class.getName());
  private static final long PATIENCE_SECONDS = 30;
  private static final int MOST_PASSES = 20;

  private SettledLayout() {}

  private record Place(Node node, Bounds bounds) {
    @Override
    public String toString() {
      return "%s at (%.2f, %.2f), %.2f x %.2f"
          .formatted(
              Everywhere.place(node),
              bounds.getMinX(),
              bounds.getMinY(),
              bounds.getWidth(),
              bounds.getHeight());
    }
  }

  /**
   * Returns when two pulses in a row left every node where it was. On the JavaFX thread, where no
   * pulse can be waited for, the scene is laid out {@linkplain #now at once}.
   */
  public static void await(Scene scene) {
    if (Platform.isFxApplicationThread()) {
      now(scene.getRoot());
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<Place> before = pulse(scene);
    List<Place> now = pulse(scene);
    while (!now.equals(before)) {
      assertThat(System.nanoTime()).as("the layout comes to rest").isLessThan(end);
      before = now;
      now = pulse(scene);
    }
  }

  /**
   * Lays out until nothing moves any more: what scrolls within something that scrolls takes several
   * passes, because each bar that comes leaves its content less width. What never rests, as what is
   * animated, is logged and looked at as it is. Every node is asked, because one that wants to be
   * laid out anew while its parent is may be passed over until something else changes. JavaFX
   * thread only.
   *
   * @param root of a scene, with the size that it is to have
   */
  public static void now(Parent root) {
    List<Place> before = List.of();
    List<Place> places = pass(root);
    for (int passes = 1; passes < MOST_PASSES && !places.equals(before); passes++) {
      before = places;
      places = pass(root);
    }
    List<Place> moved = new ArrayList<>(places);
    moved.removeAll(Set.copyOf(before));
    if (!moved.isEmpty()) {
      LOG.log(Level.WARNING, "What moves in every pass: {0}", moved);
    }
  }

  private static List<Place> pass(Parent root) {
    request(root);
    root.applyCss();
    root.layout();
    List<Place> places = new ArrayList<>();
    addPlaces(root, places);
    return places;
  }

  /** Waits for a pulse and tells where everything is after it. */
  private static List<Place> pulse(Scene scene) {
    CountDownLatch over = new CountDownLatch(1);
    List<Place> places = new ArrayList<>();
    Runnable[] listener = new Runnable[1];
    listener[0] =
        () -> {
          scene.removePostLayoutPulseListener(listener[0]);
          addPlaces(scene.getRoot(), places);
          over.countDown();
        };
    WaitForAsyncUtils.waitForAsyncFx(
        1000 * PATIENCE_SECONDS,
        () -> {
          scene.addPostLayoutPulseListener(listener[0]);
          Platform.requestNextPulse();
        });
    try {
      assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a pulse came").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while a pulse was waited for", e);
    }
    return places;
  }

  private static void request(Parent parent) {
    parent.requestLayout();
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (child instanceof Parent inner) {
        request(inner);
      }
    }
  }

  private static void addPlaces(Node node, List<Place> places) {
    Bounds size = node.getLayoutBounds();
    places.add(
        new Place(
            node,
            new BoundingBox(
                rounded(node.getLayoutX()),
                rounded(node.getLayoutY()),
                rounded(size.getWidth()),
                rounded(size.getHeight()))));
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> addPlaces(child, places));
    }
  }

  /** Words that flow grow by a ten thousandth of a pixel whenever they are laid out. */
  private static double rounded(double pixels) {
    return Math.rint(pixels * 8) / 8;
  }
}
