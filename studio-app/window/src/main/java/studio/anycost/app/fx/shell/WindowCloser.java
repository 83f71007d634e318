package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import studio.anycost.app.fx.command.Exit;

/**
 * Closes the window, as if the person had clicked its close button or without a question. JavaFX
 * thread only.
 */
public final class WindowCloser implements Exit {
  private Optional<Stage> window = Optional.empty();
  private boolean unasked;
  private boolean keeping;

  @Inject
  WindowCloser() {}

  void attach(Stage stage) {
    window = Optional.of(stage);
  }

  /** The window, once it is there; dialogs belong to it. */
  public Optional<Stage> window() {
    return window;
  }

  @Override
  public void leave(boolean unsaved) {
    unasked = true;
    keeping = unsaved;
    close();
  }

  /** Whether the person has said enough: nothing is asked. */
  boolean isUnasked() {
    return unasked;
  }

  /** Whether what is unsaved stays kept for the next start. */
  boolean isKeeping() {
    return keeping;
  }

  void close() {
    window.ifPresent(
        stage -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }
}
