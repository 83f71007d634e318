package studio.anycost.app.fx.theme;

import java.util.List;
import java.util.Optional;

/** Runs a program of the desktop and reads what it prints. */
@FunctionalInterface
public interface CommandReader {
  /**
   * @param command program and arguments
   * @return the trimmed standard output, or nothing if the program is missing, failed or was slow
   */
  Optional<String> read(List<String> command);
}
