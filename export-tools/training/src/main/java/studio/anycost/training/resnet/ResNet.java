package studio.anycost.training.resnet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.resnet.ResNetSpec;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** A ResNet with batch normalisation, under torchvision's names. */
public final class ResNet implements AutoCloseable {
  /** The buffer that an encoder has beside it: what its last layer is added to. */
  public static final String MEAN_STYLE = "mean_latent";

  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;

  private final ResNetSpec spec;
  private final Weights weights = new Weights();

  /** A network with torchvision's first weights, drawn from libtorch's random numbers. */
  public ResNet(ResNetSpec spec) {
    this.spec = spec;
    Scopes.run(this::begin);
  }

  /**
   * The network of a table, without any prefix, with its mean style if it has one.
   *
   * @throws CheckpointException naming what is missing or does not fit
   */
  public static ResNet of(TensorTable table) throws CheckpointException {
    ResNetSpec found = ResNetSpec.infer(table);
    TensorTable own = table.below(found.prefix(), table.title());
    ResNet net = new ResNet(ResNetSpec.infer(own));
    try {
      if (table.contains(MEAN_STYLE)) {
        long length = table.require(MEAN_STYLE, -1).elementCount();
        net.setMeanStyle(new float[(int) length]);
        own = own.with(Map.of(MEAN_STYLE, table.require(MEAN_STYLE)));
      }
      net.weights.load(own);
      return net;
    } catch (CheckpointException e) {
      net.close();
      throw e;
    }
  }

  private void begin() {
    beginConvolution("conv1", "bn1", spec.stemWidth(), 3, 7);
    for (ResNetSpec.Block block : spec.blocks()) {
      String name = block.name();
      boolean bottleneck = block.isBottleneck();
      int second = bottleneck ? block.middle() : block.out();
      beginConvolution(
          name + ".conv1", name + ".bn1", block.width(), block.in(), bottleneck ? 1 : 3);
      beginConvolution(name + ".conv2", name + ".bn2", second, block.width(), 3);
      if (bottleneck) {
        beginConvolution(name + ".conv3", name + ".bn3", block.out(), second, 1);
      }
      if (block.projected()) {
        beginConvolution(
            name + ".downsample.0", name + ".downsample.1", block.out(), block.in(), 1);
      }
    }
    double bound = 1 / Math.sqrt(spec.features());
    weights.addParameter("fc.weight", uniform(bound, spec.outputs(), spec.features()));
    weights.addParameter("fc.bias", uniform(bound, spec.outputs()));
  }

  private void beginConvolution(String name, String norm, long out, long in, long side) {
    double deviation = Math.sqrt(2.0 / (out * side * side));
    weights.addParameter(
        name + ".weight", torch.randn(out, in, side, side).mul(Tensors.scalar(deviation)));
    weights.addParameter(norm + ".weight", torch.ones(out));
    weights.addParameter(norm + ".bias", torch.zeros(out));
    weights.addBuffer(norm + ".running_mean", torch.zeros(out));
    weights.addBuffer(norm + ".running_var", torch.ones(out));
  }

  private static Tensor uniform(double bound, long... shape) {
    return torch.rand(shape).mul(Tensors.scalar(2 * bound)).sub(Tensors.scalar(bound));
  }

  /** Its shape. */
  public ResNetSpec spec() {
    return spec;
  }

  /** Its tensors under their public names; they stay the network's. */
  public Weights weights() {
    return weights;
  }

  /** Gives it the buffer that makes it an encoder. */
  public void setMeanStyle(float[] mean) {
    Scopes.run(() -> weights.addBuffer(MEAN_STYLE, Tensors.of(mean, mean.length)));
  }

  /** What its last layer is added to, {@code [styleDim]}; empty if it is no encoder. */
  public Optional<Tensor> meanStyle() {
    return weights.bufferNames().contains(MEAN_STYLE)
        ? Optional.of(weights.get(MEAN_STYLE))
        : Optional.empty();
  }

  /**
   * The last layer, with the statistics of this batch, which move those that are kept by a tenth.
   *
   * @param pictures {@code [batch, 3, size, size]}; batch and places together more than 1
   * @return {@code [batch, outputs]}
   */
  public Tensor learn(Tensor pictures) {
    return run(pictures, (name, x) -> normalised(name, x, true));
  }

  /** The same with the statistics that are kept. */
  public Tensor apply(Tensor pictures) {
    return run(pictures, (name, x) -> normalised(name, x, false));
  }

