package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.blocked.StyledStage.Noise;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;
import studio.anycost.models.graph.blocked.StyledStage.Upsampling;

/**
 * Writes a stage in the blocked layout, strip by strip. Names and meaning of inputs and outputs are
 * those of the plain stage, but features come and go in the blocked layout, in any shape of four
 * axes.
 */
final class StageWriter {
  private static final String UP = "up";
  private static final String CONVOLUTION = "conv";
  private static final String RGB = "rgb";
  private static final int BLUR = 4;

  private final StyledStage stage;
  private final StagePlan plan;
  private final Giving giving;
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final Modulator modulator;
  private final int width;
  private final int side;

  /** Weights and biases by name, shared by the strips. */
  private final Map<String, String> shared = new HashMap<>();

  private ModulationForm convolutionForm;
  private ModulationForm upsamplingForm;

  /** What a stage gives beside its picture. */
  enum Giving {
    /** Nothing: it is the last one. */
    NOTHING(false, false),
    /** Its features, for the next stage. */
    FEATURES(true, false),
    /** Its features, and what lies between its convolutions, for {@link BackwardWriter}. */
    RECORD(true, true),
    /** The same for the last stage, whose features stay in strips. */
    LAST_RECORD(false, true);

    private final boolean features;
    private final boolean record;

    Giving(boolean features, boolean record) {
      this.features = features;
      this.record = record;
    }
  }

  private StageWriter(StyledStage stage, BlockedLayout layout, StagePlan plan, Giving giving) {
    this.stage = stage;
    this.plan = plan;
    this.giving = giving;
    this.layout = layout;
    this.graph = new BlockedGraph("stage_" + stage.resolution(), layout);
    this.side = stage.resolution();
    this.width = layout.padded(stage.convolution().out());
    String styles = graph.input(StageNames.STYLES, 1, stage.styles(), stage.styleDimension());
    this.modulator = new Modulator(graph, styles, stage.styleDimension());
  }

  /** Writes a stage. */
  static ModelProto write(StyledStage stage, BlockedLayout layout, StagePlan plan, Giving giving) {
    return new StageWriter(stage, layout, plan, giving).write();
  }

  private ModelProto write() {
    declareNoise();
    List<String> features = new ArrayList<>();
    List<String> pictures = new ArrayList<>();
    String enlarged = null;
    if (stage.first() instanceof Upsampling upsampling) {
      enlarged = beginUpsampling(upsampling, features, pictures);
    } else if (stage.first() instanceof StyledStage.Constant constant) {
      String value =
          graph.constant(
              "constant",
              layout.features(constant.values(), constant.channels(), side * side),
              1,
              layout.padded(constant.channels()),
              side,
              side);
      addConvolution(value, Strip.cut(side, 1).get(0), features, pictures);
    }
    addPicture(pictures, enlarged);
    if (giving.features || giving.record && features.size() == 1) {
      addFeatures(features);
    }
    return graph.build();
  }

  private void declareNoise() {
    List<StyledConvolution> convolutions = new ArrayList<>();
    if (stage.first() instanceof Upsampling upsampling) {
      convolutions.add(upsampling.convolution());
    }
    convolutions.add(stage.convolution());
    for (StyledConvolution convolution : convolutions) {
      convolution.noise().ifPresent(noise -> graph.input(noise.input(), 1, 1, side, side));
    }
  }

  /** Returns the enlarged picture of the stage before. */
  private String beginUpsampling(
      Upsampling upsampling, List<String> features, List<String> pictures) {
    int half = side / 2;
    int inWidth = layout.padded(upsampling.convolution().in());
    String given = graph.inputOfAnyShape(StageNames.FEATURES, 4);
    String skip = graph.input(StageNames.SKIP, 1, 3, half, half);
    upsamplingForm = form(plan.modulatedFeatures(), UP, upsampling.convolution(), half);
    String input = upsamplingForm.features(graph.reshape(given, 1, inWidth, half, half));
    TransposedForm form = transposedForm(upsampling.convolution());
    List<Strip> strips = Strip.cut(side, plan.strips());
    String lines = null;
    for (Strip strip : strips) {
      String own = input;
      if (!strip.isWhole()) {
        if (lines == null) {
          lines =
              graph.reshape(input, inWidth / layout.block(), half, (long) half * layout.block());
        }
        own =
            graph.reshape(
                graph.slice(lines, 1, strip.inputFrom(), strip.inputTo()),
                1,
                inWidth,
                strip.inputRows(),
                half);
      }
      String blurred = addBlur(form.add(own, strip, half), upsampling, strip);
      addConvolution(blurred, strip, features, pictures);
    }
    return SkipEnlargement.add(graph, skip, upsampling.skipKernel(), half);
  }

