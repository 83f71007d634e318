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
   * @param sink called on this thread in the order of the frames
   * @param task when it is stopped, the frames so far are the animation, the first one at least
   * @return how many frames were handed on
   * @throws CancellationException if the task was cancelled
   * @throws IOException if the runtime or the sink failed
   */
  public int run(MovieSink sink, TaskContext<?> task) throws IOException {
    int count = frames.animation().frames();
    Progress progress = new Progress(sink, task, count);
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
      return progress.taken;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return count;
  }

  /** Frames that are there. */
  private static final class Progress {
    private final MovieSink sink;
    private final TaskContext<?> task;
    private final int count;
    private int taken;

    Progress(MovieSink sink, TaskContext<?> task, int count) {
      this.sink = sink;
      this.task = task;
      this.count = count;
    }

    void take(ImageTensor image) {
      task.cancellation().throwIfCancelled();
      try {
        sink.add(image.toRgb());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      taken++;
      task.progress().report((double) taken / count, "frame " + taken + " of " + count);
      if (task.stopRequested() && taken < count) {
        throw new Stopped();
      }
    }
  }

  /** The person has seen enough. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("Stopped.", null, false, false);
    }
  }
}
