package studio.anycost.export.importer;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.models.graph.WeightStorage;

/**
 * What to import, and where to.
 *
 * @param generator checkpoint with the generator under {@code g_ema}
 * @param encoder checkpoint with a ResNet and {@code mean_latent} under {@code state_dict}
 * @param attributes checkpoint with a ResNet under {@code state_dict}; needs attribute names
 * @param attributeNames text file, UTF-8, one name a line
 * @param boundaries checkpoint with a dictionary from name to {@code [1, styleDim]}
 * @param name of the bundle, for people
 * @param licence of the weights, a name or a sentence
 * @param provenance where the weights come from
 * @param modelCard text file in Markdown; without one a card is written from what is known
 * @param storage of the large weights
 * @param output a folder, or a zip file if the name ends in {@code .zip}
 */
public record ImportRequest(
    Path generator,
    Optional<Path> encoder,
    Optional<Path> attributes,
    Optional<Path> attributeNames,
    Optional<Path> boundaries,
    String name,
    String licence,
    String provenance,
    Optional<Path> modelCard,
    WeightStorage storage,
    Path output) {
  public ImportRequest {
    Objects.requireNonNull(generator);
    Objects.requireNonNull(name);
    Objects.requireNonNull(licence);
    Objects.requireNonNull(provenance);
    Objects.requireNonNull(storage);
    Objects.requireNonNull(output);
  }

  /** A request without a model card. */
  public ImportRequest(
      Path generator,
      Optional<Path> encoder,
      Optional<Path> attributes,
      Optional<Path> attributeNames,
      Optional<Path> boundaries,
      String name,
      String licence,
      String provenance,
      WeightStorage storage,
      Path output) {
    this(
        generator,
        encoder,
        attributes,
        attributeNames,
        boundaries,
        name,
        licence,
        provenance,
        Optional.empty(),
        storage,
        output);
  }
}
