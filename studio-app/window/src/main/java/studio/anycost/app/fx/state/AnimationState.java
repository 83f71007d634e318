package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.animation.Animation;
import studio.anycost.app.animation.Easing;
import studio.anycost.app.animation.FrameDocuments;
import studio.anycost.app.animation.Through;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.movie.MovieSettings;
import studio.anycost.app.preview.PreviewFrame;

/**
 * The key frames of an animation, and the frame of it that is on the screen in the place of the
 * document, which stays as it is. JavaFX thread only.
 */
public final class AnimationState {
  /** Seconds from one key frame to the next that are offered. */
  public static final List<Double> SECONDS = List.of(0.5, 1.0, 2.0, 3.0, 5.0);

  /** Frames a second that are offered. */
  public static final List<Integer> RATES = List.of(12, 24, 25, 30, 50, 60);

  private static final Logger LOG = LoggerFactory.getLogger(AnimationState.class);

  private final StudioBackend backend;
  private final PreviewState preview;
  private final Executor workers;
  private final Executor fx;
  private final ObservableList<PortraitDocument> keys = FXCollections.observableArrayList();
  private final BooleanProperty loop = new SimpleBooleanProperty();
  private final BooleanProperty smooth = new SimpleBooleanProperty(true);
  private final ObjectProperty<Double> seconds = new SimpleObjectProperty<>(1.0);
  private final ObjectProperty<Integer> rate =
      new SimpleObjectProperty<>(MovieSettings.DEFAULT_FRAMES_PER_SECOND);
  private final ReadOnlyObjectWrapper<Optional<FrameDocuments>> frames =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyIntegerWrapper frame = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
  private final BooleanProperty playing = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper unsaved = new ReadOnlyBooleanWrapper();
  private List<PortraitDocument> saved = List.of();
  private long version;

  /**
   * @param workers maps what lies between key frames
   */
  @Inject
  public AnimationState(
      StudioBackend backend,
      DocumentState documents,
      PreviewState preview,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.backend = backend;
    this.preview = preview;
    this.workers = workers;
    this.fx = fx;
    keys.addListener(
        (ListChangeListener<PortraitDocument>)
            change -> {
              unsaved.set(!keys.equals(saved));
              prepare();
            });
    loop.addListener(observable -> prepare());
    smooth.addListener(observable -> prepare());
    seconds.addListener(observable -> prepare());
    rate.addListener(observable -> prepare());
    // Who edits wants to see the portrait.
    documents.addShowListener((document, moving) -> leave());
  }

  /** The key frames in their order; of the open model. */
  public ObservableList<PortraitDocument> keys() {
    return keys;
  }

  /**
   * Takes the key frames of a project that was opened. One without any leaves those that are there:
   * faces of several projects go into one film.
   */
  public void open(List<PortraitDocument> ofProject) {
    saved = List.copyOf(ofProject);
    if (!saved.isEmpty()) {
      keys.setAll(saved);
    }
    unsaved.set(!keys.equals(saved));
  }

  /** They are in the project's file as they are now. */
  public void markSaved() {
    saved = List.copyOf(keys);
    unsaved.set(false);
  }

  /** Whether there are key frames that no project has, or has otherwise. */
  public ReadOnlyBooleanProperty unsavedProperty() {
    return unsaved.getReadOnlyProperty();
  }

  /** Moves a key frame; nothing happens at the ends. */
  public void move(int index, int by) {
    int target = index + by;
    if (target >= 0 && target < keys.size()) {
      List<PortraitDocument> moved = FXCollections.observableArrayList(keys);
      Collections.swap(moved, index, target);
      keys.setAll(moved);
    }
  }

  public BooleanProperty loopProperty() {
    return loop;
  }

  /** Whether it rests at every key frame. */
  public BooleanProperty smoothProperty() {
    return smooth;
  }

  /** From one key frame to the next. */
  public ObjectProperty<Double> secondsProperty() {
    return seconds;
  }

