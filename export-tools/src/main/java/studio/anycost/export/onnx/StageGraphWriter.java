package studio.anycost.export.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.models.graph.ChannelSymbols;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.WeightStorage;

/**
 * Writes the stages of a generator: the constant with the first styled convolution, then one stage
 * for every resolution block (Karras et al., StyleGAN2; Lin et al., Anycost GAN).
 *
 * <p>A modulated convolution is written as {@code d * conv(W, s * x)} with a constant weight {@code
 * W = weight / sqrt(in * k * k)} (in = the full width, also in a slice), style scales {@code s} and
 * the demodulation {@code d = rsqrt(s^2 . Q + 1e-8)}, {@code Q[i, o] = sum_k W^2}; for one code
 * this equals scaling the weight. The gain sqrt 2 of the activation goes into d, noise and bias,
 * because leaky ReLU is positively homogeneous.
 */
public final class StageGraphWriter {
  private static final double GAIN = Math.sqrt(2);

  private final GeneratorSpec spec;
  private final List<Integer> widths;
  private final WeightReader weights;
  private final WeightStorage storage;

  public StageGraphWriter(GeneratorSpec spec, TensorTable tensors, WeightStorage storage) {
    this.spec = spec;
    this.widths = spec.channels().uniform(1.0, spec.resolution()).widths();
    this.weights = new WeightReader(tensors);
    this.storage = storage;
  }

  /**
   * Writes the stage that ends at a resolution.
   *
   * @throws CheckpointException if a tensor is missing, misshapen or not finite
   */
  public StageGraph write(int resolution) throws CheckpointException {
    if (resolution < Resolutions.LOWEST || resolution > spec.resolution()) {
      throw new IllegalArgumentException("The generator has no stage at " + resolution + " px.");
    }
    return new Stage(resolution).write();
  }

  /** Where a layer stands in the generator and under which names the checkpoint keeps it. */
  private record Layer(String name, int convolution, int style, boolean upsampling) {
    int inEntry() {
      return convolution;
    }

    int outEntry() {
      return convolution + 1;
    }
  }

  private final class Stage {
    private final int resolution;
    private final int block; // 0 at 4 px, 1 at 8 px, ...
    private final GraphBuilder graph;
    private final Map<String, float[]> fixedNoise = new HashMap<>();
    private String styles;

    Stage(int resolution) {
      this.resolution = resolution;
      this.block = Resolutions.log2(resolution) - Resolutions.log2(Resolutions.LOWEST);
      this.graph = new GraphBuilder("stage_" + resolution, storage);
    }

    StageGraph write() throws CheckpointException {
      styles =
          graph.input(
              StageNames.STYLES,
              "1",
              GraphBuilder.axis(spec.channels().styleCount()),
              GraphBuilder.axis(spec.styleDimension()));
      String features;
      String image;
      int lastEntry;
      if (block == 0) {
        Layer convolution = new Layer("conv1", 0, 0, false);
        features = styled(constant(), convolution);
        image = toRgb(features, "to_rgb1", convolution.outEntry(), 1);
        lastEntry = convolution.outEntry();
      } else {
        int style = 2 * block - 1;
        Layer up = new Layer("convs." + (2 * block - 2), 2 * block - 1, style, true);
        Layer convolution = new Layer("convs." + (2 * block - 1), 2 * block, style + 1, false);
        String half = GraphBuilder.axis(resolution / 2);
        String input =
            graph.input(StageNames.FEATURES, "1", ChannelSymbols.of(up.inEntry()), half, half);
        String skip = graph.input(StageNames.SKIP, "1", "3", half, half);
        features = styled(styled(input, up), convolution);
        String rgb = toRgb(features, "to_rgbs." + (block - 1), convolution.outEntry(), style + 2);
        image = graph.node("Add", "image", List.of(rgb, upsampledSkip(skip)));
        lastEntry = convolution.outEntry();
      }
      String side = GraphBuilder.axis(resolution);
      graph.output(
          StageNames.FEATURES_OUT, features, "1", ChannelSymbols.of(lastEntry), side, side);
      graph.output(StageNames.SKIP_OUT, image, "1", "3", side, side);
      return new StageGraph(resolution, graph.build(), fixedNoise);
    }

    private String constant() throws CheckpointException {
      int width = widths.get(0);
      int side = Resolutions.LOWEST;
      return graph.weight(
          "input.input",
          weights.read("input.input", 1, width, side, side),
          List.of(
              ChannelSymbols.FIXED,
              ChannelSymbols.of(0),
              ChannelSymbols.FIXED,
              ChannelSymbols.FIXED),
          1,
          width,
          side,
          side);
    }

