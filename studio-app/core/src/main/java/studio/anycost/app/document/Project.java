package studio.anycost.app.document;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.words.Texts;

/**
 * What a project file holds: everything of one model.
 *
 * @param document the portrait
 * @param bundleName the name of its model bundle, so that a person can be told which one is missing
 * @param keys the key frames of its animation, in order, without photos
 * @param history how the portrait came about, whose current state it is; empty if nobody knows
 * @param variants edits that were kept under a name, in order
 * @param thumbnails small pictures of the portrait, of states and variants, of as many as there
 *     are, by the portraits {@linkplain PortraitDocument#withoutSource() without their photos},
 *     which do not show in them
 */
public record Project(
    PortraitDocument document,
    String bundleName,
    List<PortraitDocument> keys,
    Optional<HistoryTree<PortraitDocument>> history,
    List<NamedVariant> variants,
    Map<PortraitDocument, Thumbnail> thumbnails) {
  /** More key frames are not kept. */
  public static final int MOST_KEYS = 200;

  /** More variants are not kept. */
  public static final int MOST_VARIANTS = 100;

  public Project {
    Objects.requireNonNull(document);
    Objects.requireNonNull(bundleName);
    String identity = document.bundleIdentity();
    keys =
        keys.stream()
            .map(PortraitDocument::withoutSource)
            .map(key -> key.withBundleIdentity(identity))
            .toList();
    history = history.map(tree -> tree.map(state -> state.withBundleIdentity(identity)));
    variants =
        variants.stream()
            .map(each -> each.withDocument(each.document().withBundleIdentity(identity)))
            .toList();
    thumbnails = Map.copyOf(thumbnails);
    if (keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(Texts.of("document.project.mostKeys", MOST_KEYS));
    }
    if (variants.size() > MOST_VARIANTS) {
      throw new IllegalArgumentException(Texts.of("document.project.mostVariants", MOST_VARIANTS));
    }
    if (history.isPresent() && !history.get().value().equals(document)) {
      throw new IllegalArgumentException("The history of a project leads to another portrait.");
    }
  }

  /** A project without a history. */
  public Project(PortraitDocument document, String bundleName, List<PortraitDocument> keys) {
    this(document, bundleName, keys, Optional.empty(), List.of(), Map.of());
  }

  /** A project of a portrait alone. */
  public Project(PortraitDocument document, String bundleName) {
    this(document, bundleName, List.of());
  }

  /** The same with another history, or none. */
  public Project withHistory(Optional<HistoryTree<PortraitDocument>> other) {
    return new Project(document, bundleName, keys, other, variants, thumbnails);
  }

  /** The same as text alone: small pictures can be made again. */
  Project withoutThumbnails() {
    return new Project(document, bundleName, keys, history, variants, Map.of());
  }

  /** The photos of all portraits, that of the document first. */
  public Set<PhotoFile> photos() {
    Set<PhotoFile> photos = new LinkedHashSet<>();
    add(photos, document);
    variants.forEach(variant -> add(photos, variant.document()));
    history.ifPresent(tree -> tree.states().forEach(state -> add(photos, state.value())));
    return photos;
  }

  private static void add(Set<PhotoFile> photos, PortraitDocument portrait) {
    portrait.source().ifPresent(source -> photos.add(source.file()));
  }

  /** The thumbnails that are of something in the project: the document, variants, states. */
  Map<PortraitDocument, Thumbnail> usedThumbnails() {
    Map<PortraitDocument, Thumbnail> used = new LinkedHashMap<>();
    use(used, document);
    variants.forEach(variant -> use(used, variant.document()));
    history.ifPresent(tree -> tree.states().forEach(state -> use(used, state.value())));
    return used;
  }

  private void use(Map<PortraitDocument, Thumbnail> used, PortraitDocument portrait) {
    PortraitDocument shown = portrait.withoutSource();
    Thumbnail thumbnail = thumbnails.get(shown);
    if (thumbnail != null) {
      used.put(shown, thumbnail);
    }
  }
}
