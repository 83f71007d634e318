package studio.anycost.app.fx.panel;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.fx.PanelContext;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.parameter.GestureCounter;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.plugin.Guarded;
import studio.anycost.app.task.JobInfo;

/**
 * What every panel of a plugin is offered, and what ends with it: after {@link #close} nothing of
 * the panel is called, and its work is cancelled. JavaFX thread only.
 */
abstract class StudioPanelContext implements PanelContext {
  private final PanelServices services;
  private final Offered<?> offered;
  private final GeneratorDescription generator;
  private final Set<BackgroundTask> work = new HashSet<>();
  private long gesture;
  private boolean closed;

  StudioPanelContext(PanelServices services, Offered<?> offered) {
    this.services = services;
    this.offered = offered;
    this.generator = services.backend().model();
  }

  /** Takes a change into the window's state. */
  abstract void take(ParameterValues values, Gesture how);

  final ContributionInfo info() {
    return offered.info();
  }

  final String name() {
    return offered.info().name();
  }

  final boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    List.copyOf(work).forEach(BackgroundTask::cancel);
  }

  @Override
  public final GeneratorDescription generator() {
    return generator;
  }

  @Override
  public final ParameterSchema schema() {
    return offered.schema();
  }

  @Override
  public final void style(Consumer<StyleCode> done) {
    PortraitDocument document = services.documents().get();
    quietly(
        Texts.of("panel.studioPanelContext.evaluatingForAPanel"),
        () -> services.backend().evaluate(document),
        done);
  }

  @Override
  public final void change(ParameterValues values, boolean moving) {
    if (closed) {
      return;
    }
    if (gesture == 0) {
      gesture = GestureCounter.next();
    }
    Gesture how = new Gesture(gesture, moving);
    if (!moving) {
      gesture = 0;
    }
    take(values, how);
  }

  @Override
  public final void thumbnail(StyleCode code, Consumer<Image> done) {
    SubGenerator cheapest =
        services.model().gridProperty().get().usableCheapestFirst().get(0).subGenerator();
    quietly(
        Texts.of("panel.studioPanelContext.aThumbnailForA"),
        () -> ScreenPicture.of(services.tools().thumbnail(code, cheapest).toRgb(), 1),
        picture -> done.accept(FxImages.of(picture)));
  }

  private <T> void quietly(
      String what, java.util.concurrent.Callable<T> task, Consumer<? super T> done) {
    if (!closed) {
      services.quiet().run(what, task, result -> guarded(() -> done.accept(result)));
    }
  }

  @Override
  public final <P, R> void runTask(
      String title, Work<P, R> task, Consumer<P> published, Consumer<R> done) {
    if (closed) {
      return;
    }
    BackgroundTask[] self = new BackgroundTask[1];
    self[0] =
        services
            .tasks()
            .run(
                JobInfo.stoppable(title),
                context -> {
                  Guarded guarded = (Guarded) offered.contribution();
                  return guarded
                      .guard()
                      .<P, R>work(
                          Texts.of("panel.studioPanelContext.working", name()),
                          services.tools().services(offered.id()),
                          context,
                          task::run);
                },
                new TaskListener<P, R>() {
                  @Override
                  public void published(P value) {
                    guarded(() -> published.accept(value));
                  }

                  @Override
                  public void done(R result) {
                    guarded(() -> done.accept(result));
                  }

                  @Override
                  public void failed(Throwable failure) {
                    if (!closed) {
                      services
                          .notices()
                          .show(
                              Notice.failure(
                                  Texts.of("panel.studioPanelContext.didNotWork", title),
                                  sentence(failure)));
                    }
                  }

                  @Override
                  public void finished() {
                    work.remove(self[0]);
                  }
                });
    work.add(self[0]);
  }

  private static String sentence(Throwable failure) {
    return failure instanceof IOException
        ? Reasons.of(failure)
        : Texts.of("panel.studioPanelContext.itFailedTheLog");
  }

  /** Runs code of the panel that came back from elsewhere. */
  private void guarded(Runnable code) {
    if (!closed && offered.contribution() instanceof Guarded guarded) {
      guarded
          .guard()
          .call(
              Texts.of("panel.studioPanelContext.updating", name()),
              () -> {
                code.run();
                return code;
              });
    }
  }
}
