package studio.anycost.app.series;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes files on a thread of its own while the next pictures are rendered. Few wait at a time,
 * because each holds a picture. For one thread; closing waits for what was handed over.
 */
final class BackgroundWriter implements AutoCloseable {
  private static final int AHEAD = 4;

  /** Writes one file, or several that belong together. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread writer = new Thread(work, "studio-writer");
            writer.setDaemon(true);
            return writer;
          });
  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();

  /**
   * Writes soon. Blocks while too many wait.
   *
   * @throws IOException why an earlier one was not written
   */
  void write(Writing writing) throws IOException {
    while (waiting.size() >= AHEAD) {
      await(waiting.remove());
    }
    waiting.add(CompletableFuture.runAsync(() -> unchecked(writing), thread));
  }

  /**
   * Waits until everything is written.
   *
   * @throws IOException why something was not
   */
  void finish() throws IOException {
    while (!waiting.isEmpty()) {
      await(waiting.remove());
    }
  }

  private static void unchecked(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void await(CompletableFuture<Void> written) throws IOException {
    try {
      written.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    for (CompletableFuture<Void> written : waiting) {
      try {
        written.join();
      } catch (CompletionException | CancellationException e) {
        // Whoever closes without finishing has another failure to tell.
        continue;
      }
    }
    thread.shutdown();
  }
}
