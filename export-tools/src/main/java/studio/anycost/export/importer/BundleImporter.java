package studio.anycost.export.importer;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.boundaries.BoundaryReader;
import studio.anycost.export.boundaries.Direction;
import studio.anycost.export.boundaries.Directions;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.export.onnx.MappingGraphWriter;
import studio.anycost.export.onnx.StageGraph;
import studio.anycost.export.onnx.StageGraphWriter;
import studio.anycost.models.bundle.BundleWriter;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.NoiseInput;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.io.SafeTensors;

/** Imports checkpoints of StyleGAN2 and anycost generators as a model bundle. */
public final class BundleImporter {
  private static final String MAPPING = "mapping.onnx";
  private static final String ENCODER = "encoder.onnx";
  private static final String ATTRIBUTES = "attributes.onnx";
  private static final String BOUNDARIES = "boundaries.safetensors";
  private static final String NOISE = "noise.safetensors";
  private static final String MODEL_CARD = "MODEL_CARD.md";

  private final ImportRequest request;
  private final ImportSteps steps;
  private final BundleWriter writer;
  private final FoundGenerator found;
  private final GeneratorSpec spec;
  private final TensorTable tensors;
  private final List<String> notices;

  private BundleImporter(
      ImportRequest request, ImportSteps steps, BundleWriter writer, FoundGenerator found) {
    this.request = request;
    this.steps = steps;
    this.writer = writer;
    this.found = found;
    this.spec = found.spec();
    this.tensors = found.tensors();
    this.notices = new ArrayList<>(found.notices());
  }

  /**
   * Imports. Blocks; the same files give the same bundle, bit by bit. Until it returns, what was at
   * the output stays as it was.
   *
   * @throws ImportException if what was given does not fit together
   * @throws CheckpointException if a checkpoint cannot be read or does not hold what is needed
   * @throws IOException if the bundle cannot be written; a BundleException if the output is taken
   * @throws CancellationException if cancelled; nothing remains
   */
  public static ImportReport run(ImportRequest request, TaskContext<?> context) throws IOException {
    ImportSteps steps = ImportSteps.whole(context);
    ImportReport report = run(request, steps);
    steps.finished();
    return report;
  }

