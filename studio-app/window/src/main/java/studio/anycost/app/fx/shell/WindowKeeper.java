package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.settings.Preferences.WindowPlacement;

/** Puts the window where it was, and remembers where it is when it closes. */
final class WindowKeeper {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** With less something would be cut off; SmallScreenTest looks at everything at that size. */
  static final double MINIMUM_WIDTH = 880;

  static final double MINIMUM_HEIGHT = 520;
  private static final double LEFT = 252;
  private static final double INSPECTOR = 280;
  private static final double VISIBLE = 80;

  private final PreferenceState preferences;

  @Inject
  WindowKeeper(PreferenceState preferences) {
    this.preferences = preferences;
  }

  /** Keeps the window from getting too small to be used, or larger than a small screen. */
  void limit(Stage stage) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setMinWidth(Math.min(MINIMUM_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MINIMUM_HEIGHT, screen.getHeight()));
  }

  /** Puts the window where it was, or in the middle of the screen. */
  void place(Stage stage) {
    WindowPlacement placement = placement();
    stage.setX(placement.x());
    stage.setY(placement.y());
    stage.setWidth(placement.width());
    stage.setHeight(placement.height());
    stage.setMaximized(placement.maximized());
  }

  /** Where the divider was, 0..1. */
  double divider() {
    return placement().divider();
  }

  private WindowPlacement placement() {
    return preferences
        .get()
        .window()
        .filter(WindowKeeper::isOnScreen)
        .map(WindowKeeper::fitted)
        .orElseGet(WindowKeeper::firstPlacement);
  }

  private static WindowPlacement firstPlacement() {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width = Math.min(WIDTH, screen.getWidth());
    double height = Math.min(HEIGHT, screen.getHeight());
    return new WindowPlacement(
        screen.getMinX() + (screen.getWidth() - width) / 2,
        screen.getMinY() + (screen.getHeight() - height) / 2,
        width,
        height,
        false,
        1 - INSPECTOR / (width - LEFT));
  }

  /** Screens come and go: a window nobody could reach is not put back there. */
  private static boolean isOnScreen(WindowPlacement placement) {
    return !Screen.getScreensForRectangle(
            placement.x() + VISIBLE,
            placement.y(),
            Math.max(1, placement.width() - 2 * VISIBLE),
            VISIBLE)
        .isEmpty();
  }

  /** A window of a larger screen, or of a smaller scale, must not reach beyond this one. */
  private static WindowPlacement fitted(WindowPlacement placement) {
    Rectangle2D screen =
        Screen.getScreensForRectangle(
                placement.x() + VISIBLE,
                placement.y(),
                Math.max(1, placement.width() - 2 * VISIBLE),
                VISIBLE)
            .get(0)
            .getVisualBounds();
    double width = Math.min(placement.width(), screen.getWidth());
    double height = Math.min(placement.height(), screen.getHeight());
    boolean fits = width == placement.width() && height == placement.height();
    return fits
        ? placement
        : new WindowPlacement(
            Math.min(placement.x(), screen.getMaxX() - width),
            Math.min(placement.y(), screen.getMaxY() - height),
            width,
            height,
            placement.maximized(),
            placement.divider());
  }

  void remember(Stage stage, StudioWindow window) {
    if (stage.isIconified()) {
      return;
    }
    preferences.update(
        now ->
            now.withWindow(
                new WindowPlacement(
                    stage.getX(),
                    stage.getY(),
                    Math.max(100, stage.getWidth()),
                    Math.max(100, stage.getHeight()),
                    stage.isMaximized(),
                    Math.max(0, Math.min(1, window.divider())))));
  }
}
