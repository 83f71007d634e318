package studio.anycost.app.fx.parameter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for a file to read. */
@FunctionalInterface
public interface ParameterFileChooser {
  /**
   * @param title what the file is for
   * @param extensions lower-case endings without a dot; empty for any
   * @return nothing if the person changed their mind
   */
  Optional<Path> choose(String title, List<String> extensions);
}
