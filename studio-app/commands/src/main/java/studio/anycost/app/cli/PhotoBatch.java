package studio.anycost.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.task.JobInfo;

/**
 * Does the same with photo after photo. What is wrong with one is told at the end and keeps none of
 * the others; a single photo fails as if it were the whole command.
 */
final class PhotoBatch {
  /** What is done with each photo. */
  @FunctionalInterface
  interface Work {
    /**
     * @param part to be cancelled and followed as the work on this photo alone
     */
    void run(NamedPhoto photo, TaskContext<?> part) throws IOException, InputException;
  }

  /** What went wrong with a photo. */
  record Failure(NamedPhoto photo, Exception cause) {
    String sentence() {
      String reason = Reasons.of(cause);
      return reason.contains(String.valueOf(photo.file().getFileName()))
          ? reason
          : photo.file() + ": " + reason;
    }
  }

  /**
   * What became of the photos.
   *
   * @param left how many were not begun, because the work was stopped
   */
  record Result(int count, int left, List<Failure> failures) {}

  private final CliContext context;
  private final String title;

  /**
   * @param title of the work, for people
   */
  PhotoBatch(CliContext context, String title) {
    this.context = context;
    this.title = title;
  }

  /**
   * Works on all photos, in order.
   *
   * @throws Exception what was wrong with the only photo
   */
  Result run(List<NamedPhoto> photos, Work work) throws Exception {
    Result result =
        new CliJobs(context)
            .<Object, Result>run(
                JobInfo.stoppable(title), running -> inOrder(photos, work, running));
    if (photos.size() == 1 && !result.failures().isEmpty()) {
      throw result.failures().get(0).cause();
    }
    return result;
  }

  /**
   * Tells what went wrong, and what is left.
   *
   * @return the exit code
   */
  int finish(Result result) {
    for (Failure failure : result.failures()) {
      context.err().println(failure.sentence());
    }
    int count = result.count();
    if (result.left() > 0) {
      context
          .err()
          .println(
              "Stopped: "
                  + (count - result.left())
                  + " of "
                  + count
                  + " photos were looked at; the same command goes on with the others.");
      return ExitCodes.CANCELLED;
    }
    int failures = result.failures().size();
    if (failures > 0) {
      context
          .err()
          .println(
              failures
                  + " of "
                  + count
                  + " photos did not work, for the reasons above"
                  + (failures < count ? "; the others are done." : "."));
      return ExitCodes.FAILED;
    }
    return ExitCodes.DONE;
  }

  private static Result inOrder(List<NamedPhoto> photos, Work work, TaskContext<?> running) {
    List<Failure> failures = new ArrayList<>();
    int count = photos.size();
    for (int i = 0; i < count; i++) {
      running.cancellation().throwIfCancelled();
      if (running.stopRequested()) {
        return new Result(count, count - i, failures);
      }
      NamedPhoto photo = photos.get(i);
      try {
        work.run(photo, part(running, photo, i, count));
      } catch (IOException | InputException e) {
        failures.add(new Failure(photo, e));
      }
    }
    return new Result(count, 0, failures);
  }

  private static TaskContext<?> part(
      TaskContext<?> running, NamedPhoto photo, int index, int count) {
    String place = count == 1 ? "" : index + 1 + " of " + count + ", " + photo.name() + ": ";
    return new Part(
        running,
        (fraction, message) ->
            running
                .progress()
                .report((index + Math.max(0, Math.min(1, fraction))) / count, place + message),
        count == 1);
  }

  /**
   * The work on one photo; what it publishes is dropped.
   *
   * @param alone whether a person who stops means this photo: of several it is the rest, so that
   *     none is left half done
   */
  private record Part(TaskContext<?> whole, ProgressListener progress, boolean alone)
      implements TaskContext<Object> {
    @Override
    public CancellationToken cancellation() {
      return whole.cancellation();
    }

    @Override
    public boolean stopRequested() {
      return alone && whole.stopRequested();
    }

    @Override
    public void publish(Object intermediate) {}
  }
}