  private ModulationForm form(
      boolean features, String name, StyledConvolution convolution, int inputSide) {
    return features
        ? new ModulatedFeatures(graph, modulator, name, convolution, inputSide * inputSide)
        : ModulatedWeights.of(graph, modulator, name, convolution);
  }

  private TransposedForm transposedForm(StyledConvolution convolution) {
    return plan.jointPhases()
        ? new JointPhases(graph, upsamplingForm, UP, convolution)
        : new SeparatePhases(graph, upsamplingForm, UP, convolution);
  }

  /** The blur, then noise, bias and activation of the upsampling convolution. */
  private String addBlur(String transposed, Upsampling upsampling, Strip strip) {
    StyledConvolution convolution = upsampling.convolution();
    int surplus = strip.surplusRows();
    String name = giving.record ? Recorded.inner(strip.from()) : UP + "/blur";
    if (giving.record) {
      int rows = strip.blurredTo() - strip.blurredFrom();
      graph.output(name, 1, layout.padded(convolution.out()), rows, side);
    }
    BlockedGraph.Convolution blur =
        graph
            .convolution(name, transposed, blurWeight(upsampling, surplus))
            .depthwise(layout.padded(convolution.out()))
            .window(BLUR + surplus, BLUR)
            .pads(strip.topPad(), 1, 0, 0)
            .bias(bias(UP, convolution))
            .leaky(convolution.slope());
    noise(UP, convolution, strip.blurredFrom(), strip.blurredTo()).ifPresent(blur::plus);
    return blur.add();
  }

  private String blurWeight(Upsampling upsampling, int surplus) {
    return shared.computeIfAbsent(
        UP + "/blur_" + surplus,
        name -> {
          int channels = upsampling.convolution().out();
          float[] kernels = new float[channels * (BLUR + surplus) * BLUR];
          for (int channel = 0; channel < channels; channel++) {
            System.arraycopy(
                upsampling.blur(),
                channel * BLUR * BLUR,
                kernels,
                (channel * (BLUR + surplus) + surplus) * BLUR,
                BLUR * BLUR);
          }
          int taps = (BLUR + surplus) * BLUR;
          String constant =
              graph.constant(
                  name,
                  layout.features(kernels, channels, taps),
                  layout.blocks(channels),
                  taps,
                  layout.block());
          String weight =
              upsamplingForm
                  .outputFactors()
                  .map(f -> graph.node("Mul", name + "/normalised", List.of(constant, f)))
                  .orElse(constant);
          return graph.reshape(weight, layout.padded(channels), 1, BLUR + surplus, BLUR);
        });
  }

  /** The second convolution and the picture of a strip. */
  private void addConvolution(
      String input, Strip strip, List<String> features, List<String> pictures) {
    StyledConvolution convolution = stage.convolution();
    if (convolutionForm == null) {
      boolean scaled = plan.modulatedFeatures() || plan.winograd();
      convolutionForm = form(scaled, CONVOLUTION, convolution, side);
    }
    Optional<String> factors = convolutionForm.outputFactors();
    String scaled = convolutionForm.features(input);
    String output;
    if (factors.isEmpty()) {
      output = finished(direct(name(strip), scaled, strip, convolution), strip, convolution);
    } else if (plan.winograd()) {
      String convolved = new Winograd(graph, CONVOLUTION, convolution).add(scaled, side);
      output = normalised(convolved, factors.get(), convolution);
    } else {
      String convolved = direct(CONVOLUTION, scaled, strip, convolution).add();
      output = normalised(convolved, factors.get(), convolution);
    }
    features.add(output);
    addRgb(output, pictures);
  }

  private BlockedGraph.Convolution direct(
      String name, String input, Strip strip, StyledConvolution convolution) {
    return graph
        .convolution(name, input, convolutionWeight(convolution))
        .window(3, 3)
        .pads(strip.topPad(), 1, strip.bottomPad(), 1);
  }

  /** What a stage in one strip computes last needs no copy to become its output. */
  private String name(Strip strip) {
    if (strip.isWhole()) {
      return StageNames.FEATURES_OUT;
    }
    if (giving.features || !giving.record) {
      return CONVOLUTION;
    }
    String name = Recorded.features(strip.from());
    graph.output(name, 1, width, strip.rows(), side);
    return name;
  }

  private String convolutionWeight(StyledConvolution convolution) {
    return shared.computeIfAbsent(
        CONVOLUTION,
        name ->
            convolutionForm.weight(
                name,
                layout.weight(convolution.weight(), convolution.out(), convolution.in(), 9),
                1,
                3,
                3));
  }