  /** Frames a second. */
  public ObjectProperty<Integer> rateProperty() {
    return rate;
  }

  /** Whether the frames follow each other by themselves. */
  public BooleanProperty playingProperty() {
    return playing;
  }

  /** Whether a frame is on the screen in the place of the document. */
  public ReadOnlyBooleanProperty showingProperty() {
    return showing.getReadOnlyProperty();
  }

  /** The frame that is, or was last, on the screen. */
  public ReadOnlyIntegerProperty frameProperty() {
    return frame.getReadOnlyProperty();
  }

  /** The frames; empty as long as there are not two key frames, or they are being prepared. */
  public ReadOnlyObjectProperty<Optional<FrameDocuments>> framesProperty() {
    return frames.getReadOnlyProperty();
  }

  /**
   * What is to be rendered; empty with less than two key frames.
   *
   * @throws IllegalArgumentException with a sentence if it is too long
   */
  public Optional<Animation> animation() {
    if (keys.size() < 2) {
      return Optional.empty();
    }
    int segments = loop.get() ? keys.size() : keys.size() - 1;
    int between = Math.max(1, (int) Math.round(seconds.get() * rate.get()));
    return Optional.of(
        new Animation(
            keys,
            segments * between + (loop.get() ? 0 : 1),
            loop.get(),
            smooth.get() ? Easing.SMOOTH : Easing.LINEAR,
            Through.W));
  }

  /** The frame at which a key frame is met. */
  public int frameOfKey(int key) {
    return frames
        .get()
        .map(now -> now.animation())
        .map(
            now -> {
              int steps = now.loop() ? now.frames() : now.frames() - 1;
              return (int) ((long) key * steps / now.segments());
            })
        .orElse(0);
  }

  private void prepare() {
    long mine = ++version;
    playing.set(false);
    Optional<Animation> wanted;
    try {
      wanted = animation();
    } catch (IllegalArgumentException e) {
      LOG.debug("Nothing can be played", e);
      wanted = Optional.empty();
    }
    if (wanted.isEmpty()) {
      frames.set(Optional.empty());
      end();
      return;
    }
    Animation animation = wanted.get();
    workers.execute(
        () -> {
          try {
            FrameDocuments prepared = backend.frames(animation, CancellationToken.NONE);
            fx.execute(() -> prepared(mine, Optional.of(prepared)));
          } catch (Exception e) { // a model that was closed meanwhile, for instance
            LOG.info("An animation cannot be played", e);
            fx.execute(() -> prepared(mine, Optional.empty()));
          }
        });
  }

  private void prepared(long of, Optional<FrameDocuments> next) {
    if (of != version) {
      return;
    }
    frames.set(next);
    int count = next.map(now -> now.animation().frames()).orElse(1);
    frame.set(Math.min(frame.get(), count - 1));
    if (showing.get() && next.isPresent()) {
      show(frame.get(), false);
    }
  }

  /**
   * Shows a frame.
   *
   * @param index the nearest one that there is is taken
   * @param moving whether the next one follows at once, so that a quick picture is enough
   */
  public void show(int index, boolean moving) {
    if (frames.get().isEmpty()) {
      return;
    }
    FrameDocuments now = frames.get().get();
    frame.set(Math.max(0, Math.min(index, now.animation().frames() - 1)));
    showing.set(true);
    preview.showInstead(now.document(frame.get()), moving);
  }

  /** Whether the frame that was asked for last is still being rendered. */
  public boolean isAwaited() {
    return showing.get() && preview.isInsteadAwaited();
  }

  /** Grows with every frame that comes to the screen. */
  public long arrived() {
    return preview.frameProperty().get().map(PreviewFrame::documentVersion).orElse(-1L);
  }

  /** Shows the document again. */
  public void end() {
    leave();
    preview.endInstead();
  }

  private void leave() {
    playing.set(false);
    showing.set(false);
  }
}
