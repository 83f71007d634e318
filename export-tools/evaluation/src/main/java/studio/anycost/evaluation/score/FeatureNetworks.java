package studio.anycost.evaluation.score;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Port;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.export.features.FeatureFile;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.OnnxGuard;

/** Opens networks for the features of pictures. */
public final class FeatureNetworks {
  private static final String METADATA = "anycost.features";

  /** What Inception v3 sees, where a graph leaves it free. */
  private static final int USUAL_SIDE = 299;

  /** What published predictors see. */
  private static final int PREDICTOR_SIDE = 256;

  private final Networks networks;

  /**
   * @param networks of the session manager
   */
  public FeatureNetworks(Networks networks) {
    this.networks = networks;
  }

  /**
   * A network of a file. Pictures are handed over in -1..1, or as its metadata say where the studio
   * wrote them; at the side that its input has.
   *
   * @param output whose values are taken; the only one, or the last layer of the metadata, if empty
   * @param side of pictures where the graph leaves it free; 299 if empty
   * @throws IOException with a sentence if the file is no graph that the studio runs, or does not
   *     take a picture
   */
  public FeatureExtractor open(Path file, Optional<String> output, OptionalInt side)
      throws IOException {
    byte[] bytes = SafeFiles.read(file, FeatureFile.LIMIT);
    String name = String.valueOf(file.getFileName());
    ModelProto graph = OnnxGuard.parseForeign(bytes, file.toString());
    Network network = networks.open(name, bytes);
    ImageInput input = ImageInput.of(side(network, file.toString(), side, USUAL_SIDE), -1, 1);
    Optional<String> usual = usual(network);
    if (graph.getMetadataPropsList().stream()
        .map(StringStringEntryProto::getKey)
        .anyMatch(METADATA::equals)) {
      FeatureFile known = FeatureFile.parse(bytes, file.toString());
      ImageInput said = known.input();
      int allowed = said.sideOf(side.orElse(said.largestSide()));
      input = ImageInput.of(allowed, said.black(), said.white());
      usual = Optional.of(known.layers().get(known.layers().size() - 1).output());
    }
    String taken = output.isPresent() ? output.get() : usual.orElse("");
    requireOutput(network, taken, file);
    return new FeatureExtractor(
        graph(new FeatureOrigin(name, taken, false), name, bytes, input), network);
  }

  private static Optional<String> usual(Network network) {
    List<Port> outputs = network.outputs();
    return outputs.size() == 1 ? Optional.of(outputs.get(0).name()) : Optional.empty();
  }

  private static void requireOutput(Network network, String output, Path file) throws IOException {
    if (network.outputs().stream().noneMatch(port -> port.name().equals(output))) {
      throw new IOException(
          file
              + (output.isEmpty()
                  ? " has several outputs: choose one with --features-output, "
                  : " has no output '" + output + "': there are ")
              + network.outputs().stream()
                  .map(Port::name)
                  .limit(10)
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static int side(Network network, String file, OptionalInt wanted, int usual)
      throws IOException {
    List<Long> shape = network.inputs().get(0).shape();
    if (network.inputs().size() != 1
        || shape.size() != 4
        || shape.get(1) > 0 && shape.get(1) != 3
        || shape.get(2) > 0 && shape.get(3) > 0 && !shape.get(2).equals(shape.get(3))) {
      throw new IOException(
          file + " does not take one square picture of three colours [n, 3, side, side].");
    }
    long side = Math.max(shape.get(2), shape.get(3));
    if (side > 0 && wanted.isPresent() && wanted.getAsInt() != side) {
      throw new IOException(
          file + " takes pictures of " + side + " px: leave --features-side out.");
    }
    return side > 0 ? Math.toIntExact(Math.min(side, 1 << 20)) : wanted.orElse(usual);
  }

  /**
   * The model's own attribute predictor as a stand-in: the values before its last linear layer, or
   * its logits if there is none to be seen.
   *
   * @return empty if the model has no predictor
   * @throws IOException if it cannot be read
   */
  public Optional<FeatureExtractor> standIn(ModelBundle bundle) throws IOException {
    Optional<Manifest.Attributes> attributes = bundle.manifest().attributes();
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    String file = attributes.get().file();
    ModelProto graph = OnnxGuard.parse(bundle.read(file), file);
    Penultimate penultimate = Penultimate.of(graph);
    String name = "attribute predictor";
    byte[] bytes = penultimate.graph().toByteArray();
    Network network = networks.open(name, bytes);
    FeatureOrigin origin =
        new FeatureOrigin(
            "the model's own attribute predictor, " + penultimate.words(),
            penultimate.output(),
            true);
    ImageInput input =
        ImageInput.of(side(network, file, OptionalInt.empty(), PREDICTOR_SIDE), -1, 1);
    return Optional.of(new FeatureExtractor(graph(origin, name, bytes, input), network));
  }

  private static FeatureGraph graph(
      FeatureOrigin about, String name, byte[] onnx, ImageInput input) {
    return new FeatureGraph(about, name, onnx, input.largestSide(), input.black(), input.white());
  }
}
