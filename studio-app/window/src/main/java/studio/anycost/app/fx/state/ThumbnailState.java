package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Thumbnail;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preview.ThumbnailPictures;

/**
 * Small pictures of the states of the history and of the variants: those of the project, and those
 * that are rendered one after the other while nobody moves a control, what is wanted most first.
 * JavaFX thread only.
 */
public final class ThumbnailState {
  private static final Logger LOG = LoggerFactory.getLogger(ThumbnailState.class);

  /** Who is still at it wants the processor for the portrait. */
  private static final Duration REST = Duration.millis(400);

  /** States that are further away get none before somebody goes near them. */
  private static final int NEAREST = 40;

  private final StudioBackend backend;
  private final DocumentState documents;
  private final ModelState model;
  private final QuietWork work;
  private final Map<PortraitDocument, Thumbnail> known = new LinkedHashMap<>();
  private final Set<PortraitDocument> failed = new HashSet<>();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private final PauseTransition rest = new PauseTransition(REST);
  private String identity;
  private boolean rendering;

  @Inject
  public ThumbnailState(
      StudioBackend backend, DocumentState documents, ModelState model, QuietWork work) {
    this.backend = backend;
    this.documents = documents;
    this.model = model;
    this.work = work;
    this.identity = model.get().identity();
    rest.setOnFinished(event -> renderNext());
  }

  /** Makes small pictures from now on. */
  public void start() {
    documents.timelineProperty().addListener(observable -> rest.playFromStart());
    documents.variantsProperty().addListener(observable -> rest.playFromStart());
    model
        .descriptionProperty()
        .addListener(
            observable -> {
              if (!identity.equals(model.get().identity())) {
                identity = model.get().identity();
                forget();
              }
            });
    rest.playFromStart();
  }

  /** Makes no more of them. */
  public void close() {
    rest.stop();
  }

  /** The small picture of a portrait, if there is one yet. */
  public Optional<Thumbnail> of(PortraitDocument portrait) {
    return Optional.ofNullable(known.get(portrait.withoutSource()));
  }

  /** Another number each time there is one more. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** All of them, to be kept with a project; a copy. */
  public Map<PortraitDocument, Thumbnail> all() {
    return Map.copyOf(known);
  }

  /** Takes those of a project of the open model, in the place of those before. */
  public void open(Map<PortraitDocument, Thumbnail> ofProject) {
    known.clear();
    failed.clear();
    ofProject.forEach(
        (portrait, thumbnail) -> known.put(portrait.withBundleIdentity(identity), thumbnail));
    version.set(version.get() + 1);
    rest.playFromStart();
  }

  private void forget() {
    known.clear();
    failed.clear();
    version.set(version.get() + 1);
    rest.playFromStart();
  }

  /** Variants, then states by their distance from the present one on its way, then branches. */
  private Collection<PortraitDocument> wanted() {
    Set<PortraitDocument> wanted = new LinkedHashSet<>();
    documents.variantsProperty().get().all().forEach(each -> wanted.add(shown(each.document())));
    DocumentState.Timeline timeline = documents.timelineProperty().get();
    List<PortraitDocument> way =
        timeline.entries().stream().map(entry -> shown(entry.value())).toList();
    for (int away = 0; away < NEAREST; away++) {
      for (int index : new int[] {timeline.position() - away, timeline.position() + away}) {
        if (index >= 0 && index < way.size()) {
          wanted.add(way.get(index));
        }
      }
    }
    timeline.branches().stream()
        .limit(NEAREST)
        .forEach(branch -> wanted.add(shown(branch.last().value())));
    return wanted;
  }

  private static PortraitDocument shown(PortraitDocument portrait) {
    return portrait.withoutSource();
  }

  private void renderNext() {
    Optional<PortraitDocument> next =
        wanted().stream()
            .filter(each -> !known.containsKey(each) && !failed.contains(each))
            .findFirst();
    if (next.isEmpty()) {
      // What can be gone back to is kept; a picture of anything else is nobody's any more.
      known.keySet().retainAll(reachable());
      return;
    }
    if (rendering || backend.model() != model.get()) {
      return;
    }
    rendering = true;
    String of = identity;
    PortraitDocument portrait = next.get();
    work.run(
        Texts.of("state.thumbnailState.theThumbnailOfA"),
        () -> render(portrait),
        picture -> {
          rendering = false;
          if (of.equals(identity)) {
            picture.ifPresentOrElse(made -> known.put(portrait, made), () -> failed.add(portrait));
            version.set(version.get() + 1);
          }
          if (rest.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            renderNext();
          }
        });
  }

  private Set<PortraitDocument> reachable() {
    Set<PortraitDocument> reachable = new HashSet<>();
    documents.tree().states().forEach(state -> reachable.add(shown(state.value())));
    documents.variantsProperty().get().all().forEach(each -> reachable.add(shown(each.document())));
    return Collections.unmodifiableSet(reachable);
  }

  private Optional<Thumbnail> render(PortraitDocument portrait) {
    try {
      return Optional.of(ThumbnailPictures.of(backend.renderThumbnail(portrait)));
    } catch (Exception e) { // a plugin's, for instance: then there is none
      LOG.info("There is no thumbnail of a state", e);
      return Optional.empty();
    }
  }
}