    /** Modulated convolution, noise, bias and activation. */
    private String styled(String x, Layer layer) throws CheckpointException {
      String name = layer.name();
      String scales = styleScales(name, layer.inEntry(), layer.style());
      String modulated =
          graph.node("Mul", name + "/modulated", List.of(x, spatial(name + "/scales", scales)));
      String weight = convolutionWeight(layer);
      String convolved =
          layer.upsampling()
              ? upsample(modulated, weight, layer)
              : convolve(modulated, weight, name);
      String demodulation = demodulation(weight, scales, layer);
      String normalised =
          graph.node(
              "Mul",
              name + "/demodulated",
              List.of(convolved, spatial(name + "/demodulation", demodulation)));
      String noisy = withNoise(normalised, layer);
      int out = widths.get(layer.outEntry());
      String bias =
          graph.constant(
              name + ".activate.bias",
              weights.scaled(GAIN, name + ".activate.bias", out),
              List.of(
                  ChannelSymbols.FIXED,
                  ChannelSymbols.of(layer.outEntry()),
                  ChannelSymbols.FIXED,
                  ChannelSymbols.FIXED),
              1,
              out,
              1,
              1);
      String biased = graph.node("Add", name + "/biased", List.of(noisy, bias));
      return graph.node(
          "LeakyRelu", name + "/activation", List.of(biased), Attribute.of("alpha", 0.2f));
    }

    /** {@code s = style A^T / sqrt(styleDim) + b}, [1, in]. */
    private String styleScales(String name, int inEntry, int style) throws CheckpointException {
      int in = widths.get(inEntry);
      int dimension = spec.styleDimension();
      String key = name + ".conv.modulation";
      String index = graph.integers(name + "/style_index", style);
      String row3 =
          graph.node(
              "Gather", name + "/style_row", List.of(styles, index), Attribute.of("axis", 1));
      String row = graph.node("Flatten", name + "/style", List.of(row3), Attribute.of("axis", 1));
      String weight =
          graph.weight(
              key + ".weight",
              weights.scaled(1 / Math.sqrt(dimension), key + ".weight", in, dimension),
              List.of(ChannelSymbols.of(inEntry), ChannelSymbols.FIXED),
              in,
              dimension);
      String bias =
          graph.constant(
              key + ".bias",
              weights.read(key + ".bias", in),
              List.of(ChannelSymbols.of(inEntry)),
              in);
      return graph.node(
          "Gemm", name + "/style_scales", List.of(row, weight, bias), Attribute.of("transB", 1));
    }

    /** [1, c] as [1, c, 1, 1]. */
    private String spatial(String name, String row) {
      String shape = graph.integers(name + "/shape", 1, -1, 1, 1);
      return graph.node("Reshape", name, List.of(row, shape));
    }

    /**
     * The scaled weight: [out, in, 3, 3], or [in, out, 3, 3] as a transposed convolution has it.
     */
    private String convolutionWeight(Layer layer) throws CheckpointException {
      int in = widths.get(layer.inEntry());
      int out = widths.get(layer.outEntry());
      String key = layer.name() + ".conv.weight";
      float[] values = weights.scaled(1 / Math.sqrt(in * 9.0), key, 1, out, in, 3, 3);
      String inSymbol = ChannelSymbols.of(layer.inEntry());
      String outSymbol = ChannelSymbols.of(layer.outEntry());
      if (layer.upsampling()) {
        return graph.weight(
            key,
            swappedAxes(values, out, in, 9),
            List.of(inSymbol, outSymbol, ChannelSymbols.FIXED, ChannelSymbols.FIXED),
            in,
            out,
            3,
            3);
      }
      return graph.weight(
          key,
          values,
          List.of(outSymbol, inSymbol, ChannelSymbols.FIXED, ChannelSymbols.FIXED),
          out,
          in,
          3,
          3);
    }

    private String convolve(String x, String weight, String name) {
      return graph.node(
          "Conv",
          name + "/convolution",
          List.of(x, weight),
          Attribute.list("kernel_shape", 3, 3),
          Attribute.list("pads", 1, 1, 1, 1));
    }

    /** Transposed convolution n to 2n+1, then the blur that crops it to 2n. */
    private String upsample(String x, String weight, Layer layer) throws CheckpointException {
      String name = layer.name();
      String transposed =
          graph.node(
              "ConvTranspose",
              name + "/transposed_convolution",
              List.of(x, weight),
              Attribute.list("kernel_shape", 3, 3),
              Attribute.list("strides", 2, 2));
      int out = widths.get(layer.outEntry());
      String symbol = ChannelSymbols.of(layer.outEntry());
      float[] kernel = flipped(weights.read(name + ".conv.blur.kernel", 4, 4));
      String blur =
          graph.weight(
              name + ".conv.blur.kernel",
              repeated(kernel, out),
              List.of(symbol, ChannelSymbols.FIXED, ChannelSymbols.FIXED, ChannelSymbols.FIXED),
              out,
              1,
              4,
              4);
      return graph.node(
          "Conv",
          name + "/blur",
          List.of(transposed, blur),
          Attribute.of("group", out, symbol),
          Attribute.list("kernel_shape", 4, 4),
          Attribute.list("pads", 1, 1, 1, 1));
    }

