package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;

/** Leads from the notice of a file that was written to the file. JavaFX thread only. */
public final class ShowInFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ShowInFolder.class);

  private final FileManager manager;
  private final Notices notices;
  private final Executor workers;
  private final Executor fx;

  @Inject
  ShowInFolder(
      FileManager manager, Notices notices, @Workers Executor workers, @FxThread Executor fx) {
    this.manager = manager;
    this.notices = notices;
    this.workers = workers;
    this.fx = fx;
  }

  /**
   * A notice that offers to show a file where it lies.
   *
   * @param file or a folder
   */
  public Notice offered(Notice notice, Path file) {
    return notice.offering(Texts.of("command.showInFolder.showInFolder"), () -> show(file));
  }

  private void show(Path file) {
    try {
      workers.execute(() -> start(file));
    } catch (RejectedExecutionException e) {
      LOG.debug("The studio is closing", e);
    }
  }

  private void start(Path file) {
    try {
      manager.show(file);
    } catch (IOException e) {
      LOG.info("The folder of {} cannot be shown", file, e);
      fx.execute(
          () ->
              notices.show(
                  Notice.info(
                      Texts.of("command.showInFolder.cannotBeShown"),
                      Texts.of("command.showInFolder.itIs", file.toAbsolutePath()))));
    }
  }
}
