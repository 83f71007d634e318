package studio.anycost.training.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.checkpoint.ComputedTensor;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.StageNames;
import studio.anycost.training.resnet.ResNet;

/** The networks of a bundle as tensors under their public names: what the importer did, undone. */
final class BundleNetworks {
  private static final double GAIN = Math.sqrt(2);
  private static final double MAPPING_RATE = 0.01;
  private static final double NORM_EPSILON = 1e-5;

  private final ModelBundle bundle;
  private final Manifest manifest;
  private final Map<String, ComputedTensor> tensors = new LinkedHashMap<>();

  private BundleNetworks(ModelBundle bundle) {
    this.bundle = bundle;
    this.manifest = bundle.manifest();
  }

  private TensorTable table(String title) {
    return TensorTable.computed(Path.of(bundle.title()), title, tensors);
  }

  private void put(String name, float[] values, List<Long> shape) {
    tensors.put(name, new ComputedTensor(shape, values::clone));
  }

  private void put(String name, float[] values, long... shape) {
    put(name, values, Arrays.stream(shape).boxed().toList());
  }

  /** The shape of the generator. */
  static GeneratorSpec spec(ModelBundle bundle) {
    Manifest.GeneratorShape shape = bundle.manifest().generator();
    return new GeneratorSpec(shape.channelTable(), shape.styleDimension(), shape.mappingLayers());
  }

  /**
   * The generator.
   *
   * @throws IOException with a sentence if the bundle was not written by the studio's importer
   */
  static TensorTable generator(ModelBundle bundle) throws IOException {
    BundleNetworks networks = new BundleNetworks(bundle);
    networks.addMapping();
    Map<Integer, GraphWeights> stages = new LinkedHashMap<>();
    for (StageEntry stage : bundle.stages()) {
      stages.put(stage.resolution(), new GraphWeights(bundle, stage.file()));
    }
    networks.addStages(stages);
    return networks.table("the generator");
  }

  private void addMapping() throws IOException {
    long dimension = manifest.generator().styleDimension();
    GraphWeights mapping = new GraphWeights(bundle, manifest.mapping());
    double scale = MAPPING_RATE / Math.sqrt(dimension) * GAIN;
    for (int layer = 1; layer <= manifest.generator().mappingLayers(); layer++) {
      String name = "style." + layer;
      put(
          name + ".weight",
          mapping.scaled(name + ".weight", 1 / scale),
          mapping.shape(name + ".weight"));
      put(
          name + ".bias",
          mapping.scaled(name + ".bias", 1 / (MAPPING_RATE * GAIN)),
          mapping.shape(name + ".bias"));
    }
  }

  private void addStages(Map<Integer, GraphWeights> stages) throws IOException {
    ChannelTable table = manifest.generator().channelTable();
    List<Integer> widths = table.uniform(1.0, table.resolution()).widths();
    Map<String, float[]> noise = bundle.fixedNoise();
    GraphWeights first = stages.get(Resolutions.LOWEST);
    put("input.input", first.scaled("input.input", 1), first.shape("input.input"));
    addStyled(first, "conv1", 0, widths, false, noise);
    addColours(first, "to_rgb1", widths.get(1));
    int convolution = 1;
    int block = 0;
    for (Map.Entry<Integer, GraphWeights> stage : stages.entrySet()) {
      if (stage.getKey() > Resolutions.LOWEST) {
        GraphWeights graph = stage.getValue();
        addStyled(graph, "convs." + (convolution - 1), convolution, widths, true, noise);
        addStyled(graph, "convs." + convolution, convolution + 1, widths, false, noise);
        addColours(graph, "to_rgbs." + block, widths.get(convolution + 2));
        convolution += 2;
        block++;
      }
    }
  }

  private void addStyled(
      GraphWeights graph,
      String name,
      int index,
      List<Integer> widths,
      boolean upsampling,
      Map<String, float[]> noise)
      throws IOException {
    int in = widths.get(index);
    int out = widths.get(index + 1);
    float[] weight = graph.scaled(name + ".conv.weight", Math.sqrt(in * 9.0));
    put(name + ".conv.weight", upsampling ? swapped(weight, in, out) : weight, 1, out, in, 3, 3);
    addModulation(graph, name, in);
    put(name + ".activate.bias", graph.scaled(name + ".activate.bias", 1 / GAIN), out);
    String strength = name + ".noise.weight";
    put(strength, graph.contains(strength) ? graph.scaled(strength, 1 / GAIN) : new float[1], 1);
    float[] map = noise.get(StageNames.noise(index));
    if (map != null) {
      long side = Math.round(Math.sqrt(map.length));
      put("noises.noise_" + index, map, 1, 1, side, side);
    }
  }

