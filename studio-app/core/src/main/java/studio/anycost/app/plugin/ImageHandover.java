package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.RenderConsumer;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.CancellationToken.Registration;

/**
 * Takes images from the generator's threads to the thread of the plugin that asked for them, one at
 * a time. So a consumer that hangs holds up its plugin, and no thread that others need.
 */
final class ImageHandover {
  private static final HostThreads THREADS = new HostThreads("plugin-render");

  /** Renders all images; ends when the token is cancelled or the consumer throws. */
  interface Rendering {
    void run(CancellationToken token, RenderConsumer consumer) throws IOException;
  }

  private record Image(int index, ImageTensor pixels) {}

  private final CallScope scope;
  private final RenderConsumer consumer;
  // Guarded by this object.
  private Image waiting;
  private boolean closed;
  private boolean ended;
  private Throwable failure;
  // Of the plugin's thread alone.
  private Throwable ofConsumer;

  ImageHandover(CallScope scope, RenderConsumer consumer) {
    this.scope = scope;
    this.consumer = consumer;
  }

  /**
   * Hands every image to the plugin's consumer on this thread.
   *
   * @return nothing of interest
   * @throws IOException what the rendering threw
   */
  Object run(CancellationToken token, Rendering rendering) throws IOException {
    CancellationSource inner = new CancellationSource();
    inner.token().onCancel(this::close);
    Registration following = token.onCancel(inner::cancel);
    try {
      THREADS.newThread(() -> render(inner.token(), rendering)).start();
      Image image = next();
      while (image != null) {
        consume(image);
        if (ofConsumer != null) {
          inner.cancel();
        }
        image = next();
      }
    } catch (InterruptedException e) {
      inner.cancel();
      Thread.currentThread().interrupt();
      throw new CancellationException("The thread that waited for images was interrupted.");
    } finally {
      following.close();
    }
    if (ofConsumer == null) {
      rethrow(failure);
    }
    return this;
  }

  /**
   * @throws RuntimeException what the plugin's consumer threw
   */
  void rethrowOfConsumer() {
    if (ofConsumer instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (ofConsumer instanceof Error error) {
      throw error;
    }
  }

  private void consume(Image image) {
    try {
      scope.outside(() -> consumer.rendered(image.index(), image.pixels()));
    } catch (RuntimeException | Error e) { // told to the plugin once the rendering has ended
      ofConsumer = e;
    }
  }

  private void render(CancellationToken token, Rendering rendering) {
    Throwable thrown = null;
    try {
      rendering.run(token, this::put);
    } catch (IOException | RuntimeException | Error e) {
      thrown = e;
    }
    synchronized (this) {
      failure = thrown;
      ended = true;
      notifyAll();
    }
  }

  private synchronized void put(int index, ImageTensor pixels) {
    try {
      while (waiting != null && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
    if (closed) {
      throw new CancellationException("Nobody takes the images any more.");
    }
    waiting = new Image(index, pixels);
    notifyAll();
  }

  /** The next image; null when all were taken or the rendering failed. */
  private synchronized Image next() throws InterruptedException {
    while (!ended && (waiting == null || closed)) {
      wait();
    }
    Image image = closed ? null : waiting;
    waiting = null;
    notifyAll();
    return image;
  }

  private synchronized void close() {
    closed = true;
    notifyAll();
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
