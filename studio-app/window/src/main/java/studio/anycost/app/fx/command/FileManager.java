package studio.anycost.app.fx.command;

import java.io.IOException;
import java.nio.file.Path;

/** The program of the desktop that shows what lies in a folder. */
@FunctionalInterface
public interface FileManager {
  /**
   * Opens the folder of a file. May take a few seconds; any thread.
   *
   * @param file selected where the desktop can do that and it is there; a folder is opened itself
   * @throws IOException if there is no such program, or it gave up
   */
  void show(Path file) throws IOException;
}
