package studio.anycost.export.importer;

import java.nio.file.Path;
import java.util.List;
import studio.anycost.export.boundaries.BoundarySource;
import studio.anycost.models.graph.WeightStorage;

/** An import request, part by part. */
final class Requests {
  private Path generator = GoldenGenerator.file("generator_legacy32.pt");
  private Path encoder;
  private Path attributes;
  private Path attributeNames;
  private BoundarySource boundaries = BoundarySource.NONE;
  private Path modelCard;
  private TrainedPlaces trained;
  private WeightStorage storage = WeightStorage.FLOAT32;
  private String generatorKey;
  private boolean replace;

  Requests generator(Path file) {
    generator = file;
    return this;
  }

  Requests generatorKey(String key) {
    generatorKey = key;
    return this;
  }

  Requests replacing() {
    replace = true;
    return this;
  }

  Requests encoder(Path file) {
    encoder = file;
    return this;
  }

  Requests attributes(Path file, Path names) {
    attributes = file;
    attributeNames = names;
    return this;
  }

  Requests boundaries(Path file) {
    return boundaries(BoundarySource.of(List.of(file)));
  }

  Requests boundaries(BoundarySource source) {
    boundaries = source;
    return this;
  }

  Requests modelCard(Path file) {
    modelCard = file;
    return this;
  }

  Requests trained(TrainedPlaces places) {
    trained = places;
    return this;
  }

  Requests storage(WeightStorage kind) {
    storage = kind;
    return this;
  }

  ImportRequest to(Path output) {
    return ImportRequest.of(generator, output)
        .generatorKey(generatorKey)
        .encoder(encoder)
        .attributes(attributes, attributeNames)
        .boundaries(boundaries)
        .described("Test model", "CC0-1.0", "Random weights.")
        .modelCard(modelCard)
        .trained(trained)
        .storage(storage)
        .replacing(replace)
        .build();
  }
}
