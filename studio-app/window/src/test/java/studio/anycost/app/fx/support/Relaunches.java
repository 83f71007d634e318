package studio.anycost.app.fx.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.app.fx.restart.Relaunch;

/** Notes that the studio would be started again, or says that it cannot be. */
public final class Relaunches implements Relaunch {
  private final List<Boolean> started = new ArrayList<>();
  private Optional<String> obstacle = Optional.empty();

  /** From now on the studio cannot be started again, with this reason. */
  public void fail(String sentence) {
    obstacle = Optional.of(sentence);
  }

  /** For each start whether unsaved work was left for it. */
  public List<Boolean> started() {
    return started;
  }

  @Override
  public void start(Optional<Path> bundle, boolean unsaved) throws IOException {
    if (obstacle.isPresent()) {
      throw new IOException(obstacle.get());
    }
    started.add(unsaved);
  }
}
