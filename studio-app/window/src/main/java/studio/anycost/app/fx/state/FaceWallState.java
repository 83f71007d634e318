package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.favourite.Favourites;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.image.ScreenPicture;

/**
 * Faces to choose from, and their small pictures: those of all seeds from a first one on, which
 * have no end, or the favourites. Each is shown as the portrait would be with it: with its edits,
 * noise and truncation. JavaFX thread only.
 *
 * <p>Where a face is chosen for something else, once, there are seeds alone, and each is shown as
 * it is taken there: with the truncation of that, without the edits of the portrait.
 *
 * <p>Pictures are there for the places that are looked at and as many before and behind them;
 * others are forgotten. They are rendered a few at a time, and what nobody looks at any more is
 * cancelled.
 */
public final class FaceWallState {
  /** Which faces. */
  public enum Page {
    /** Of all seeds. */
    DRAWN,
    /** That the person likes. */
    FAVOURITES
  }

  private static final Logger LOG = LoggerFactory.getLogger(FaceWallState.class);

  /** So many are rendered in one go: cores share them, and few are in vain. */
  private static final int TOGETHER = 8;

  /** Small pictures are enlarged by whole factors up to this side, in pixels. */
  private static final int SIDE = 160;

  /** A slider that moves leaves the pictures as they are. */
  private static final Duration REST = Duration.millis(250);

  /** Of NumPy's seeds there are as many. */
  private static final long NUMPY_SEEDS = 1L << 32;

  /** A picture, and what it is of. */
  private record Shot(PortraitDocument of, ScreenPicture picture) {}

  /** Faces that are being rendered. */
  private record Run(CancellationSource source, Set<PortraitDocument> missing) {}

