package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.models.runtime.LoadedGenerator;

/** Renders small faces without end on every core, as a finder of directions does, until closed. */
final class BackgroundFaces implements AutoCloseable {
  private static final int RESOLUTION = 64;
  private static final int BATCH = 64;

  private final CancellationSource stop = new CancellationSource();
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> work;

  /** Starts at once, on a thread of its own. */
  BackgroundFaces(LoadedGenerator generator) {
    work =
        CompletableFuture.runAsync(
            () -> render(generator), task -> new Thread(task, "background-faces").start());
  }

  private void render(LoadedGenerator generator) {
    List<StyleCode> codes = LongStream.range(0, BATCH).mapToObj(generator::styleOfSeed).toList();
    SubGenerator small =
        generator
            .description()
            .channels()
            .subGenerator(
                0.5, Math.min(RESOLUTION, generator.description().channels().resolution()));
    try {
      while (!stop.isCancelled()) {
        generator.renderAll(
            codes, small, Noise.FIXED, stop.token(), (index, image) -> first.complete(null));
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Waits until it is well under way. */
  void awaitFirst() {
    CompletableFuture.anyOf(first, work).join();
  }

  /** Waits for its end. */
  @Override
  public void close() {
    stop.cancel();
    try {
      work.join();
    } catch (CancellationException e) {
      // Closing ends it that way.
      return;
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof CancellationException)) {
        throw e;
      }
    }
  }
}
