package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.task.Job;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.JobListener;
import studio.anycost.app.task.JobRunner;
import studio.anycost.app.task.Outcome;

/**
 * The edited face back in its photo: whether there is one, how it is put in, and the picture of it,
 * which is made anew whenever the portrait rests as long as it is looked at. JavaFX thread only.
 */
public final class PhotoState implements AutoCloseable {
  /** A portrait that changes again within this does not rest. */
  private static final Duration REST = Duration.millis(150);

  private final DocumentState documents;
  private final ToolsState tools;
  private final ViewState views;
  private final ToolBackend backend;
  private final JobRunner jobs;
  private final PauseTransition rest = new PauseTransition(REST);
  private final ReadOnlyObjectWrapper<Optional<Offered<Tool>>> blender =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper available = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<PhotoView>> view =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Job> job = Optional.empty();
  private Optional<PortraitDocument> made = Optional.empty();

  @Inject
  public PhotoState(
      DocumentState documents,
      ToolsState tools,
      ViewState views,
      ToolBackend backend,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.documents = documents;
    this.tools = tools;
    this.views = views;
    this.backend = backend;
    this.jobs = new JobRunner(workers, fx);
    rest.setOnFinished(event -> make());
    documents.addShowListener((document, moving) -> changed(moving));
    tools.toolsProperty().addListener((observable, old, now) -> forget());
    views.photoProperty().addListener((observable, old, now) -> changed(false));
    changed(false);
  }

  /** What is on the screen may have become another picture: the model or a plugin changed. */
  private void forget() {
    made = Optional.empty();
    changed(false);
  }

  private void changed(boolean moving) {
    PortraitDocument document = documents.get();
    blender.set(
        tools.toolsProperty().get().stream()
            .filter(tool -> tool.contribution().kind() == ToolKind.PHOTO_BLENDER)
            .findFirst());
    boolean ofPhoto = document.isOfPhoto();
    available.set(ofPhoto && blender.get().isPresent());
    if (!isOf(document)) {
      view.set(Optional.empty());
    }
    shown.set(available.get() && views.photoProperty().get());
    if (!shown.get()) {
      stop();
    } else if (!made.equals(Optional.of(document))) {
      cancel();
      if (moving) {
        rest.stop();
      } else if (view.get().isEmpty()) {
        make();
      } else {
        rest.playFromStart();
      }
    }
  }

  /** Whether the picture that is there shows the photo of a document, with whatever face. */
  private boolean isOf(PortraitDocument document) {
    return made.flatMap(PortraitDocument::source).equals(document.source());
  }

  private void make() {
    if (!shown.get()) {
      return;
    }
    cancel();
    PortraitDocument document = documents.get();
    Offered<Tool> tool = blender.get().orElseThrow();
    ParameterValues values = values();
    running.set(true);
    failure.set(Optional.empty());
    job =
        Optional.of(
            jobs.<Object, PhotoView>start(
                JobInfo.of(tool.info().name()),
                context -> backend.viewPhoto(tool, values, document, context),
                new Made(document)));
  }

  private void stop() {
    rest.stop();
    cancel();
  }

  private void cancel() {
    job.ifPresent(Job::cancel);
    job = Optional.empty();
    running.set(false);
  }

  /** What puts faces into photos; empty if no plugin does. */
  public ReadOnlyObjectProperty<Optional<Offered<Tool>>> blenderProperty() {
    return blender.getReadOnlyProperty();
  }

  /** Whether the portrait came from a photo that it can go back into. */
  public ReadOnlyBooleanProperty availableProperty() {
    return available.getReadOnlyProperty();
  }

  /** Whether the photo is in the middle of the window, in the place of the portrait. */
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Whether the picture is being made anew. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** The newest picture of this photo; that of the portrait before, while a new one is made. */
  public ReadOnlyObjectProperty<Optional<PhotoView>> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** Why there is no picture, one sentence. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** How the face is put in: as the document says, else the defaults. */
  public ParameterValues values() {
    Offered<Tool> tool = blender.get().orElseThrow();
    ParameterValues values = tool.schema().defaults();
    for (ToolStep run : documents.get().runs()) {
      if (run.toolId().equals(tool.id())) {
        values = run.values().read(tool.schema());
      }
    }
    return values;
  }

  /**
   * Changes how the face is put in.
   *
   * @param label for the history
   */
  public void choose(String label, Gesture gesture, ParameterValues values) {
    ToolStep run = ToolStep.of(blender.get().orElseThrow().id(), values);
    documents.change(label, gesture, document -> ToolResults.withOnlyRun(document, run));
  }

  /** Makes the picture again, for instance after a failure. */
  public void refresh() {
    make();
  }

  @Override
  public void close() {
    stop();
  }

  /** What becomes of one picture. */
  private final class Made implements JobListener<Object, PhotoView> {
    private final PortraitDocument document;

    Made(PortraitDocument document) {
      this.document = document;
    }

    @Override
    public void ended(Outcome<PhotoView> outcome) {
      if (outcome instanceof Outcome.Finished<PhotoView> finished) {
        running.set(false);
        made = Optional.of(document);
        failure.set(Optional.empty());
        view.set(Optional.of(finished.result()));
      } else if (outcome instanceof Outcome.Failed<PhotoView> failed) {
        running.set(false);
        failure.set(Optional.of(Reasons.of(failed.cause())));
      }
    }
  }
}
