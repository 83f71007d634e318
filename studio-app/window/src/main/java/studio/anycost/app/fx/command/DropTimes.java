package studio.anycost.app.fx.command;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time line of a photo from the drop to the first picture of its face, as one line of the log:
 * what people wait for on their machines.
 */
final class DropTimes {
  private static final Logger LOG = LoggerFactory.getLogger(DropTimes.class);

  private final long start = System.nanoTime();
  private final StringBuilder line;

  DropTimes(String photo) {
    line = new StringBuilder(photo);
  }

  /** Notes that a step is over. */
  void mark(String step) {
    line.append(
        String.format(
            Locale.ROOT, ", %s after %d ms", step, (System.nanoTime() - start) / 1_000_000));
  }

  /** Notes the last step and writes the line. */
  void end(String step) {
    mark(step);
    LOG.info("{}", line);
  }
}
