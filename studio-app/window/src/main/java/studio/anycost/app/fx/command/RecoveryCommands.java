package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.restart.Predecessor;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.recovery.LeftWork;
import studio.anycost.app.recovery.RecoveryFolder;
import studio.anycost.app.recovery.UnsavedWork;

/** Offers work that a studio left unsaved when it was ended. JavaFX thread only. */
public final class RecoveryCommands {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryCommands.class);

  /** More would cover the picture; the others are offered at the next start. */
  private static final int MOST = 3;

  private final RecoveryFolder folder;
  private final ProjectCommands projects;
  private final Predecessor predecessor;
  private final Notices notices;
  private final Executor workers;
  private final Executor fx;

  @Inject
  public RecoveryCommands(
      RecoveryFolder folder,
      ProjectCommands projects,
      Predecessor predecessor,
      Notices notices,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.folder = folder;
    this.projects = projects;
    this.predecessor = predecessor;
    this.notices = notices;
    this.workers = workers;
    this.fx = fx;
  }

  /**
   * Looks for such work in the background, and offers what there is. What the studio left that this
   * one was started in the place of is not asked about.
   */
  public void offer() {
    work(
        () -> {
          LeftWork left = folder.claim();
          Instant now = Clock.systemUTC().instant();
          fx.execute(() -> show(left, now));
        });
  }

  private void show(LeftWork left, Instant now) {
    left.unreadable().stream().limit(MOST).forEach(why -> notices.show(unreadable(why)));
    left.work().stream().filter(this::isOfPredecessor).forEach(this::bringBack);
    left.work().stream()
        .filter(each -> !isOfPredecessor(each))
        .limit(MOST)
        .forEach(each -> notices.show(question(each, now)));
  }

  /** Another window may have kept something since, or leave it at the same time. */
  private boolean isOfPredecessor(UnsavedWork work) {
    return predecessor.unsaved().filter(work.id()::equals).isPresent();
  }

  private static Notice unreadable(String why) {
    return Notice.failure(
        Texts.of("command.recoveryCommands.cannotBeRead"),
        Texts.of("command.recoveryCommands.itStaysThere", why));
  }

  private Notice question(UnsavedWork work, Instant now) {
    String name =
        work.file()
            .map(ProjectCommands::name)
            .orElseGet(() -> ProjectCommands.proposedName(work.project().document()));
    return Notice.question(
            Texts.of("command.recoveryCommands.wasNotSaved", name),
            Texts.of("command.recoveryCommands.ended", ago(Duration.between(work.changed(), now))))
        .offering(Texts.of("command.recoveryCommands.bringItBack"), () -> bringBack(work))
        .offering(Texts.of("command.recoveryCommands.throwItAway"), () -> discard(work));
  }

  static String ago(Duration since) {
    long minutes = Math.max(0, since.toMinutes());
    if (minutes < 1) {
      return Texts.of("command.recoveryCommands.aMomentAgo");
    }
    if (minutes < 60) {
      return Texts.of("command.recoveryCommands.minutesAgo", minutes);
    }
    long hours = since.toHours();
    if (hours < 24) {
      return Texts.of("command.recoveryCommands.hoursAgo", hours);
    }
    return Texts.of("command.recoveryCommands.daysAgo", since.toDays());
  }

  private void bringBack(UnsavedWork work) {
    if (!projects.bringBack(work.project(), work.file())) {
      notices.show(question(work, Clock.systemUTC().instant()));
      return;
    }
    work(() -> folder.takeOver(work));
  }

  private void discard(UnsavedWork work) {
    work(() -> folder.discard(work));
  }

  /** Reads and writes files of the folder. */
  @FunctionalInterface
  private interface FileWork {
    void run() throws IOException;
  }

  private void work(FileWork work) {
    try {
      workers.execute(
          () -> {
            try {
              work.run();
            } catch (IOException e) {
              LOG.warn("The folder of unsaved work cannot be used", e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("The window is closing", e);
    }
  }
}
