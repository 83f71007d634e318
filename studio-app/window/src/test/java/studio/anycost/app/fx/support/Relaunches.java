package studio.anycost.app.fx.support;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import studio.anycost.app.fx.restart.Relaunch;

/** Notes that the studio would be started again, or says that it cannot be. */
public final class Relaunches implements Relaunch {
  private final List<Optional<String>> started = new CopyOnWriteArrayList<>();
  private volatile Optional<String> obstacle = Optional.empty();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** From now on the studio cannot be started again, with this reason. */
  public void fail(String sentence) {
    obstacle = Optional.of(sentence);
  }

  /** From now on each start takes until {@link #release}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets what is being started run. */
  public void release() {
    gate.countDown();
  }

  /** For each start the unsaved work that was left for it. */
  public List<Optional<String>> started() {
    return started;
  }

  @Override
  public void start(Optional<Path> bundle, Optional<String> unsaved) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The studio is closing.");
    }
    if (obstacle.isPresent()) {
      throw new IOException(obstacle.get());
    }
    started.add(unsaved);
  }
}
