package studio.anycost.app.fx.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import studio.anycost.app.fx.restart.Predecessor;

/**
 * Starts the program that each desktop has for it. Not AWT's, which must not be started beside
 * JavaFX on every platform.
 */
public final class DesktopFileManager implements FileManager {
  /** What has not given up by then is at work. */
  private static final int PATIENCE_SECONDS = 3;

  private final String system;

  /**
   * @param system as {@code os.name} calls it
   */
  public DesktopFileManager(String system) {
    this.system = system.toLowerCase(Locale.ROOT);
  }

  @Override
  public void show(Path file) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(file))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Predecessor.forget(builder.environment());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      // The one of Windows ends with 1 when all went well.
      if (ended && process.exitValue() != 0 && !isWindows()) {
        throw new IOException("The file manager ended with " + process.exitValue() + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The studio is closing.");
    }
  }

  private boolean isWindows() {
    return system.startsWith("windows");
  }

  /** The command line for a file or a folder. */
  List<String> command(Path wanted) {
    Path file = wanted.toAbsolutePath();
    boolean selected = Files.isRegularFile(file);
    Path folder = Files.isDirectory(file) || file.getParent() == null ? file : file.getParent();
    if (isWindows()) {
      return selected
          ? List.of("explorer.exe", "/select,", file.toString())
          : List.of("explorer.exe", folder.toString());
    }
    if (system.startsWith("mac")) {
      return selected ? List.of("open", "-R", file.toString()) : List.of("open", folder.toString());
    }
    return List.of("xdg-open", folder.toString());
  }
}
