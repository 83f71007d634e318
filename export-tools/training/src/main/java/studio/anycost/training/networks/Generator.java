package studio.anycost.training.networks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** The anycost generator as it is trained: any prefix of its channels, all resolutions at once. */
public final class Generator implements AutoCloseable {
  private static final double MAPPING_RATE = 0.01;
  private static final String MAPPING = "style.";

  private final GeneratorSpec spec;
  private final Weights weights = new Weights();
  private final List<ModulatedConvolution> convolutions = new ArrayList<>();
  private final List<ModulatedConvolution> colours = new ArrayList<>();

  /** A generator with the first weights of StyleGAN2, drawn from libtorch's random numbers. */
  public Generator(GeneratorSpec spec) {
    this.spec = spec;
    Scopes.run(this::begin);
  }

  // In the order in which the public implementation counts the parameters.
  private void begin() {
    ChannelTable channels = spec.channels();
    long style = spec.styleDimension();
    for (int layer = 1; layer <= spec.mappingLayers(); layer++) {
      Layers.beginLinear(weights, MAPPING + layer, style, style, 0, MAPPING_RATE);
    }
    int in = channels.channels(Resolutions.LOWEST, 1);
    weights.addParameter("input.input", torch.randn(1, in, Resolutions.LOWEST, Resolutions.LOWEST));
    beginStyled("conv1", in, in, false);
    beginColours("to_rgb1", in);
    List<Integer> blocks = Resolutions.upTo(spec.resolution());
    blocks = blocks.subList(1, blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      int out = channels.channels(blocks.get(i), 1);
      beginStyled("convs." + 2 * i, in, out, true);
      beginStyled("convs." + (2 * i + 1), out, out, false);
      in = out;
    }
    for (int i = 0; i < blocks.size(); i++) {
      beginColours("to_rgbs." + i, channels.channels(blocks.get(i), 1));
    }
    for (int i = 0; i < spec.convolutions(); i++) {
      long size = noiseSize(i);
      weights.addBuffer("noises.noise_" + i, torch.randn(1, 1, size, size));
    }
  }

  private void beginStyled(String name, int in, int out, boolean upsamples) {
    convolutions.add(
        ModulatedConvolution.styled(
            weights, name + ".conv", in, out, spec.styleDimension(), upsamples));
    weights.addParameter(name + ".noise.weight", torch.zeros(1));
    weights.addParameter(name + ".activate.bias", torch.zeros(out));
  }

  private void beginColours(String name, int in) {
    weights.addParameter(name + ".bias", torch.zeros(1, 3, 1, 1));
    if (!name.equals("to_rgb1")) {
      weights.addBuffer(name + ".upsample.kernel", Layers.blurKernel(4));
    }
    colours.add(ModulatedConvolution.colours(weights, name + ".conv", in, spec.styleDimension()));
  }

  /** Resolution, widths and the rest of its shape. */
  public GeneratorSpec spec() {
    return spec;
  }

  /** Its tensors under their public names; they stay the generator's. */
  public Weights weights() {
    return weights;
  }

  /** The size of the noise map of a styled convolution, counted from 0. */
  public static long noiseSize(int convolution) {
    return Resolutions.LOWEST << (convolution + 1) / 2;
  }

  /** The fixed noise maps, for every styled convolution {@code [1, 1, size, size]}. */
  public List<Tensor> fixedNoise() {
    List<Tensor> noise = new ArrayList<>();
    for (int i = 0; i < spec.convolutions(); i++) {
      noise.add(weights.get("noises.noise_" + i));
    }
    return noise;
  }

  /** Noise maps drawn from libtorch's random numbers, {@code [batch, 1, size, size]}. */
  public List<Tensor> drawNoise(long batch) {
    List<Tensor> noise = new ArrayList<>();
    for (int i = 0; i < spec.convolutions(); i++) {
      noise.add(torch.randn(batch, 1, noiseSize(i), noiseSize(i)));
    }
    return noise;
  }