  /** Noise, bias and activation in the convolution itself. */
  private String finished(
      BlockedGraph.Convolution convolved, Strip strip, StyledConvolution convolution) {
    convolved.bias(bias(CONVOLUTION, convolution)).leaky(convolution.slope());
    noise(CONVOLUTION, convolution, strip.from(), strip.to()).ifPresent(convolved::plus);
    return convolved.add();
  }

  /** Output factors, then noise, bias and activation, of a stage in one strip. */
  private String normalised(String convolved, String factors, StyledConvolution convolution) {
    int blocks = layout.blocks(convolution.out());
    long pixels = (long) side * side;
    String flat = graph.reshape(convolved, blocks, pixels, layout.block());
    String product = graph.node("Mul", CONVOLUTION + "/normalised", List.of(flat, factors));
    if (convolution.noise().isPresent()) {
      Noise noise = convolution.noise().get();
      return graph
          .convolution(
              StageNames.FEATURES_OUT, noise.input(), strength(CONVOLUTION, convolution, noise))
          .window(1, 1)
          .pads(0, 0, 0, 0)
          .plus(graph.reshape(product, 1, width, side, side))
          .bias(bias(CONVOLUTION, convolution))
          .leaky(convolution.slope())
          .add();
    }
    String bias = graph.reshape(bias(CONVOLUTION, convolution), blocks, 1, layout.block());
    String sum = graph.node("Add", CONVOLUTION + "/biased", List.of(product, bias));
    String active =
        graph.node(
            "LeakyRelu",
            CONVOLUTION + "/activation",
            List.of(sum),
            Attribute.of("alpha", convolution.slope()));
    return graph.node(
        "Reshape", StageNames.FEATURES_OUT, List.of(active, graph.integers(1, width, side, side)));
  }

  private void addRgb(String features, List<String> pictures) {
    StyledStage.ToRgb rgb = stage.rgb();
    String weight =
        shared.computeIfAbsent(
            RGB,
            name ->
                ModulatedWeights.of(graph, modulator, name, rgb)
                    .weight(name, layout.weight(rgb.weight(), 3, rgb.in(), 1), 1, 1, 1));
    String bias =
        shared.computeIfAbsent(
            RGB + "/bias",
            name -> graph.constant(name, layout.vector(rgb.bias()), layout.padded(3)));
    String colours =
        graph.convolution(RGB, features, weight).window(1, 1).pads(0, 0, 0, 0).bias(bias).add();
    pictures.add(graph.plain(colours, 3));
  }

  private String bias(String name, StyledConvolution convolution) {
    return shared.computeIfAbsent(
        name + "/bias",
        key ->
            graph.constant(
                key, layout.vector(convolution.bias()), layout.padded(convolution.out())));
  }

  /** The noise of some rows, on every channel: a convolution of one channel is its fastest way. */
  private Optional<String> noise(String name, StyledConvolution convolution, int from, int to) {
    return convolution
        .noise()
        .map(
            noise -> {
              String rows =
                  to - from == side ? noise.input() : graph.slice(noise.input(), 2, from, to);
              return graph
                  .convolution(name + "/noise", rows, strength(name, convolution, noise))
                  .window(1, 1)
                  .pads(0, 0, 0, 0)
                  .add();
            });
  }

  private String strength(String name, StyledConvolution convolution, Noise noise) {
    return shared.computeIfAbsent(
        name + "/strength",
        key -> {
          float[] strengths = new float[convolution.out()];
          Arrays.fill(strengths, noise.strength());
          return graph.constant(
              key, layout.vector(strengths), layout.padded(convolution.out()), 1, 1, 1);
        });
  }

  private void addPicture(List<String> parts, String enlarged) {
    String picture = parts.get(0);
    if (parts.size() > 1) {
      picture = graph.node("Concat", "picture", parts, Attribute.of("axis", 2));
    }
    if (enlarged == null) {
      graph.node("Identity", StageNames.SKIP_OUT, List.of(picture));
    } else {
      graph.node("Add", StageNames.SKIP_OUT, List.of(picture, enlarged));
    }
    graph.output(StageNames.SKIP_OUT, 1, 3, side, side);
  }

  /**
   * The features of all strips. Shaped as they come, because reshaping an output copies it; the
   * next stage takes any shape.
   */
  private void addFeatures(List<String> parts) {
    if (parts.size() == 1) {
      graph.output(StageNames.FEATURES_OUT, 1, width, side, side);
      return;
    }
    List<Strip> strips = Strip.cut(side, parts.size());
    long line = (long) side * layout.block();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      lines.add(graph.reshape(parts.get(i), 1, width / layout.block(), strips.get(i).rows(), line));
    }
    graph.node("Concat", StageNames.FEATURES_OUT, lines, Attribute.of("axis", 2));
    graph.output(StageNames.FEATURES_OUT, 1, width / layout.block(), side, line);
  }
}
