package studio.anycost.app.compare;

import java.util.Objects;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.PortraitDocument;

/**
 * What is compared.
 *
 * @param name for people
 * @param document the portrait, which may have other edits than that it is compared with
 * @param subGenerator what renders it
 */
public record Variant(String name, PortraitDocument document, SubGenerator subGenerator) {
  public Variant {
    Objects.requireNonNull(name);
    Objects.requireNonNull(document);
    Objects.requireNonNull(subGenerator);
  }
}
