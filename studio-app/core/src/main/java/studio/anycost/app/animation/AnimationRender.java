package studio.anycost.app.animation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.movie.MovieSink;
import studio.anycost.app.words.Texts;

/**
 * Renders the frames of an animation in their order, with all that the generator has, and hands
 * each on as soon as it is there, so that no more than a few are in memory.
 */
public final class AnimationRender {
  /** Codes that are evaluated ahead; the generator is asked for so many pictures at once. */
  private static final int BATCH = 64;

  private final Generator generator;
  private final FrameDocuments frames;
  private final SubGenerator subGenerator;

  public AnimationRender(Generator generator, FrameDocuments frames, SubGenerator subGenerator) {
    this.generator = generator;
    this.frames = frames;
    this.subGenerator = subGenerator;
  }

  /**
   * Renders. Blocks, with background priority.
   *
   * @param sink called in the order of the frames, on one thread that is not this one
   * @param task when it is stopped, the frames so far are the animation, the first one at least
   * @return how many frames were handed on
   * @throws CancellationException if the task was cancelled
   * @throws IOException if the runtime or the sink failed
   */
  public int run(MovieSink sink, TaskContext<?> task) throws IOException {
    int count = frames.animation().frames();
    try (EncodingThread encoding = new EncodingThread(sink)) {
      return run(new Progress(encoding, task, count), task, count);
    }
  }

  private int run(Progress progress, TaskContext<?> task, int count) throws IOException {
    try {
      for (int start = 0; start < count; start += BATCH) {
        List<StyleCode> codes = new ArrayList<>();
        for (int frame = start; frame < Math.min(count, start + BATCH); frame++) {
          task.cancellation().throwIfCancelled();
          codes.add(frames.code(frame));
        }
        generator.renderAll(
            codes,
            subGenerator,
            frames.noise(),
            task.cancellation(),
            (index, image) -> progress.take(image));
      }
    } catch (Stopped e) {
      // What there is, is the film.
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    progress.encoding.await();
    return progress.taken;
  }

  /** Frames that are there. */
  private static final class Progress {
    private final EncodingThread encoding;
    private final TaskContext<?> task;
    private final int count;
    private int taken;

    Progress(EncodingThread encoding, TaskContext<?> task, int count) {
      this.encoding = encoding;
      this.task = task;
      this.count = count;
    }

    void take(ImageTensor image) {
      try {
        encoding.await();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      task.cancellation().throwIfCancelled();
      stopIfAsked();
      encoding.start(image);
      taken++;
      task.progress()
          .report(
              (double) taken / count, Texts.of("animation.animationRender.frameOf", taken, count));
      if (taken < count) {
        stopIfAsked();
      }
    }

    private void stopIfAsked() {
      if (taken > 0 && task.stopRequested()) {
        throw new Stopped();
      }
    }
  }

  /** The person has seen enough. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super(Texts.of("animation.animationRender.stopped"), null, false, false);
    }
  }
}
