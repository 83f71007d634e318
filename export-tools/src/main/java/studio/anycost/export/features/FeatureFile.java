package studio.anycost.export.features;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.io.Printable;

/**
 * A network in which pictures are compared, as one ONNX file: how it wants pictures and how its
 * layers are weighted stand in the file's metadata. Other programs can run the graph as it is.
 *
 * @param name for people
 * @param graph of one input, with the layers' outputs
 */
public record FeatureFile(
    String name, ImageInput input, List<FeatureLayer> layers, ModelProto graph) {
  /** The largest file that is read. */
  public static final int LIMIT = 512 << 20;

  private static final String VERSION_KEY = "anycost.features";
  private static final String VERSION = "1";
  private static final String NAME_KEY = "anycost.features.name";
  private static final String INPUT_KEY = "anycost.features.input";
  private static final String LAYERS_KEY = "anycost.features.layers";
  private static final String LAYER_KEY = "anycost.features.layer.";
  private static final String UNIT = "unit";
  private static final String PLAIN = "plain";
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int MOST_LAYERS = 64;

  public FeatureFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(input);
    layers = List.copyOf(layers);
    Objects.requireNonNull(graph);
    if (input.region().isPresent()) {
      throw new IllegalArgumentException("A feature file compares whole pictures.");
    }
  }

  /** The bytes of the file. */
  public byte[] toBytes() {
    ModelProto.Builder model = graph.toBuilder();
    put(model, VERSION_KEY, VERSION);
    put(model, NAME_KEY, name);
    put(
        model,
        INPUT_KEY,
        input.smallestSide()
            + " "
            + input.largestSide()
            + " "
            + input.black()
            + " "
            + input.white());
    put(
        model,
        LAYERS_KEY,
        layers.stream().map(FeatureLayer::output).collect(Collectors.joining(" ")));
    for (FeatureLayer layer : layers) {
      put(
          model,
          LAYER_KEY + layer.output(),
          (layer.normalized() ? UNIT : PLAIN)
              + layer.weights().stream().map(weight -> " " + weight).collect(Collectors.joining()));
    }
    return model.build().toByteArray();
  }

  private static void put(ModelProto.Builder model, String key, String value) {
    model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
  }

  /**
   * Reads the bytes of a file, which may be hostile.
   *
   * @param bytes at most {@link #LIMIT}
   * @param name how messages call the file
   * @throws InvalidGraphException if it is no graph that the studio runs, or no feature file
   */
  public static FeatureFile parse(byte[] bytes, String name) throws InvalidGraphException {
    ModelProto graph = OnnxGuard.parseForeign(bytes, name);
    Map<String, String> texts = new HashMap<>();
    for (StringStringEntryProto entry : graph.getMetadataPropsList()) {
      if (entry.getValue().length() <= LONGEST_TEXT) {
        texts.put(entry.getKey(), entry.getValue());
      }
    }
    if (!VERSION.equals(texts.get(VERSION_KEY))) {
      throw new InvalidGraphException(
          name, "it does not say how pictures are compared in it; import it again");
    }
    try {
      return new FeatureFile(Printable.of(texts.get(NAME_KEY)), input(texts), layers(texts), graph);
    } catch (RuntimeException e) {
      throw new InvalidGraphException(
          name, "it is damaged where it says how pictures are compared; import it again");
    }
  }

  private static ImageInput input(Map<String, String> texts) {
    String[] parts = texts.get(INPUT_KEY).split(" ");
    return new ImageInput(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Float.parseFloat(parts[2]),
        Float.parseFloat(parts[3]),
        Optional.empty());
  }

  private static List<FeatureLayer> layers(Map<String, String> texts) {
    String[] outputs = texts.get(LAYERS_KEY).split(" ");
    if (outputs.length > MOST_LAYERS) {
      throw new IllegalArgumentException("There are " + outputs.length + " layers.");
    }
    List<FeatureLayer> layers = new ArrayList<>();
    for (String output : outputs) {
      String[] words = texts.get(LAYER_KEY + output).split(" ");
      List<Float> weights = new ArrayList<>();
      for (int i = 1; i < words.length; i++) {
        weights.add(Float.parseFloat(words[i]));
      }
      layers.add(new FeatureLayer(output, UNIT.equals(words[0]), weights));
    }
    return layers;
  }
}
