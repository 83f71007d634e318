package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewController;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.PreviewFrame;
import studio.anycost.app.preview.PreviewListener;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.PreviewStatistics;

/** A real preview whose frames go to a thread that stands in for the user interface's. */
final class PreviewProbe implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final long QUIET_MS = 200;

  private final ExecutorService toolkit =
      Executors.newSingleThreadExecutor(
          action -> {
            Thread thread = new Thread(action, "bench-toolkit");
            thread.setDaemon(true);
            return thread;
          });
  private final PreviewController controller;
  private final Map<SubGenerator, Long> frames = new LinkedHashMap<>();
  private boolean running;
  private boolean full;
  private long newest;
  private Optional<String> failure = Optional.empty();

  PreviewProbe(StudioEngine engine, double budgetMilliseconds) {
    PreviewFactory previews = new PreviewFactory(engine);
    controller = previews.openPreview(previews.grid(), toolkit);
    controller.setMode(new PreviewMode.Auto(budgetMilliseconds));
    controller.addListener(
        new PreviewListener() {
          @Override
          public void frame(PreviewFrame frame) {
            arrived(frame);
          }

          @Override
          public void running(Optional<SubGenerator> subGenerator) {
            setRunning(subGenerator.isPresent());
          }

          @Override
          public void failed(String sentence) {
            fail(sentence);
          }
        });
  }

  private synchronized void arrived(PreviewFrame frame) {
    newest = frame.documentVersion();
    full = frame.isFull();
    frames.merge(frame.subGenerator(), 1L, Long::sum);
    notifyAll();
  }

  private synchronized void setRunning(boolean now) {
    running = now;
    notifyAll();
  }

  private synchronized void fail(String sentence) {
    failure = Optional.of(sentence);
    notifyAll();
  }

  long show(PortraitDocument document, boolean moving) {
    return controller.show(document, moving);
  }

  /** Waits until a frame of this document, or of a newer one, has arrived. */
  synchronized void awaitFrame(long version) throws IOException, InterruptedException {
    long end = deadline();
    while (newest < version) {
      waitUntil(end);
    }
  }

  /** Waits until the full picture is there; more may be going on. */
  synchronized void awaitFull(long version) throws IOException, InterruptedException {
    long end = deadline();
    while (newest < version || !full) {
      waitUntil(end);
    }
  }

  /** Waits until the full picture is there and the preview has been quiet for a moment. */
  synchronized void awaitRest(long version) throws IOException, InterruptedException {
    long end = deadline();
    while (newest < version || !full || running) {
      waitUntil(end);
    }
    // Silent warm-ups follow; they are short and nobody is told of them.
    wait(QUIET_MS);
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  }

  private void waitUntil(long end) throws IOException, InterruptedException {
    if (failure.isPresent()) {
      throw new IOException(failure.get());
    }
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0) {
      throw new IOException("No picture came within " + PATIENCE_SECONDS + " s.");
    }
    wait(left);
  }

  /** Forgets which sub-generators were seen. */
  synchronized void forgetFrames() {
    frames.clear();
  }

  /** How many frames each sub-generator gave since. */
  synchronized Map<SubGenerator, Long> frames() {
    return new LinkedHashMap<>(frames);
  }

  PreviewStatistics statistics() {
    return controller.statistics();
  }

  @Override
  public void close() {
    controller.close();
    toolkit.shutdownNow();
  }
}
