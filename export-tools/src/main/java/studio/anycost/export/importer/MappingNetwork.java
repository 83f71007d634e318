package studio.anycost.export.importer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.export.onnx.MappingGraphReader;
import studio.anycost.export.onnx.WeightReader;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.OnnxGuard;

/**
 * The mapping z to w in plain Java, from the weights of a checkpoint or of a bundle: pixel norm,
 * then equalised linear layers with learning-rate multiplier 0.01, leaky ReLU 0.2 and gain sqrt 2
 * (Karras et al., StyleGAN2).
 *
 * <p>Not the graph in ONNX Runtime, whose sums depend on the processor: what is measured with this
 * goes into the manifest, and a bundle's identity must not depend on where it was made.
 */
final class MappingNetwork {
  private static final double LEARNING_RATE_MULTIPLIER = 0.01;
  private static final double GAIN = Math.sqrt(2);

  private final int dimension;

  /** The weights by layer and input. */
  private final float[][][] columns;

  private final float[][] biases;

  MappingNetwork(GeneratorSpec spec, TensorTable tensors) throws CheckpointException {
    this(spec.styleDimension(), spec.mappingLayers());
    WeightReader weights = new WeightReader(tensors);
    double scale = LEARNING_RATE_MULTIPLIER / Math.sqrt(dimension) * GAIN;
    for (int layer = 0; layer < columns.length; layer++) {
      String name = "style." + (layer + 1);
      columns[layer] = transposed(weights.scaled(scale, name + ".weight", dimension, dimension));
      biases[layer] = weights.scaled(LEARNING_RATE_MULTIPLIER * GAIN, name + ".bias", dimension);
    }
  }

  /**
   * The mapping of a bundle.
   *
   * @throws ImportException if its graph does not have the form that the importer gives it
   */
  static MappingNetwork of(ModelBundle bundle) throws IOException {
    Manifest.GeneratorShape shape = bundle.manifest().generator();
    String file = bundle.manifest().mapping();
    MappingGraphReader graph =
        new MappingGraphReader(OnnxGuard.parse(bundle.read(file), file + " of " + bundle.title()));
    if (!graph.hasLayers(shape.mappingLayers())) {
      throw unknownMapping(bundle);
    }
    MappingNetwork result = new MappingNetwork(shape.styleDimension(), shape.mappingLayers());
    for (int layer = 0; layer < result.columns.length; layer++) {
      Optional<float[]> weight = graph.weight(layer + 1, result.dimension);
      Optional<float[]> bias = graph.bias(layer + 1, result.dimension);
      if (weight.isEmpty() || bias.isEmpty()) {
        throw unknownMapping(bundle);
      }
      result.columns[layer] = result.transposed(weight.get());
      result.biases[layer] = bias.get();
    }
    return result;
  }

  private static ImportException unknownMapping(ModelBundle bundle) {
    return new ImportException(
        "The bundle "
            + bundle.title()
            + " has a mapping that was not written by this studio, so that nothing can be measured"
            + " along boundaries. Import the model again, with them.");
  }

  private MappingNetwork(int dimension, int layers) {
    this.dimension = dimension;
    this.columns = new float[layers][][];
    this.biases = new float[layers][];
  }

  private float[][] transposed(float[] rows) {
    float[][] result = new float[dimension][dimension];
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column < dimension; column++) {
        result[column][row] = rows[row * dimension + column];
      }
    }
    return result;
  }

  /** Maps some z, each of length = style dimension; returns new arrays in the same order. */
  List<float[]> map(List<float[]> latents) {
    List<float[]> batch = latents.stream().map(this::normalised).toList();
    for (int layer = 0; layer < columns.length; layer++) {
      batch = layer(batch, columns[layer], biases[layer]);
    }
    return batch;
  }

  private float[] normalised(float[] z) {
    double square = 0;
    for (float value : z) {
      square += (double) value * value;
    }
    double factor = 1 / Math.sqrt(square / dimension + 1e-8);
    float[] x = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      x[i] = (float) (z[i] * factor);
    }
    return x;
  }

  /** A few columns of the weight at a time for the whole batch, as they stay in the cache. */
  private List<float[]> layer(List<float[]> batch, float[][] weight, float[] bias) {
    List<float[]> result = batch.stream().map(x -> bias.clone()).toList();
    int in = 0;
    for (; in + 4 <= dimension; in += 4) {
      for (int sample = 0; sample < batch.size(); sample++) {
        addFourScaled(result.get(sample), weight, in, batch.get(sample));
      }
    }
    for (; in < dimension; in++) {
      for (int sample = 0; sample < batch.size(); sample++) {
        addScaled(result.get(sample), weight, in, batch.get(sample));
      }
    }
    for (float[] y : result) {
      for (int out = 0; out < dimension; out++) {
        y[out] = y[out] < 0 ? 0.2f * y[out] : y[out];
      }
    }
    return result;
  }

  /**
   * Along the outputs: without a sum in the loop, and with one index for all arrays, the compiler
   * can use wide registers. With the columns in one array it is five times as slow.
   */
  private static void addFourScaled(float[] y, float[][] weight, int in, float[] x) {
    float[] first = weight[in];
    float[] second = weight[in + 1];
    float[] third = weight[in + 2];
    float[] fourth = weight[in + 3];
    float a = x[in];
    float b = x[in + 1];
    float c = x[in + 2];
    float d = x[in + 3];
    for (int i = 0; i < y.length; i++) {
      y[i] += a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
    }
  }

  private static void addScaled(float[] y, float[][] weight, int in, float[] x) {
    float[] column = weight[in];
    float a = x[in];
    for (int i = 0; i < y.length; i++) {
      y[i] += a * column[i];
    }
  }
}
