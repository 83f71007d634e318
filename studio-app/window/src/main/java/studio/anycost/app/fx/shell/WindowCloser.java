package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** Closes the window as if the person had clicked its close button. JavaFX thread only. */
public final class WindowCloser {
  private Optional<Stage> window = Optional.empty();

  @Inject
  WindowCloser() {}

  void attach(Stage stage) {
    window = Optional.of(stage);
  }

  /** The window, once it is there; dialogs belong to it. */
  public Optional<Stage> window() {
    return window;
  }

  void close() {
    window.ifPresent(
        stage -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }
}