    /** {@code sqrt 2 * rsqrt(s^2 . Q + 1e-8)}, [1, out]. */
    private String demodulation(String weight, String scales, Layer layer) {
      String name = layer.name();
      String energy =
          graph.node(
              "ReduceSumSquare",
              name + "/energy",
              List.of(weight),
              Attribute.list("axes", 2, 3),
              Attribute.of("keepdims", 0));
      String squares = graph.node("Mul", name + "/squared_scales", List.of(scales, scales));
      String sum =
          graph.node(
              "Gemm",
              name + "/modulated_energy",
              List.of(squares, energy),
              Attribute.of("transB", layer.upsampling() ? 0 : 1));
      String epsilon = graph.constant(name + "/epsilon", new float[] {1e-8f}, 1);
      String root =
          graph.node(
              "Sqrt",
              name + "/norm",
              List.of(graph.node("Add", name + "/positive_energy", List.of(sum, epsilon))));
      String gain = graph.constant(name + "/gain", new float[] {(float) GAIN}, 1);
      return graph.node("Div", name + "/demodulation_row", List.of(gain, root));
    }

    private String withNoise(String x, Layer layer) throws CheckpointException {
      String name = layer.name();
      float strength = weights.scaled(GAIN, name + ".noise.weight", 1)[0];
      if (strength == 0) {
        return x; // this layer learnt to do without: there is nothing to feed
      }
      int side = resolution;
      String input = StageNames.noise(layer.convolution());
      fixedNoise.put(input, weights.read("noises.noise_" + layer.convolution(), 1, 1, side, side));
      String axis = GraphBuilder.axis(side);
      String noise = graph.input(input, "1", "1", axis, axis);
      String factor = graph.constant(name + ".noise.weight", new float[] {strength}, 1);
      String scaled = graph.node("Mul", name + "/noise", List.of(noise, factor));
      return graph.node("Add", name + "/noisy", List.of(x, scaled));
    }

    /** 1x1 modulated convolution without demodulation, plus bias. */
    private String toRgb(String x, String name, int inEntry, int style) throws CheckpointException {
      int in = widths.get(inEntry);
      String scales = styleScales(name, inEntry, style);
      String weight =
          graph.weight(
              name + ".conv.weight",
              weights.scaled(1 / Math.sqrt(in), name + ".conv.weight", 1, 3, in, 1, 1),
              List.of(
                  ChannelSymbols.FIXED,
                  ChannelSymbols.of(inEntry),
                  ChannelSymbols.FIXED,
                  ChannelSymbols.FIXED),
              3,
              in,
              1,
              1);
      // The weight is the small side here: scaling it saves a pass over the features.
      String modulated =
          graph.node("Mul", name + "/weight", List.of(weight, spatial(name + "/scales", scales)));
      String bias = graph.constant(name + ".bias", weights.read(name + ".bias", 1, 3, 1, 1), 3);
      return graph.node(
          "Conv", name + "/rgb", List.of(x, modulated, bias), Attribute.list("kernel_shape", 1, 1));
    }

    /** Zero insertion by 2 and the blur, padding (2, 1): a transposed convolution, cropped by 1. */
    private String upsampledSkip(String skip) throws CheckpointException {
      String key = "to_rgbs." + (block - 1) + ".upsample.kernel";
      String kernel = graph.constant(key, repeated(weights.read(key, 4, 4), 3), 3, 1, 4, 4);
      return graph.node(
          "ConvTranspose",
          "skip/upsampled",
          List.of(skip, kernel),
          Attribute.of("group", 3),
          Attribute.list("kernel_shape", 4, 4),
          Attribute.list("strides", 2, 2),
          Attribute.list("pads", 1, 1, 1, 1));
    }
  }

  private static float[] swappedAxes(float[] values, int first, int second, int run) {
    float[] swapped = new float[values.length];
    for (int a = 0; a < first; a++) {
      for (int b = 0; b < second; b++) {
        System.arraycopy(values, (a * second + b) * run, swapped, (b * first + a) * run, run);
      }
    }
    return swapped;
  }

  /** True convolution flips the kernel, ONNX's does not. */
  private static float[] flipped(float[] kernel) {
    float[] result = new float[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      result[i] = kernel[kernel.length - 1 - i];
    }
    return result;
  }

  private static float[] repeated(float[] kernel, int times) {
    float[] result = new float[kernel.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(kernel, 0, result, i * kernel.length, kernel.length);
    }
    return result;
  }
}