  /** The same as a part of something longer. */
  static ImportReport run(ImportRequest request, ImportSteps steps) throws IOException {
    requirePairs(request);
    steps.report(0, "Reading the generator");
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(request.generator())) {
      return run(GeneratorFinder.find(checkpoint, request.generatorKey()), request, steps);
    }
  }

  /**
   * Imports as {@link #run(ImportRequest, TaskContext)} does, with tensors that are there already;
   * the request's generator only names them in messages.
   *
   * @param generator the tensors under the names of the public PyTorch implementation
   */
  public static ImportReport run(
      TensorTable generator, ImportRequest request, TaskContext<?> context) throws IOException {
    requirePairs(request);
    ImportSteps steps = ImportSteps.whole(context);
    ImportReport report = run(FoundGenerator.of(generator), request, steps);
    steps.finished();
    return report;
  }

  private static ImportReport run(FoundGenerator found, ImportRequest request, ImportSteps steps)
      throws IOException {
    try (BundleWriter writer = writer(request)) {
      return new BundleImporter(request, steps, writer, found).writeBundle();
    }
  }

  static BundleWriter writer(ImportRequest request) throws IOException {
    return request.replace()
        ? BundleWriter.replacing(request.output())
        : BundleWriter.to(request.output());
  }

  private static void requirePairs(ImportRequest request) throws ImportException {
    if (request.attributes().isPresent() != request.attributeNames().isPresent()) {
      throw new ImportException(
          "An attribute predictor and the file with its attribute names belong together: give both"
              + " or neither.");
    }
  }

  /** The parts that may not fit come first, so that a mistake shows at once. */
  private ImportReport writeBundle() throws IOException {
    List<Direction> directions = directions();
    Optional<String> givenCard =
        request.modelCard().isPresent()
            ? Optional.of(TextFiles.read(request.modelCard().get()))
            : Optional.empty();
    Optional<Consistency> trained =
        request.trained().isPresent()
            ? Optional.of(request.trained().get().table(spec.channels()))
            : Optional.empty();
    Optional<Manifest.Attributes> attributes = attributes(steps.part(0, 0.1));
    Optional<String> encoder = encoder(steps.part(0.1, 0.25));
    Map<String, SafeTensors.Tensor> noise = new LinkedHashMap<>();
    List<StageEntry> stages = stages(noise, steps.part(0.25, 0.6));
    steps.report(0.6, "Writing the mapping");
    add(MAPPING, MappingGraphWriter.write(spec, tensors, request.storage()));
    StyleStatistics statistics =
        StyleStatistics.measure(
            new MappingNetwork(spec, tensors),
            spec.styleDimension(),
            directions,
            steps.part(0.65, 0.95));
    Manifest manifest =
        new Manifest(
                request.name(),
                request.licence(),
                request.provenance(),
                Manifest.GeneratorShape.of(
                    spec.channels(), spec.styleDimension(), spec.mappingLayers()),
                listed(found.meanStyle().orElse(statistics.mean())),
                stages,
                MAPPING,
                encoder,
                attributes,
                boundaries(directions, statistics),
                noise(noise),
                Optional.of(MODEL_CARD),
                Map.of())
            .withConsistency(trained);
    String card = givenCard.orElseGet(() -> ModelCard.write(manifest));
    writer.add(MODEL_CARD, card.getBytes(StandardCharsets.UTF_8));
    steps.report(0.95, "Checking the bundle");
    writer.finish(manifest);
    return new ImportReport(notices);
  }

  private Optional<Manifest.Attributes> attributes(ImportSteps part) throws IOException {
    if (request.attributes().isEmpty()) {
      return Optional.empty();
    }
    part.report(0, "Reading the attribute predictor");
    Path namesFile = request.attributeNames().orElseThrow();
    List<String> names = TextFiles.readNames(namesFile);
    add(
        ATTRIBUTES,
        NetworkGraphs.attributes(request.attributes().get(), namesFile, names, request.storage()));
    return Optional.of(new Manifest.Attributes(ATTRIBUTES, names));
  }

  private Optional<String> encoder(ImportSteps part) throws IOException {
    if (request.encoder().isEmpty()) {
      return encoderBesideTheGenerator();
    }
    part.report(0, "Reading the encoder");
    return addEncoder(
        NetworkGraphs.encoder(
            request.encoder().get(),
            spec.channels().styleCount(),
            spec.styleDimension(),
            request.storage()));
  }

  /** Nobody asked for it, so that one that cannot be run is left out. */
  private Optional<String> encoderBesideTheGenerator() throws IOException {
    found.encoder().leftOut().ifPresent(notices::add);
    if (found.encoder().tensors().isEmpty()) {
      return Optional.empty();
    }
    try {
      return addEncoder(
          NetworkGraphs.encoder(
              found.encoder().tensors().get(),
              spec.channels().styleCount(),
              spec.styleDimension(),
              request.storage()));
    } catch (CheckpointException e) {
      notices.add("The encoder in the file was left out: " + e.sentence());
      return Optional.empty();
    }
  }

  private Optional<String> addEncoder(ModelProto graph) throws IOException {
    add(ENCODER, graph);
    return Optional.of(ENCODER);
  }

  private List<StageEntry> stages(Map<String, SafeTensors.Tensor> noise, ImportSteps part)
      throws IOException {
    StageGraphWriter graphs = new StageGraphWriter(spec, tensors, request.storage());
    List<Integer> resolutions = Resolutions.upTo(spec.resolution());
    List<StageEntry> stages = new ArrayList<>();
    for (int resolution : resolutions) {
      part.report(
          (double) stages.size() / resolutions.size(),
          "Writing the stage of " + resolution + " px");
      StageGraph stage = graphs.write(resolution);
      String file = "stages/stage-%04d.onnx".formatted(resolution);
      add(file, stage.model());
      List<NoiseInput> inputs =
          stage.fixedNoise().keySet().stream()
              .sorted(Comparator.comparingInt(StageNames::convolutionOfNoise))
              .map(name -> new NoiseInput(name, resolution))
              .toList();
      for (NoiseInput input : inputs) {
        noise.put(
            input.name(),
            new SafeTensors.Tensor(
                new int[] {1, 1, resolution, resolution}, stage.fixedNoise().get(input.name())));
      }
      stages.add(StageEntry.of(resolution, file, inputs));
    }
    return stages;
  }

  private static List<Float> listed(float[] style) {
    List<Float> result = new ArrayList<>();
    for (float value : style) {
      result.add(value);
    }
    return result;
  }

  private List<Direction> directions() throws IOException {
    Directions boundaries =
        BoundaryReader.read(
            request.boundaries(), spec.styleDimension(), spec.channels().styleCount());
    notices.addAll(boundaries.notices());
    return boundaries.directions();
  }

  private Optional<Manifest.Boundaries> boundaries(
      List<Direction> directions, StyleStatistics statistics) throws IOException {
    if (directions.isEmpty()) {
      return Optional.empty();
    }
    Map<String, SafeTensors.Tensor> content = new LinkedHashMap<>();
    List<Manifest.BoundaryEntry> entries = new ArrayList<>();
    for (Boundary boundary : statistics.boundaries(directions)) {
      float[] values = boundary.toArray();
      int[] shape = {boundary.rows(), values.length / boundary.rows()};
      content.put(boundary.name(), new SafeTensors.Tensor(shape, values));
      entries.add(
          new Manifest.BoundaryEntry(
              boundary.name(), boundary.standardDeviation(), boundary.validation()));
    }
    writer.add(BOUNDARIES, SafeTensors.toBytes(content));
    return Optional.of(new Manifest.Boundaries(BOUNDARIES, entries));
  }

  private Optional<String> noise(Map<String, SafeTensors.Tensor> noise) throws IOException {
    if (noise.isEmpty()) {
      return Optional.empty();
    }
    writer.add(NOISE, SafeTensors.toBytes(noise));
    return Optional.of(NOISE);
  }

  private void add(String file, ModelProto graph) throws IOException {
    writer.add(file, graph.toByteArray());
  }
}
