package studio.anycost.app.preview;

import java.util.concurrent.CompletableFuture;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;

/**
 * One place on the screen that pictures are rendered for; the newest job wins.
 *
 * <p>A new job replaces the one that waits, and stops the one that runs if that one is
 * supersedable. Safe to use from any thread.
 */
public interface Renderer extends AutoCloseable {
  /**
   * What to render.
   *
   * @param supersedable whether a newer job may stop this one after it has begun
   */
  record Job(StyleCode code, SubGenerator subGenerator, Noise noise, boolean supersedable) {}

  /**
   * A finished job.
   *
   * @param milliseconds from the start of its work to the end
   * @param reusedStages how many of its first stages were taken from the job before
   * @param reused whether all of them were: nothing was computed
   */
  record Rendered(ImageTensor image, double milliseconds, int reusedStages, boolean reused) {
    /** One of which something was computed. */
    public Rendered(ImageTensor image, double milliseconds, int reusedStages) {
      this(image, milliseconds, reusedStages, false);
    }
  }

  /** Jobs that were replaced before they began, and jobs that were stopped. */
  record Counts(long dropped, long cancelled) {}

  /**
   * Starts a job or lines it up.
   *
   * @return completes on a thread of the renderer; exceptionally with {@link
   *     java.util.concurrent.CancellationException} if the job was replaced or stopped
   */
  CompletableFuture<Rendered> submit(Job job);

  /** Drops the job that waits and stops the one that runs. */
  void cancel();

  /** Totals since the renderer was made. */
  Counts counts();

  /** Cancels what is under way and frees the renderer's memory. */
  @Override
  void close();
}