  private final StudioBackend backend;
  private final DocumentState documents;
  private final FavouriteState favourites;
  private final SeedPictures seeds;
  private final Executor workers;
  private final Executor fx;
  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.DRAWN);
  private final ObjectProperty<Long> start = new SimpleObjectProperty<>(0L);
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<SeedFaces.Question>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final PauseTransition rest = new PauseTransition(REST);

  /** By the face, whatever its truncation, so that a place is never empty between two of it. */
  private final Map<BaseStyle, Shot> pictures = new HashMap<>();

  private final Set<PortraitDocument> failed = new HashSet<>();

  /** Those that were favourites when the page was opened: nothing vanishes under a finger. */
  private List<BaseStyle> shown = List.of();

  /** Favourites that cannot be chosen where a seed is wanted. */
  private int leftOut;

  private Optional<Run> running = Optional.empty();
  private String identity;
  private boolean looking;
  private int first;
  private int last;

  @Inject
  FaceWallState(
      StudioBackend backend,
      DocumentState documents,
      ModelState model,
      FavouriteState favourites,
      SeedPictures seeds,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.backend = backend;
    this.documents = documents;
    this.favourites = favourites;
    this.seeds = seeds;
    this.workers = workers;
    this.fx = fx;
    this.identity = model.get().identity();
    rest.setOnFinished(event -> renderNext());
    documents
        .documentProperty()
        .addListener(
            observable -> {
              if (looking) {
                rest.playFromStart();
              }
            });
    favourites.property().addListener(observable -> takeNewFavourites());
    page.addListener(observable -> showPage());
    start.addListener(observable -> changed());
    model
        .descriptionProperty()
        .addListener(
            (observable, old, now) -> {
              if (!now.identity().equals(identity)) {
                identity = now.identity();
                forget();
                showPage();
              }
            });
  }

  public ObjectProperty<Page> pageProperty() {
    return page;
  }

  /** The seed of the first face that is drawn, from 0 on: the same one gives the same wall. */
  public ObjectProperty<Long> startProperty() {
    return start;
  }

  /** Another number each time there is something else to see. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Why faces have no picture, one sentence. */
  public ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What a face is chosen for in the place of the portrait; empty for the portrait. */
  public ReadOnlyObjectProperty<Optional<SeedFaces.Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** A face is to be chosen for something else, in the place of whatever it was for till now. */
  public void ask(SeedFaces.Question wanted) {
    forget();
    question.set(Optional.of(wanted));
    showPage();
  }

  /** Gives what is asked for the seed of one of the faces, which are seeds then. */
  public void answer(int index) {
    SeedFaces.Question asked = question.get().orElseThrow();
    asked.chosen().accept(((BaseStyle.Seed) face(index)).seed());
  }

  /** Faces are for the portrait again. */
  public void endQuestion() {
    forget();
    question.set(Optional.empty());
    showPage();
  }

  /** Whether a face is the one that is there: of the portrait, or of what is asked for. */
  public boolean isPresent(int index) {
    return question
        .get()
        .map(asked -> ((BaseStyle.Seed) face(index)).seed() == asked.now().get().seed())
        .orElseGet(() -> Favourites.isSameFace(face(index), documents.get().base()));
  }

  /** How many favourites are not among the faces because a seed is asked for and they are none. */
  public int leftOut() {
    return page.get() == Page.FAVOURITES ? leftOut : 0;
  }

  /** How many faces there are; the largest number if there is no end. */
  public int count() {
    return page.get() == Page.DRAWN ? Integer.MAX_VALUE : shown.size();
  }

  /**
   * One face.
   *
   * @param index from 0 to below the count
   */
  public BaseStyle face(int index) {
    if (question.get().isPresent()) {
      long seed =
          page.get() == Page.FAVOURITES
              ? ((BaseStyle.Seed) shown.get(index)).seed()
              : (start.get() + index) % (SeedParameter.LARGEST + 1);
      return asked(seed).base();
    }
    if (page.get() == Page.FAVOURITES) {
      return shown.get(index);
    }
    BaseStyle base = documents.get().base();
    boolean numpy = base instanceof BaseStyle.Seed drawn && drawn.numbers() == SeedNumbers.NUMPY;
    long seeds = numpy ? NUMPY_SEEDS : SeedParameter.LARGEST + 1;
    return base.drawn((start.get() + index) % seeds);
  }

  /** The small picture of a face, which may be one before the last change of the edits. */
  public Optional<ScreenPicture> picture(int index) {
    return Optional.ofNullable(pictures.get(key(face(index)))).map(Shot::picture);
  }

  /** Whether pictures are being rendered. */
  public boolean isRendering() {
    return running.isPresent();
  }

  /** How many pictures are kept. */
  public int kept() {
    return pictures.size();
  }

  /**
   * Somebody looks at these places from now on.
   *
   * @param from the first place
   * @param to the last one
   */
  public void look(int from, int to) {
    looking = true;
    first = from;
    last = to;
    Set<BaseStyle> near = new HashSet<>();
    near().forEach(index -> near.add(key(face(index))));
    pictures.keySet().retainAll(near);
    cancelWhatIsFarAway();
    renderNext();
  }

  /** Nobody looks any more. */
  public void lookAway() {
    looking = false;
    forget();
  }

  /** The wall is opened: favourites are those of now. */
  public void open() {
    favourites.refresh();
    showPage();
  }

  private void showPage() {
    shown = offered(favourites.property().get().all());
    changed();
  }

  private List<BaseStyle> offered(List<BaseStyle> all) {
    List<BaseStyle> offered =
        question.get().isEmpty() ? all : all.stream().filter(FaceWallState::isSeed).toList();
    leftOut = all.size() - offered.size();
    return offered;
  }

  /** Whether a face is that of a number that plugins know. */
  private static boolean isSeed(BaseStyle face) {
    return face instanceof BaseStyle.Seed drawn
        && drawn.numbers() == SeedNumbers.STUDIO
        && drawn.seed() >= 0
        && drawn.seed() <= SeedParameter.LARGEST;
  }

  private PortraitDocument asked(long seed) {
    return seeds.portrait(seed, question.get().orElseThrow().now().get().psi());
  }

  private void changed() {
    failed.clear();
    problem.set(Optional.empty());
    version.set(version.get() + 1);
    renderNext();
  }

  private void takeNewFavourites() {
    List<BaseStyle> all = new ArrayList<>();
    for (BaseStyle face : offered(favourites.property().get().all())) {
      if (shown.stream().noneMatch(each -> Favourites.isSameFace(each, face))) {
        all.add(face);
      }
    }
    all.addAll(shown);
    shown = List.copyOf(all);
    version.set(version.get() + 1);
  }

  private void forget() {
    rest.stop();
    running.ifPresent(run -> run.source().cancel());
    pictures.clear();
    failed.clear();
  }

  private static BaseStyle key(BaseStyle face) {
    return face.withPsi(1);
  }

  private PortraitDocument document(int index) {
    BaseStyle face = face(index);
    return question.get().isPresent()
        ? asked(((BaseStyle.Seed) face).seed())
        : documents.get().withoutSource().withBase(face);
  }

  /** What is looked at, then what comes next, then what was before. */
  private List<Integer> near() {
    List<Integer> places = new ArrayList<>();
    int screen = last - first + 1;
    int end = (int) Math.min(count(), (long) last + 1 + screen);
    for (int index = first; index < end; index++) {
      places.add(index);
    }
    for (int index = Math.min(first, end) - 1; index >= Math.max(0, first - screen); index--) {
      places.add(index);
    }
    return places;
  }

  private boolean isMissing(PortraitDocument document) {
    Shot shot = pictures.get(key(document.base()));
    return (shot == null || !shot.of().equals(document)) && !failed.contains(document);
  }

  /** What is looked at comes before what may be looked at. */
  private void cancelWhatIsFarAway() {
    if (running.isEmpty()) {
      return;
    }
    Set<PortraitDocument> wanted = new HashSet<>();
    for (int index = first; index <= Math.min(last, count() - 1); index++) {
      PortraitDocument document = document(index);
      if (isMissing(document)) {
        wanted.add(document);
      }
    }
    Run run = running.get();
    if (!wanted.isEmpty() && run.missing().stream().noneMatch(wanted::contains)) {
      run.source().cancel();
    }
  }

  private void renderNext() {
    if (!looking || running.isPresent()) {
      return;
    }
    List<PortraitDocument> next =
        near().stream().map(this::document).filter(this::isMissing).limit(TOGETHER).toList();
    if (next.isEmpty()) {
      return;
    }
    Run run = new Run(new CancellationSource(), new HashSet<>(next));
    running = Optional.of(run);
    try {
      workers.execute(() -> render(run, next));
    } catch (RejectedExecutionException e) {
      LOG.debug("Faces come too late, the studio is closing", e);
    }
  }

  private void render(Run run, List<PortraitDocument> faces) {
    Optional<String> failure = Optional.empty();
    try {
      backend.renderThumbnails(
          faces,
          (index, image) -> {
            ScreenPicture picture = ScreenPicture.of(image, SIDE);
            fx.execute(() -> arrived(run, faces.get(index), picture));
          },
          run.source().token());
    } catch (CancellationException e) {
      LOG.debug("Nobody looks at some faces any more", e);
    } catch (Exception e) { // a plugin's, for instance: then these have no pictures
      LOG.warn("There are no pictures of some faces", e);
      failure = Optional.of(Reasons.of(e));
    }
    Optional<String> sentence = failure;
    fx.execute(() -> ended(run, sentence));
  }

  private void arrived(Run run, PortraitDocument document, ScreenPicture picture) {
    run.missing().remove(document);
    if (!run.source().isCancelled()) {
      pictures.put(key(document.base()), new Shot(document, picture));
      problem.set(Optional.empty());
      version.set(version.get() + 1);
    }
  }

  private void ended(Run run, Optional<String> failure) {
    running = Optional.empty();
    if (failure.isPresent() && !run.source().isCancelled()) {
      failed.addAll(run.missing());
      problem.set(failure);
    }
    renderNext();
  }
}
