package studio.anycost.app.preview;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;

/**
 * Finds out how much sub-generators differ from the full generator of which nobody knows it yet:
 * one that a search found and that is looked at before it is kept, or kept ones whose measuring was
 * stopped. What a search says of them is in another unit. Each is measured once, in the background.
 * Confined to the preview's thread but for {@link #close}.
 */
final class UnknownDifferences implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownDifferences.class);

  private final PreviewGenerator generator;
  private final Worker preview;
  private final Worker background;
  private final CancellationSource closed = new CancellationSource();
  private final Set<SubGenerator> asked = new HashSet<>();
  private final Map<SubGenerator, Double> found = new HashMap<>();

  /**
   * @param preview runs what changes this
   * @param background runs what takes long: some faces with each
   */
  UnknownDifferences(PreviewGenerator generator, Worker preview, Worker background) {
    this.generator = generator;
    this.preview = preview;
    this.background = background;
  }

  /**
   * Measures those of which a ladder does not know it.
   *
   * @param learned called on the preview's thread when the ladder can be told more
   */
  void find(Ladder ladder, Collection<SubGenerator> wanted, Runnable learned) {
    List<SubGenerator> unknown =
        wanted.stream()
            .filter(each -> ladder.difference(each).isEmpty())
            .filter(asked::add)
            .toList();
    if (!unknown.isEmpty()) {
      background.execute(() -> measure(unknown, learned));
    }
  }

  private void measure(List<SubGenerator> unknown, Runnable learned) {
    try {
      Map<SubGenerator, Double> differences = generator.differences(unknown, closed.token());
      if (!differences.isEmpty()) {
        preview.execute(
            () -> {
              found.putAll(differences);
              learned.run();
            });
      }
    } catch (CancellationException e) {
      LOG.debug("The preview was closed");
    } catch (IOException | RuntimeException e) {
      // Whoever wants such a picture will be told.
      LOG.warn("Previews cannot be compared with the full generator", e);
    }
  }

  /** The ladder with what was found out. */
  Ladder in(Ladder ladder) {
    return ladder.with(found);
  }

  /** Ends what runs in the background; from any thread. */
  @Override
  public void close() {
    closed.cancel();
  }
}
