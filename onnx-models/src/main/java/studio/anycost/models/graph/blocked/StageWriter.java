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
 * those of the plain stage, but features come and go in the blocked layout.
 */
final class StageWriter {
  private static final String UP = "up";
  private static final String CONVOLUTION = "conv";
  private static final String RGB = "rgb";
  private static final int BLUR = 4;

  private final StyledStage stage;
  private final StagePlan plan;
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final ModulatedWeights modulated;
  private final int width;
  private final int side;

  /** Weights and biases by layer, shared by the strips. */
  private final Map<String, String> shared = new HashMap<>();

  private StageWriter(StyledStage stage, BlockedLayout layout, StagePlan plan) {
    this.stage = stage;
    this.plan = plan;
    this.layout = layout;
    this.graph = new BlockedGraph("stage_" + stage.resolution(), layout);
    this.side = stage.resolution();
    this.width = layout.padded(stage.convolution().out());
    String styles = graph.input(StageNames.STYLES, 1, stage.styles(), stage.styleDimension());
    this.modulated = new ModulatedWeights(graph, styles, stage.styleDimension());
  }

  /**
   * Writes a stage.
   *
   * @param givesFeatures whether a stage follows; else the output for features is left out
   */
  static ModelProto write(
      StyledStage stage, BlockedLayout layout, StagePlan plan, boolean givesFeatures) {
    return new StageWriter(stage, layout, plan).write(givesFeatures);
  }

  private ModelProto write(boolean givesFeatures) {
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
    String picture = rows(pictures, 2);
    if (enlarged != null) {
      picture = graph.node("Add", "picture", List.of(picture, enlarged));
    }
    graph.output(StageNames.SKIP_OUT, picture, 1, 3, side, side);
    if (givesFeatures) {
      graph.output(StageNames.FEATURES_OUT, joined(features), 1, width, side, side);
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
    String input = graph.input(StageNames.FEATURES, 1, inWidth, half, half);
    String skip = graph.input(StageNames.SKIP, 1, 3, half, half);
    TransposedForm form = form(upsampling.convolution());
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

  private TransposedForm form(StyledConvolution convolution) {
    return plan.jointPhases()
        ? new JointPhases(graph, modulated, UP, convolution)
        : new SeparatePhases(graph, modulated, UP, convolution);
  }

  /** The blur, then noise, bias and activation of the upsampling convolution. */
  private String addBlur(String transposed, Upsampling upsampling, Strip strip) {
    StyledConvolution convolution = upsampling.convolution();
    int surplus = strip.surplusRows();
    BlockedGraph.Convolution blur =
        graph
            .convolution(UP + "/blur", transposed, blurWeight(upsampling, surplus))
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
          return graph.constant(
              name,
              layout.features(kernels, channels, taps),
              layout.padded(channels),
              1,
              BLUR + surplus,
              BLUR);
        });
  }

  /** The second convolution and the picture of a strip. */
  private void addConvolution(
      String input, Strip strip, List<String> features, List<String> pictures) {
    StyledConvolution convolution = stage.convolution();
    BlockedGraph.Convolution styled =
        graph
            .convolution(CONVOLUTION, input, weight(convolution))
            .window(3, 3)
            .pads(strip.topPad(), 1, strip.bottomPad(), 1)
            .bias(bias(CONVOLUTION, convolution))
            .leaky(convolution.slope());
    noise(CONVOLUTION, convolution, strip.from(), strip.to()).ifPresent(styled::plus);
    String output = styled.add();
    features.add(output);
    String rgbWeight = shared.computeIfAbsent(RGB, name -> modulated.toRgb(name, stage.rgb()));
    String rgbBias =
        shared.computeIfAbsent(
            RGB + "/bias",
            name -> graph.constant(name, layout.vector(stage.rgb().bias()), layout.padded(3)));
    String rgb =
        graph.convolution(RGB, output, rgbWeight).window(1, 1).pads(0, 0, 0, 0).bias(rgbBias).add();
    pictures.add(graph.plain(rgb, 3));
  }

  private String weight(StyledConvolution convolution) {
    return shared.computeIfAbsent(
        CONVOLUTION,
        name ->
            modulated.weight(
                name,
                modulated.factors(name, convolution),
                convolution.weight(),
                convolution.out(),
                convolution.in(),
                3,
                3));
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

  private String rows(List<String> parts, int axis) {
    return parts.size() == 1
        ? parts.get(0)
        : graph.node("Concat", "rows", parts, Attribute.of("axis", axis));
  }

  /** The features of all strips. */
  private String joined(List<String> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Strip> strips = Strip.cut(side, parts.size());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      lines.add(
          graph.reshape(
              parts.get(i),
              width / layout.block(),
              strips.get(i).rows(),
              (long) side * layout.block()));
    }
    return graph.reshape(rows(lines, 1), 1, width, side, side);
  }
}
