package studio.anycost.app.document;

import java.util.List;
import java.util.Objects;

/**
 * What a project file holds.
 *
 * @param document the portrait
 * @param bundleName the name of its model bundle, so that a person can be told which one is missing
 * @param keys the key frames of its animation, in order: of the same model, without photos
 */
public record Project(PortraitDocument document, String bundleName, List<PortraitDocument> keys) {
  /** More key frames are not kept. */
  public static final int MOST_KEYS = 200;

  public Project {
    Objects.requireNonNull(document);
    Objects.requireNonNull(bundleName);
    keys =
        keys.stream()
            .map(PortraitDocument::withoutSource)
            .map(key -> key.withBundleIdentity(document.bundleIdentity()))
            .toList();
    if (keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException("A project has at most " + MOST_KEYS + " key frames.");
    }
  }

  /** A project without an animation. */
  public Project(PortraitDocument document, String bundleName) {
    this(document, bundleName, List.of());
  }
}
