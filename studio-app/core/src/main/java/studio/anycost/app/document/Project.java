package studio.anycost.app.document;

import java.util.Objects;

/**
 * What a project file holds.
 *
 * @param document the portrait
 * @param bundleName the name of its model bundle, so that a person can be told which one is missing
 */
public record Project(PortraitDocument document, String bundleName) {
  public Project {
    Objects.requireNonNull(document);
    Objects.requireNonNull(bundleName);
  }
}
