package studio.anycost.app.fx.view;

import javafx.application.Platform;
import javafx.scene.Scene;

/** What waits for the screen. JavaFX thread only. */
public final class Pulses {
  private Pulses() {}

  /**
   * Runs an action once, when the next pulse of a scene has laid it out: what was changed before is
   * drawn while the action runs, and not after it.
   */
  public static void afterNext(Scene scene, Runnable action) {
    Runnable[] once = new Runnable[1];
    once[0] =
        () -> {
          scene.removePostLayoutPulseListener(once[0]);
          action.run();
        };
    scene.addPostLayoutPulseListener(once[0]);
    Platform.requestNextPulse();
  }
}
