package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.Work;

/**
 * Writes files in the background and knows which are not there yet: whoever takes the name of one
 * would replace it as surely as one that is there. JavaFX thread only.
 */
public final class FilesUnderWay {
  private final BackgroundTasks tasks;

  /** One more than once, where a person has agreed to that. */
  private final List<Path> files = new ArrayList<>();

  @Inject
  FilesUnderWay(BackgroundTasks tasks) {
    this.tasks = tasks;
  }

  /** Whether a file is being written. */
  boolean contains(Path file) {
    return files.contains(key(file));
  }

  /**
   * Starts to write a file.
   *
   * @param title for people
   * @param work writes it
   * @param done takes the result; not called after a cancellation
   * @param failed takes the failure; not called after a cancellation
   */
  <R> void write(
      Path file,
      String title,
      Work<Object, R> work,
      Consumer<? super R> done,
      Consumer<? super Throwable> failed) {
    Path key = key(file);
    files.add(key);
    tasks.run(
        JobInfo.of(title),
        work,
        new TaskListener<Object, R>() {
          @Override
          public void done(R result) {
            done.accept(result);
          }

          @Override
          public void failed(Throwable failure) {
            failed.accept(failure);
          }

          @Override
          public void finished() {
            files.remove(key);
          }
        });
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
