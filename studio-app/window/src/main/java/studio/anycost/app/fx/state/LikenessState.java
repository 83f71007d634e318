package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableMap;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.settings.Preferences.Perceptual;
import studio.anycost.app.task.Job;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.JobListener;
import studio.anycost.app.task.JobRunner;
import studio.anycost.app.task.Outcome;

/**
 * How like the unedited portrait is to the photo that it came from. Measured when both rest and no
 * tool works on them; a hand that moves a slider ends the measuring, which begins anew later.
 * JavaFX thread only.
 */
public final class LikenessState implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LikenessState.class);

  /** What changes again within this does not rest. */
  private static final Duration REST = Duration.millis(600);

  private final DocumentState documents;

  /** Held here: a view of a map that nobody holds tells nobody of changes. */
  private final ObservableMap<String, BackgroundTask> working;

  private final ToolBackend backend;
  private final PreferenceState preferences;
  private final JobRunner jobs;
  private final PauseTransition rest = new PauseTransition(REST);
  private final ReadOnlyObjectWrapper<Optional<Difference>> difference =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private Optional<Job> job = Optional.empty();
  private Optional<Subject> measured = Optional.empty();

  /** What a difference is of; edits are not part of it. */
  private record Subject(PortraitDocument document, Perceptual network) {
    static Optional<Subject> of(PortraitDocument document, Perceptual network) {
      return document.source().isPresent() && document.base() instanceof BaseStyle.Given
          ? Optional.of(new Subject(document.unedited(), network))
          : Optional.empty();
    }

    private boolean isAlike(Subject other) {
      return document.bundleIdentity().equals(other.document.bundleIdentity())
          && document.base().equals(other.document.base())
          && document.source().orElseThrow().file().equals(other.document.source().get().file())
          && document.source().get().alignment().equals(other.document.source().get().alignment())
          && network == other.network;
    }
  }

  @Inject
  public LikenessState(
      DocumentState documents,
      ToolsState tools,
      ToolBackend backend,
      PreferenceState preferences,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.documents = documents;
    this.working = tools.running();
    this.backend = backend;
    this.preferences = preferences;
    this.jobs = new JobRunner(workers, fx);
    rest.setOnFinished(event -> measure());
    documents.addShowListener((document, moving) -> changed());
    working.addListener((Observable observable) -> changed());
    preferences.property().addListener(observable -> changed());
    changed();
  }

  private Optional<Subject> subject() {
    return Subject.of(documents.get(), preferences.get().perceptual());
  }

  private void changed() {
    rest.stop();
    job.ifPresent(Job::cancel);
    job = Optional.empty();
    running.set(false);
    Optional<Subject> now = subject();
    boolean known = now.isPresent() && measured.filter(now.get()::isAlike).isPresent();
    if (!known) {
      measured = Optional.empty();
      difference.set(Optional.empty());
      if (now.isPresent() && working.isEmpty()) {
        running.set(true);
        rest.playFromStart();
      }
    }
  }

  private void measure() {
    subject()
        .ifPresent(
            subject ->
                job =
                    Optional.of(
                        jobs.<Object, Difference>start(
                            JobInfo.of(Texts.of("state.likenessState.compareWithThePhoto")),
                            context -> backend.likeness(subject.document(), context),
                            new Measured(subject))));
  }

  /**
   * How far the unedited portrait is from its photo; empty as long as it is not known, and where
   * there is no photo.
   */
  public ReadOnlyObjectProperty<Optional<Difference>> differenceProperty() {
    return difference.getReadOnlyProperty();
  }

  /** Whether it will be known in a moment. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  @Override
  public void close() {
    rest.stop();
    job.ifPresent(Job::cancel);
    job = Optional.empty();
  }

  private final class Measured implements JobListener<Object, Difference> {
    private final Subject subject;

    Measured(Subject subject) {
      this.subject = subject;
    }

    @Override
    public void ended(Outcome<Difference> outcome) {
      if (!subject().filter(subject::isAlike).isPresent()) {
        return;
      }
      if (outcome instanceof Outcome.Finished<Difference> finished) {
        running.set(false);
        measured = Optional.of(subject);
        difference.set(Optional.of(finished.result()));
      } else if (outcome instanceof Outcome.Failed<Difference> failed) {
        running.set(false);
        LOG.info("The portrait was not compared with its photo", failed.cause());
      }
    }
  }
}
