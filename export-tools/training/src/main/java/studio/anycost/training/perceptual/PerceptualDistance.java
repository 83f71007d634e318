package studio.anycost.training.perceptual;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.export.features.FeatureFile;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

/**
 * The distance of pictures in the features of a network, of LPIPS' form: the channels of every
 * place at unit length, squared differences, weighted, summed over channels, averaged over places,
 * summed over layers. With the network of LPIPS on VGG-16 it is LPIPS; with the one that comes
 * along it is not, and numbers of the two do not compare. Owns its network.
 */
public final class PerceptualDistance implements AutoCloseable {
  private static final String BUILT_IN = "perceptual_mobilenetv2.onnx";
  private static final String BUILT_IN_NAME = "MobileNetV2 (built in)";
  private static final List<String> BUILT_IN_LAYERS = List.of("f1", "f2", "f3", "f4", "f5");
  private static final ImageInput BUILT_IN_INPUT =
      new ImageInput(16, 256, 0, 255, Optional.empty());

  // What LPIPS adds to a length, squared: under the root, where it also keeps the gradient of a
  // place without any activation from being no number.
  private static final double NO_LENGTH = 1e-20;

  private final String name;
  private final ImageInput input;
  private final List<FeatureLayer> layers;
  private final FeatureGraph graph;

  private PerceptualDistance(
      String name, ImageInput input, List<FeatureLayer> layers, FeatureGraph graph) {
    this.name = name;
    this.input = input;
    this.layers = layers;
    this.graph = graph;
  }

  /** The distance that comes along: the studio's own, on a MobileNetV2 of ImageNet. */
  public static PerceptualDistance builtIn() throws IOException {
    try (InputStream in = PerceptualDistance.class.getResourceAsStream(BUILT_IN)) {
      List<FeatureLayer> layers =
          BUILT_IN_LAYERS.stream()
              .map(layer -> FeatureLayer.of(layer, true, 1f / BUILT_IN_LAYERS.size()))
              .toList();
      FeatureGraph graph =
          FeatureGraph.of(
              OnnxGuard.parse(in.readAllBytes(), BUILT_IN_NAME), BUILT_IN_LAYERS, BUILT_IN_NAME);
      return new PerceptualDistance(BUILT_IN_NAME, BUILT_IN_INPUT, layers, graph);
    }
  }

  /**
   * The distance of a feature file, as {@code import-features} of the studio writes it.
   *
   * @throws IOException with a sentence if it is none or needs an operator that is not known here
   */
  public static PerceptualDistance of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    if (Files.size(file) > FeatureFile.LIMIT) {
      throw new IOException(file + " is too large for a network to compare pictures in.");
    }
    return of(FeatureFile.parse(Files.readAllBytes(file), file.toString()));
  }

  /** The same, read already. */
  static PerceptualDistance of(FeatureFile file) throws IOException {
    List<String> outputs = file.layers().stream().map(FeatureLayer::output).toList();
    FeatureGraph graph = FeatureGraph.of(file.graph(), outputs, file.name());
    return new PerceptualDistance(file.name(), file.input(), file.layers(), graph);
  }

  /** The network's name, for people. */
  public String name() {
    return name;
  }

  /**
   * The distance of each picture from the one at its place. Pictures are clamped to -1..1, and what
   * is larger or smaller than the network sees is resampled bilinearly, as the public
   * implementation does it.
   *
   * @param pictures {@code [batch, 3, size, size]}
   * @param targets the same shape; they get no gradient
   * @return {@code [batch]}
   */
  public Tensor of(Tensor pictures, Tensor targets) {
    List<Tensor> features = graph.run(seen(pictures));
    List<Tensor> wanted = Scopes.withoutGradients(() -> graph.run(seen(targets)));
    Tensor sum = null;
    for (int i = 0; i < layers.size(); i++) {
      Tensor term = distance(layers.get(i), features.get(i), wanted.get(i));
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }

  /**
   * The mean features of pictures over all places in the last layer, for statistics of many
   * pictures.
   *
   * @return {@code [batch, channels]}
   */
  public Tensor features(Tensor pictures) {
    List<Tensor> all = graph.run(seen(pictures));
    return all.get(all.size() - 1).mean(new long[] {2, 3}, false, new ScalarTypeOptional());
  }

  private Tensor seen(Tensor pictures) {
    Tensor clamped = Tensors.clamp(pictures, -1, 1);
    Tensor sized = Sizes.bilinear(clamped, input.sideOf((int) pictures.size(3)));
    double half = (input.white() - input.black()) / 2;
    return sized.mul(Tensors.scalar(half)).add(Tensors.scalar(half + input.black()));
  }

  private static Tensor distance(FeatureLayer layer, Tensor features, Tensor wanted) {
    Tensor square = unit(layer, features).sub(unit(layer, wanted)).square();
    int count = layer.weights().size();
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = layer.weights().get(i);
    }
    Tensor weight = Tensors.of(weights, 1, count, 1, 1).to(features.scalar_type());
    return square.mul(weight).sum(1).mean(new long[] {1, 2}, false, new ScalarTypeOptional());
  }

  private static Tensor unit(FeatureLayer layer, Tensor features) {
    if (!layer.normalized()) {
      return features;
    }
    Tensor length =
        features
            .square()
            .sum(new long[] {1}, true, new ScalarTypeOptional())
            .add(Tensors.scalar(NO_LENGTH))
            .sqrt();
    return features.div(length);
  }

  /** Frees the network. */
  @Override
  public void close() {
    graph.close();
  }
}
