package studio.anycost.app.fx.theme;

import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import javafx.collections.ObservableList;
import studio.anycost.app.fx.view.Motions;
import studio.anycost.app.settings.Preferences.Motion;

/**
 * Knows whether things may move by themselves, and says so to a scene by a style class of its root,
 * which style sheets and widgets go by. JavaFX thread only.
 */
public final class MotionSwitcher {
  private final BooleanSupplier system;
  private Motion choice;
  private boolean reduced;

  /**
   * @param system asked when the choice becomes to follow the system
   */
  @Inject
  public MotionSwitcher(SystemMotion system) {
    this(system::isReduced);
  }

  MotionSwitcher(BooleanSupplier system) {
    this.system = system;
  }

  /** Applies a choice to the classes of a root, unless it is the present one. */
  public void choose(Motion next, ObservableList<String> styleClasses) {
    if (next != choice) {
      choice = next;
      reduced =
          switch (next) {
            case FULL -> false;
            case REDUCED -> true;
            case SYSTEM -> system.getAsBoolean();
          };
    }
    styleClasses.remove(Motions.REDUCED);
    if (reduced) {
      styleClasses.add(Motions.REDUCED);
    }
  }
}