  private void addModulation(GraphWeights graph, String name, int in) throws IOException {
    long dimension = manifest.generator().styleDimension();
    String key = name + ".conv.modulation";
    put(key + ".weight", graph.scaled(key + ".weight", Math.sqrt(dimension)), in, dimension);
    put(key + ".bias", graph.scaled(key + ".bias", 1), in);
  }

  private void addColours(GraphWeights graph, String name, int in) throws IOException {
    put(name + ".conv.weight", graph.scaled(name + ".conv.weight", Math.sqrt(in)), 1, 3, in, 1, 1);
    addModulation(graph, name, in);
    put(name + ".bias", graph.scaled(name + ".bias", 1), 1, 3, 1, 1);
  }

  /** A transposed convolution's weight as that of a convolution. */
  private static float[] swapped(float[] values, int in, int out) {
    float[] swapped = new float[values.length];
    int run = values.length / (in * out);
    for (int a = 0; a < in; a++) {
      for (int b = 0; b < out; b++) {
        System.arraycopy(values, (a * out + b) * run, swapped, (b * in + a) * run, run);
      }
    }
    return swapped;
  }

  /**
   * The encoder, with its mean style. Its normalisation was folded into the convolutions: it is
   * there, and does nothing but shift.
   *
   * @throws IOException with a sentence if there is none, or if the studio's importer did not write
   *     it
   */
  static TensorTable encoder(ModelBundle bundle) throws IOException {
    String file =
        bundle
            .manifest()
            .encoder()
            .orElseThrow(() -> new IOException("The model " + bundle.title() + " has no encoder."));
    BundleNetworks networks = new BundleNetworks(bundle);
    float[] mean = new float[bundle.manifest().meanStyle().size()];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = bundle.manifest().meanStyle().get(i);
    }
    networks.addResNet(new GraphWeights(bundle, file), mean);
    networks.put(ResNet.MEAN_STYLE, mean, mean.length);
    return networks.table("the encoder");
  }

  /**
   * The attribute predictor, folded as the encoder is.
   *
   * @throws IOException with a sentence if there is none, or if the studio's importer did not write
   *     it
   */
  static TensorTable attributes(ModelBundle bundle) throws IOException {
    Manifest.Attributes attributes =
        bundle
            .manifest()
            .attributes()
            .orElseThrow(
                () ->
                    new IOException(
                        "The model " + bundle.title() + " has no attribute predictor."));
    BundleNetworks networks = new BundleNetworks(bundle);
    networks.addResNet(new GraphWeights(bundle, attributes.file()), new float[1]);
    return networks.table("the attribute predictor");
  }

  private void addResNet(GraphWeights graph, float[] mean) throws IOException {
    String prefix = prefix(graph);
    List<String> convolutions = new ArrayList<>();
    for (String name : graph.names()) {
      if (name.startsWith(prefix) && name.endsWith(".weight") && !name.endsWith("fc.weight")) {
        convolutions.add(name.substring(prefix.length(), name.length() - ".weight".length()));
      }
    }
    for (String name : convolutions) {
      List<Long> shape = graph.shape(prefix + name + ".weight");
      put(name + ".weight", graph.scaled(prefix + name + ".weight", 1), shape);
      long out = shape.get(0);
      String norm = normOf(name);
      put(norm + ".bias", graph.scaled(prefix + name + ".bias", 1), out);
      put(norm + ".weight", filled(out, 1), out);
      put(norm + ".running_mean", filled(out, 0), out);
      put(norm + ".running_var", filled(out, (float) (1 - NORM_EPSILON)), out);
    }
    put("fc.weight", graph.scaled(prefix + "fc.weight", 1), graph.shape(prefix + "fc.weight"));
    float[] bias = graph.scaled(prefix + "fc.bias", 1);
    for (int i = 0; i < bias.length; i++) {
      bias[i] -= mean[i % mean.length];
    }
    put("fc.bias", bias, bias.length);
  }

  private static String prefix(GraphWeights graph) {
    return graph.names().stream()
        .filter(name -> name.endsWith("fc.weight"))
        .findFirst()
        .map(name -> name.substring(0, name.length() - "fc.weight".length()))
        .orElse("");
  }

  /** The normalisation behind a convolution, by torchvision's names. */
  private static String normOf(String convolution) {
    return convolution.endsWith(".0")
        ? convolution.substring(0, convolution.length() - 1) + "1"
        : convolution.replaceFirst("conv([0-9]+)$", "bn$1");
  }

  private static float[] filled(long count, float value) {
    float[] values = new float[Math.toIntExact(count)];
    Arrays.fill(values, value);
    return values;
  }
}