  /** Keeps the way from latents to styles as it is: it gets no gradients any more. */
  public void holdMapping() {
    weights.hold(name -> name.startsWith(MAPPING));
  }

  /** Maps latents to styles, both {@code [n, styleDim]}. */
  public Tensor map(Tensor z) {
    Tensor x =
        z.mul(
            z.square()
                .mean(new long[] {1}, true, new ScalarTypeOptional())
                .add(Tensors.scalar(Layers.EPSILON))
                .rsqrt());
    for (int layer = 1; layer <= spec.mappingLayers(); layer++) {
      x = Layers.activatedLinear(weights, MAPPING + layer, x, MAPPING_RATE);
    }
    return x;
  }

  /**
   * The style code {@code [batch, nStyles, styleDim]} that has one style, {@code [batch,
   * styleDim]}, throughout.
   */
  public Tensor repeat(Tensor style) {
    return style.unsqueeze(1).expand(style.size(0), styles(), spec.styleDimension());
  }

  /**
   * The style code that has one style below an index of 1 to nStyles - 1 and another from there on.
   */
  public Tensor mix(Tensor below, Tensor above, int index) {
    return torch.cat(
        new TensorVector(
            repeat(below).narrow(1, 0, index), repeat(above).narrow(1, index, styles() - index)),
        1);
  }

  /** Number of styles of a code. */
  public int styles() {
    return spec.channels().styleCount();
  }

  /**
   * Renders in single precision.
   *
   * @see #render(Tensor, List, Architecture, Precision)
   */
  public List<Tensor> render(Tensor code, List<Tensor> noise, Architecture architecture) {
    return render(code, noise, architecture, Precision.FLOAT32);
  }

  /**
   * Renders.
   *
   * @param code {@code [batch, nStyles, styleDim]}
   * @param noise a map for every styled convolution, {@code [batch or 1, 1, size, size]}
   * @param architecture the channels to compute with
   * @param precision of what lies between the convolutions; colours, styles and demodulation are
   *     single precision
   * @return the pictures of every resolution from 4 px to the full one, ascending, not clamped
   */
  public List<Tensor> render(
      Tensor code, List<Tensor> noise, Architecture architecture, Precision precision) {
    List<Integer> widths = architecture.channels().widths();
    Tensor constant = weights.get("input.input");
    Tensor x =
        precision
            .of(constant.narrow(1, 0, widths.get(0)))
            .expand(code.size(0), widths.get(0), Resolutions.LOWEST, Resolutions.LOWEST);
    x = styled(0, "conv1", x, code, noise, widths);
    Tensor image = colour(0, "to_rgb1", x, code);
    List<Tensor> images = new ArrayList<>();
    images.add(image);
    for (int block = 0; block < colours.size() - 1; block++) {
      x = styled(2 * block + 1, "convs." + 2 * block, x, code, noise, widths);
      x = styled(2 * block + 2, "convs." + (2 * block + 1), x, code, noise, widths);
      String name = "to_rgbs." + block;
      Tensor wider = Convolutions.depthwiseDoubling(image, weights.get(name + ".upsample.kernel"));
      image = colour(block + 1, name, x, code).add(wider);
      images.add(image);
    }
    return images;
  }

  // A convolution takes the style of its index; a to-RGB shares that of the next convolution.
  private Tensor styled(
      int index, String name, Tensor x, Tensor code, List<Tensor> noise, List<Integer> widths) {
    return convolutions
        .get(index)
        .activated(
            x,
            code.select(1, index),
            widths.get(index + 1),
            noise.get(index).mul(weights.get(name + ".noise.weight")),
            weights.get(name + ".activate.bias"));
  }

  private Tensor colour(int index, String name, Tensor x, Tensor code) {
    Tensor added = colours.get(index).apply(x, code.select(1, 2 * index + 1), 3);
    return Precision.widened(added).add(weights.get(name + ".bias"));
  }

  /** Frees the weights. */
  @Override
  public void close() {
    weights.close();
  }
}
