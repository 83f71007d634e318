package studio.anycost.app.animation;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.app.movie.MovieSink;

/**
 * Hands frames to a sink beside the rendering of the next one: encoders use one core, and renders
 * use all of them badly at the ends of their layers. One frame is under way at a time. Closing
 * waits for it. For one thread.
 */
final class EncodingThread implements AutoCloseable {
  private final MovieSink sink;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread result = new Thread(work, "studio-film");
            result.setDaemon(true);
            return result;
          });
  private Future<?> last;

  EncodingThread(MovieSink sink) {
    this.sink = sink;
  }

  /** Begins with a frame; the one before must have been waited for. */
  void start(ImageTensor frame) {
    Callable<Void> work =
        () -> {
          sink.add(frame.toRgb());
          return null;
        };
    last = thread.submit(work);
  }

  /**
   * Waits for the frame that is under way.
   *
   * @throws IOException what the sink threw
   */
  void await() throws IOException {
    if (last == null) {
      return;
    }
    Future<?> waited = last;
    last = null;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          waited.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      rethrow(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void rethrow(Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof RuntimeException problem) {
      throw problem;
    }
    throw (Error) cause;
  }

  @Override
  public void close() throws IOException {
    thread.shutdown();
    await();
  }
}
