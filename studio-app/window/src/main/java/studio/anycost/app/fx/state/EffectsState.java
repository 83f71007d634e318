package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.AttributeChange;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;

/**
 * What the edits of the portrait do to all its attributes: asked of a cheap sub-generator while a
 * hand moves, of the full one when it rests. One question at a time, the newest next. JavaFX thread
 * only.
 */
public final class EffectsState {
  private static final Logger LOG = LoggerFactory.getLogger(EffectsState.class);

  /**
   * What is known.
   *
   * @param changes in the predictor's order; empty if nothing is known, or nobody can tell
   * @param exact whether the full generator's pictures were looked at
   */
  public record Effects(List<AttributeChange> changes, boolean exact) {
    /** Nothing is known. */
    public static final Effects NONE = new Effects(List.of(), false);

    public Effects {
      changes = List.copyOf(changes);
    }
  }

  private record Question(PortraitDocument document, boolean moving) {}

  private final StudioBackend backend;
  private final DocumentState documents;
  private final ModelState model;
  private final Executor workers;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<Effects> effects = new ReadOnlyObjectWrapper<>(Effects.NONE);
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private Optional<Question> next = Optional.empty();
  private Optional<CancellationSource> running = Optional.empty();
  private boolean runningExact;

  @Inject
  EffectsState(
      StudioBackend backend,
      DocumentState documents,
      ModelState model,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.backend = backend;
    this.documents = documents;
    this.model = model;
    this.workers = workers;
    this.fx = fx;
    documents.addShowListener((document, moving) -> ask(new Question(document, moving)));
    model.descriptionProperty().addListener(observable -> again());
    wanted.addListener(observable -> again());
  }

  /** Whether anybody looks; nothing is rendered otherwise. */
  public BooleanProperty wantedProperty() {
    return wanted;
  }

  public ReadOnlyObjectProperty<Effects> effectsProperty() {
    return effects.getReadOnlyProperty();
  }

  private void again() {
    effects.set(Effects.NONE);
    ask(new Question(documents.get(), false));
  }

  private void ask(Question question) {
    if (!wanted.get() || model.get().attributes().isEmpty()) {
      next = Optional.empty();
      running.ifPresent(CancellationSource::cancel);
      return;
    }
    next = Optional.of(question);
    if (running.isEmpty()) {
      begin();
    } else if (runningExact) {
      // A full picture takes long, and of this one nobody wants to know any more.
      running.get().cancel();
    }
  }

  private void begin() {
    if (next.isEmpty()) {
      return;
    }
    Question question = next.get();
    next = Optional.empty();
    CancellationSource source = new CancellationSource();
    running = Optional.of(source);
    runningExact = !question.moving();
    SubGenerator subGenerator =
        question.moving()
            ? model.gridProperty().get().usableCheapestFirst().get(0).subGenerator()
            : model.get().channels().full();
    workers.execute(
        () -> {
          Optional<Effects> found = Optional.empty();
          try {
            found =
                Optional.of(
                    new Effects(
                        backend.attributeChanges(question.document(), subGenerator, source.token()),
                        !question.moving()));
          } catch (Exception e) { // another question follows; this one the log alone wants to know
            LOG.debug("The effects of edits are not known", e);
          }
          Optional<Effects> result = found;
          fx.execute(() -> ended(result));
        });
  }

  private void ended(Optional<Effects> found) {
    running = Optional.empty();
    if (wanted.get()) {
      found.ifPresent(effects::set);
    }
    begin();
  }
}
