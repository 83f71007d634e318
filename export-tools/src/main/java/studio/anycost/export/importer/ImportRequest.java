package studio.anycost.export.importer;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.export.boundaries.BoundarySource;
import studio.anycost.models.graph.WeightStorage;

/**
 * What to import, and where to.
 *
 * @param generator checkpoint with the generator under any key
 * @param generatorKey where in the checkpoint, keys and prefixes joined by dots; needed where
 *     several generators are equally good
 * @param encoder checkpoint with a torchvision ResNet and {@code mean_latent}; without one, that of
 *     the generator's checkpoint is taken if it can be run
 * @param attributes checkpoint with a torchvision ResNet; needs attribute names
 * @param attributeNames text file, UTF-8, one name a line
 * @param boundaries files of arrays and folders of them
 * @param name of the bundle, for people
 * @param licence of the weights, a name or a sentence
 * @param provenance where the weights come from
 * @param modelCard text file in Markdown; without one a card is written from what is known
 * @param trained what the generator was trained for, if that is known
 * @param storage of the large weights
 * @param output a folder, or a zip file if the name ends in {@code .zip}
 * @param replace whether a bundle at the output may be replaced
 */
public record ImportRequest(
    Path generator,
    Optional<String> generatorKey,
    Optional<Path> encoder,
    Optional<Path> attributes,
    Optional<Path> attributeNames,
    BoundarySource boundaries,
    String name,
    String licence,
    String provenance,
    Optional<Path> modelCard,
    Optional<TrainedPlaces> trained,
    WeightStorage storage,
    Path output,
    boolean replace) {
  private static final String NOT_STATED = "not stated";

  public ImportRequest {
    Objects.requireNonNull(generator);
    Objects.requireNonNull(boundaries);
    Objects.requireNonNull(name);
    Objects.requireNonNull(licence);
    Objects.requireNonNull(provenance);
    Objects.requireNonNull(storage);
    Objects.requireNonNull(output);
  }

  /** Begins a request for a generator alone, with float32 weights. */
  public static Builder of(Path generator, Path output) {
    return new Builder(generator, output);
  }

  /** The same for another place, where nothing is. */
  ImportRequest to(Path place) {
    return new ImportRequest(
        generator,
        generatorKey,
        encoder,
        attributes,
        attributeNames,
        boundaries,
        name,
        licence,
        provenance,
        modelCard,
        trained,
        storage,
        place,
        false);
  }

  /** Puts a request together. Parts that are null are not there. */
  public static final class Builder {
    private final Path generator;
    private final Path output;
    private String generatorKey;
    private Path encoder;
    private Path attributes;
    private Path attributeNames;
    private BoundarySource boundaries = BoundarySource.NONE;
    private String name;
    private String licence = NOT_STATED;
    private String provenance = NOT_STATED;
    private Path modelCard;
    private TrainedPlaces trained;
    private WeightStorage storage = WeightStorage.FLOAT32;
    private boolean replace;

    private Builder(Path generator, Path output) {
      this.generator = generator;
      this.output = output;
      this.name = output.toAbsolutePath().normalize().getFileName().toString();
    }

    /** Where in the checkpoint the generator is. */
    public Builder generatorKey(String key) {
      generatorKey = key;
      return this;
    }

    /** The checkpoint of the encoder. */
    public Builder encoder(Path file) {
      encoder = file;
      return this;
    }

    /** The checkpoint of the attribute predictor, and the file with the names; both or neither. */
    public Builder attributes(Path file, Path names) {
      attributes = file;
      attributeNames = names;
      return this;
    }

    /** Where the boundaries are. */
    public Builder boundaries(BoundarySource source) {
      boundaries = source;
      return this;
    }

    /** Name, licence and provenance. */
    public Builder described(String newName, String newLicence, String newProvenance) {
      name = newName;
      licence = newLicence;
      provenance = newProvenance;
      return this;
    }

    /** The text about the model. */
    public Builder modelCard(Path file) {
      modelCard = file;
      return this;
    }

    /** What the generator was trained for. */
    public Builder trained(TrainedPlaces places) {
      trained = places;
      return this;
    }

    /** How large weights are stored. */
    public Builder storage(WeightStorage kind) {
      storage = kind;
      return this;
    }

    /** Whether a bundle at the output may be replaced. */
    public Builder replacing(boolean allowed) {
      replace = allowed;
      return this;
    }

    /** The request. */
    public ImportRequest build() {
      return new ImportRequest(
          generator,
          Optional.ofNullable(generatorKey),
          Optional.ofNullable(encoder),
          Optional.ofNullable(attributes),
          Optional.ofNullable(attributeNames),
          boundaries,
          name,
          licence,
          provenance,
          Optional.ofNullable(modelCard),
          Optional.ofNullable(trained),
          storage,
          output,
          replace);
    }
  }
}