  private Tensor run(Tensor pictures, Normalisation norm) {
    Tensor x = torch.relu(convolved(pictures, "conv1", "bn1", 2, norm));
    x =
        torch.max_pool2d(
            x, new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, false);
    for (ResNetSpec.Block block : spec.blocks()) {
      x = block(x, block, norm);
    }
    Tensor features = x.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
    return torch.linear(
        features, weights.get("fc.weight"), new TensorOptional(weights.get("fc.bias")));
  }

  /** One layer's normalisation, by its name. */
  private interface Normalisation {
    Tensor apply(String name, Tensor x);
  }

  private Tensor block(Tensor x, ResNetSpec.Block block, Normalisation norm) {
    String name = block.name();
    boolean bottleneck = block.isBottleneck();
    Tensor y =
        torch.relu(
            convolved(x, name + ".conv1", name + ".bn1", bottleneck ? 1 : block.stride(), norm));
    y = convolved(y, name + ".conv2", name + ".bn2", bottleneck ? block.stride() : 1, norm);
    if (bottleneck) {
      y = convolved(torch.relu(y), name + ".conv3", name + ".bn3", 1, norm);
    }
    Tensor shortcut =
        block.projected()
            ? convolved(x, name + ".downsample.0", name + ".downsample.1", block.stride(), norm)
            : x;
    return torch.relu(y.add(shortcut));
  }

  private Tensor convolved(
      Tensor x, String name, String normalisation, long stride, Normalisation norm) {
    Tensor weight = weights.get(name + ".weight");
    return norm.apply(normalisation, Convolutions.plain(x, weight, stride, weight.size(2) / 2));
  }

  private Tensor normalised(String name, Tensor x, boolean learning) {
    return torch.batch_norm(
        x,
        new TensorOptional(weights.get(name + ".weight")),
        new TensorOptional(weights.get(name + ".bias")),
        new TensorOptional(weights.get(name + ".running_mean")),
        new TensorOptional(weights.get(name + ".running_var")),
        learning,
        MOMENTUM,
        EPSILON,
        false);
  }

  /**
   * Gives every normalisation the statistics of these pictures, and scale and shift that leave what
   * {@link #apply} computes as it is. A network whose normalisation was folded into its
   * convolutions has no statistics to learn with until then.
   *
   * @param batches how many there are, at least 1
   * @param pictures one batch, in the scope of the call
   */
  public void calibrate(int batches, IntFunction<Tensor> pictures) {
    Map<String, double[]> means = new LinkedHashMap<>();
    Map<String, double[]> squares = new LinkedHashMap<>();
    for (int batch = 0; batch < batches; batch++) {
      int index = batch;
      Scopes.runWithoutGradients(
          () ->
              run(
                  pictures.apply(index),
                  (name, x) -> {
                    add(means, name, x, (a, b) -> a, batches);
                    add(squares, name, x, Tensor::mul, batches);
                    return normalised(name, x, false);
                  }));
    }
    means.forEach((name, mean) -> renormalise(name, mean, squares.get(name)));
  }

  private static void add(
      Map<String, double[]> sums, String name, Tensor x, BinaryOperator<Tensor> what, int parts) {
    Tensor wide = x.to(torch.ScalarType.Double);
    Tensor mean =
        what.apply(wide, wide).mean(new long[] {0, 2, 3}, false, new ScalarTypeOptional());
    float[] values = Tensors.toArray(mean);
    double[] sum = sums.computeIfAbsent(name, key -> new double[values.length]);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i] / (double) parts;
    }
  }

  private void renormalise(String name, double[] mean, double[] square) {
    float[] scale = Tensors.toArray(weights.get(name + ".weight"));
    float[] shift = Tensors.toArray(weights.get(name + ".bias"));
    float[] keptMean = Tensors.toArray(weights.get(name + ".running_mean"));
    float[] keptVariance = Tensors.toArray(weights.get(name + ".running_var"));
    for (int i = 0; i < scale.length; i++) {
      double variance = Math.max(0, square[i] - mean[i] * mean[i]);
      double factor = scale[i] / Math.sqrt(keptVariance[i] + EPSILON);
      shift[i] = (float) (shift[i] + (mean[i] - keptMean[i]) * factor);
      scale[i] = (float) (factor * Math.sqrt(variance + EPSILON));
      keptMean[i] = (float) mean[i];
      keptVariance[i] = (float) variance;
    }
    set(name + ".weight", scale);
    set(name + ".bias", shift);
    set(name + ".running_mean", keptMean);
    set(name + ".running_var", keptVariance);
  }

  private void set(String name, float[] values) {
    Scopes.runWithoutGradients(() -> weights.get(name).copy_(Tensors.of(values, values.length)));
  }

  /** Frees the weights. */
  @Override
  public void close() {
    weights.close();
  }
}
