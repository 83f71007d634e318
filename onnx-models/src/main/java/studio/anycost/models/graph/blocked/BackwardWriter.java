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
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;
import studio.anycost.models.graph.blocked.StyledStage.Upsampling;
import studio.anycost.models.graph.gradient.GradientGraph;

/**
 * Writes the gradient of a stage in the blocked layout, strip by strip.
 *
 * <p>Of a convolution {@code y = leaky(u / n + noise + bias)}, {@code u = conv(w, s x)}, with g the
 * gradient behind the activation (the one of y times 1 or the slope, by y's sign) and v = {@code
 * conv'(w, g / n)}, the gradients are {@code s v} for x and, for the scale of channel i, {@code sum
 * x v + s sum_o E_io r_o}, where E is the energy in the norms and {@code r = -sum g (u / n) / n^2}.
 * No u is kept for that: {@code g (u / n) = gy y - g noise - g bias}, because y is the activation's
 * argument times what g is gy times.
 *
 * <p>What is recorded of the way forwards comes in by the names of {@link Recorded}.
 */
final class BackwardWriter {
  private static final String UP = "up";
  private static final String CONVOLUTION = "conv";
  private static final String RGB = "rgb";
  private static final int BLUR = 4;

  /** Makes every number that is not tiny larger than any limit, and keeps its sign. */
  private static final float LARGE = 1e30f;

  private final StyledStage stage;
  private final StagePlan plan;
  private final boolean last;
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final Modulator modulator;
  private final PixelSums sums;
  private final int side;
  private final int width;
  private final String ofPicture;

  /** Constants by name, shared by the strips. */
  private final Map<String, String> shared = new HashMap<>();

  /** Sums of the strips by what they are. */
  private final Map<String, List<String>> parts = new HashMap<>();

  private final List<String> styleRows = new ArrayList<>();
  private final List<Integer> styleIndices = new ArrayList<>();

  private BackwardWriter(StyledStage stage, BlockedLayout layout, StagePlan plan, boolean last) {
    this.stage = stage;
    this.plan = plan;
    this.last = last;
    this.layout = layout;
    this.side = stage.resolution();
    this.width = stage.convolution().out();
    this.graph = new BlockedGraph("stage_" + side + "_gradient", layout);
    String styles = graph.input(StageNames.STYLES, 1, stage.styles(), stage.styleDimension());
    this.modulator = new Modulator(graph, styles, stage.styleDimension());
    this.sums = new PixelSums(graph, side);
    this.ofPicture = graph.input(GradientGraph.seed(StageNames.SKIP_OUT), 1, 3, side, side);
  }

  /**
   * Writes the gradient.
   *
   * @param plan of the recorded stage
   * @param last whether nothing comes in by the features
   */
  static ModelProto write(StyledStage stage, BlockedLayout layout, StagePlan plan, boolean last) {
    return new BackwardWriter(stage, layout, plan, last).write();
  }

  private ModelProto write() {
    String rgbScales = modulator.scales(RGB, stage.rgb().modulation());
    Styled outer = styled(CONVOLUTION, stage.convolution());
    RowPieces features = features();
    RowPieces ofFeatures = null;
    if (!last) {
      ofFeatures = pieces(GradientGraph.seed(StageNames.FEATURES_OUT), width);
    }
    boolean winograd = plan.winograd();
    DataGradient through =
        new DataGradient(
            graph,
            CONVOLUTION,
            stage.convolution(),
            outer.reciprocals(),
            true,
            plan.modulatedFeatures() || winograd);
    if (stage.first() instanceof Upsampling upsampling) {
      writeUpsampling(upsampling, features, ofFeatures, rgbScales, outer, through);
    } else if (stage.first() instanceof StyledStage.Constant constant) {
      BackwardStrip strip = BackwardStrip.whole(side);
      String ofOuter = ofOuter(strip, features, ofFeatures, rgbScales);
      String v = ofInner(through, ofOuter, strip);
      String value =
          graph.constant(
              "constant",
              layout.features(constant.values(), constant.channels(), side * side),
              1,
              layout.padded(constant.channels()),
              side,
              side);
      addPart(
          CONVOLUTION + "/scales",
          sums.product(CONVOLUTION, value, v, sums.own(side, 0, side), constant.channels(), side));
    }
    String ofRgb = ofRgbScales();
    addStyle(RGB, stage.rgb().modulation().style(), ofRgb);
    String energy = graph.node("Mul", RGB + "/energy", List.of(rgbScales, ofRgb));
    if (!last) {
      energy = graph.node("Add", "features/energy", List.of(energy, total("features/energy")));
    }
    addStyle(outer, energy, total(CONVOLUTION + "/scales"), Optional.empty());
    addStyles();
    return graph.build();
  }

  /** Scales and norms of a convolution. */
  private record Styled(
      String name,
      StyledConvolution convolution,
      String scales,
      String norms,
      String reciprocals) {}

  private Styled styled(String name, StyledConvolution convolution) {
    String scales = modulator.scales(name, convolution.modulation());
    String norms = modulator.norms(name, scales, convolution);
    String reciprocals = graph.node("Reciprocal", name + "/factors", List.of(norms));
    convolution.noise().ifPresent(noise -> graph.input(noise.input(), 1, 1, side, side));
    return new Styled(name, convolution, scales, norms, reciprocals);
  }

  /** A map that comes in as a whole. */
  private RowPieces pieces(String input, int channels) {
    RowPieces pieces = new RowPieces(graph, input, layout.blocks(channels), side);
    pieces.add(graph.inputOfAnyShape(input, 4), 0, side);
    return pieces;
  }

  private RowPieces features() {
    if (!last || plan.strips() == 1) {
      return pieces(StageNames.FEATURES_OUT, width);
    }
    RowPieces pieces = new RowPieces(graph, StageNames.FEATURES_OUT, layout.blocks(width), side);
    for (Strip strip : Strip.cut(side, plan.strips())) {
      String input = graph.inputOfAnyShape(Recorded.features(strip.from()), 4);
      pieces.add(input, strip.from(), strip.to());
    }
    return pieces;
  }

  private void writeUpsampling(
      Upsampling upsampling,
      RowPieces features,
      RowPieces ofFeatures,
      String rgbScales,
      Styled outer,
      DataGradient through) {
    StyledConvolution up = upsampling.convolution();
    int half = side / 2;
    int inWidth = layout.padded(up.in());
    Styled inner = styled(UP, up);
    RowPieces innerMap = new RowPieces(graph, "inner", layout.blocks(up.out()), side);
    for (Strip strip : Strip.cut(side, plan.strips())) {
      String input = graph.inputOfAnyShape(Recorded.inner(strip.from()), 4);
      innerMap.add(input, strip.blurredFrom(), strip.blurredTo());
    }
    RowPieces input = new RowPieces(graph, StageNames.FEATURES, layout.blocks(up.in()), half);
    input.add(graph.inputOfAnyShape(StageNames.FEATURES, 4), 0, half);
    // The scales behind the second convolution have not been applied to what comes to the first.
    String factors =
        graph.node("Mul", UP + "/gradient_factors", List.of(outer.scales(), inner.reciprocals()));
    DataGradient back = new DataGradient(graph, UP, up, factors, false, plan.modulatedFeatures());
    PixelSums inputSums = new PixelSums(graph, half);
    List<String> gradients = new ArrayList<>();
    List<BackwardStrip> strips = BackwardStrip.cut(side, plan.strips());
    for (BackwardStrip strip : strips) {
      String ofOuter = ofOuter(strip, features, ofFeatures, rgbScales);
      String v = ofInner(through, ofOuter, strip);
      String own =
          sums.own(
              strip.innerRows(), strip.from() - strip.innerFrom(), strip.to() - strip.innerFrom());
      String values = innerMap.rows(strip.innerFrom(), strip.innerTo());
      addPart(
          CONVOLUTION + "/scales",
          sums.product(CONVOLUTION, values, v, own, up.out(), strip.innerRows()));
      String masked = masked(UP, v, values, up, strip.innerRows());
      addNoiseSums(inner, masked, own, strip.innerFrom(), strip.innerRows());
      String scaled = back.scaled(masked, strip.innerRows(), side);
      String blurred =
          graph
              .convolution(UP + "/unblurred", scaled, blurWeight(upsampling))
              .depthwise(layout.padded(up.out()))
              .window(BLUR, BLUR)
              .pads(strip.blurTopPad(), 2, strip.blurBottomPad(), 2)
              .add();
      String ofInput = back.convolution(blurred).strides(2, 2).pads(0, 0, 0, 0).add();
      String given = input.rows(strip.inputFrom(), strip.inputTo());
      int rows = strip.inputRows();
      addPart(
          UP + "/scales",
          inputSums.product(UP, given, ofInput, inputSums.own(rows, 0, rows), up.in(), rows));
      String flat =
          graph.reshape(ofInput, layout.blocks(up.in()), (long) rows * half, layout.block());
      String factor = graph.reshape(inner.scales(), layout.blocks(up.in()), 1, layout.block());
      gradients.add(graph.node("Mul", "features/gradient", List.of(flat, factor)));
    }
    addFeatureGradient(gradients, strips, inWidth, half);
    addSkipGradient(upsampling);
    String scales = total(CONVOLUTION + "/scales");
    String energy = graph.node("Mul", UP + "/energy_sum", List.of(outer.scales(), scales));
    addStyle(inner, energy, total(UP + "/scales"), Optional.of(outer.scales()));
  }

  private void addFeatureGradient(
      List<String> gradients, List<BackwardStrip> strips, int inWidth, int half) {
    String name = GradientGraph.gradient(StageNames.FEATURES);
    if (gradients.size() == 1) {
      graph.node(
          "Reshape", name, List.of(gradients.get(0), graph.integers(1, inWidth, half, half)));
      graph.output(name, 1, inWidth, half, half);
      return;
    }
    long line = (long) half * layout.block();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      int rows = strips.get(i).inputRows();
      lines.add(graph.reshape(gradients.get(i), 1, inWidth / layout.block(), rows, line));
    }
    graph.node("Concat", name, lines, Attribute.of("axis", 2));
    graph.output(name, 1, inWidth / layout.block(), half, line);
  }

  /** The transpose of enlarging the picture. */
  private void addSkipGradient(Upsampling upsampling) {
    String name = GradientGraph.gradient(StageNames.SKIP);
    String kernel = graph.constant("skip/kernel", upsampling.skipKernel(), 3, 1, 4, 4);
    graph.node(
        "Conv",
        name,
        List.of(ofPicture, kernel),
        Attribute.of("group", 3),
        Attribute.list("kernel_shape", 4, 4),
        Attribute.list("strides", 2, 2),
        Attribute.list("pads", 1, 1, 1, 1));
    graph.output(name, 1, 3, side / 2, side / 2);
  }

  /**
   * The gradient behind the second convolution, before its activation; notes the sums that it and
   * the picture are part of.
   */
  private String ofOuter(
      BackwardStrip strip, RowPieces features, RowPieces ofFeatures, String rgbScales) {
    int from = strip.outerFrom();
    int rows = strip.outerRows();
    StyledConvolution convolution = stage.convolution();
    String own = sums.own(rows, strip.from() - from, strip.to() - from);
    String values = features.rows(from, strip.outerTo());
    String colours = rows == side ? ofPicture : graph.slice(ofPicture, 2, from, strip.outerTo());
    BlockedGraph.Convolution spread =
        graph
            .convolution(RGB + "/spread", colours, rgbWeight(rgbScales))
            .window(1, 1)
            .pads(0, 0, 0, 0);
    if (ofFeatures != null) {
      String seed = ofFeatures.rows(from, strip.outerTo());
      addPart("features/energy", sums.product("features", values, seed, own, width, rows));
      spread.plus(seed);
    }
    String gradient = spread.add();
    long pixels = (long) rows * side;
    String ownColours =
        graph.node("Mul", RGB + "/own", List.of(graph.reshape(colours, 3, pixels), own));
    addPart(RGB + "/sums", sums.weighted(RGB, ownColours, values, width, rows));
    String masked = masked(CONVOLUTION, gradient, values, convolution, rows);
    addNoiseSums(CONVOLUTION, convolution, masked, own, from, rows);
    return masked;
  }

  private String rgbWeight(String rgbScales) {
    String colours = rgbColours();
    return shared.computeIfAbsent(
        RGB + "/back",
        name -> {
          int blocks = layout.blocks(width);
          String factor = graph.reshape(rgbScales, blocks, 1, layout.block());
          String weight = graph.node("Mul", name, List.of(colours, factor));
          return graph.reshape(weight, layout.padded(width), 3, 1, 1);
        });
  }

  /** The weight of the colours, {@code [c / b, 3, b]}. */
  private String rgbColours() {
    return shared.computeIfAbsent(
        RGB + "/colours",
        name -> {
          int block = layout.block();
          float[] values = new float[layout.padded(width) * 3];
          for (int colour = 0; colour < 3; colour++) {
            for (int channel = 0; channel < width; channel++) {
              values[(channel / block * 3 + colour) * block + channel % block] =
                  stage.rgb().weight()[colour * width + channel];
            }
          }
          return graph.constant(name, values, layout.blocks(width), 3, block);
        });
  }

  /** The gradient with respect to the scales of the convolution to the picture. */
  private String ofRgbScales() {
    String products =
        graph.node("Mul", RGB + "/products", List.of(total(RGB + "/sums"), rgbColours()));
    String sum =
        graph.node(
            "ReduceSum",
            RGB + "/of_scales",
            List.of(products, graph.integers(1)),
            Attribute.of("keepdims", 0));
    return graph.reshape(sum, 1, layout.padded(width));
  }

  /** Times what the activation's slope is, by the sign of what it gave. */
  private String masked(
      String name, String gradient, String values, StyledConvolution convolution, int rows) {
    int stored = layout.padded(convolution.out());
    String large =
        shared.computeIfAbsent(
            name + "/large",
            key -> {
              float[] factors = new float[stored];
              Arrays.fill(factors, LARGE);
              return graph.constant(key, factors, stored, 1, 1, 1);
            });
    String slopes =
        graph
            .convolution(name + "/slopes", values, large)
            .depthwise(stored)
            .window(1, 1)
            .pads(0, 0, 0, 0)
            .clipped(convolution.slope(), 1)
            .add();
    return graph.node("Mul", name + "/masked", List.of(gradient, slopes));
  }

  private String ofInner(DataGradient through, String ofOuter, BackwardStrip strip) {
    String scaled = through.scaled(ofOuter, strip.outerRows(), side);
    if (plan.winograd()) {
      return through.winograd(scaled, side);
    }
    return through
        .convolution(scaled)
        .pads(strip.convolutionTopPad(), 1, strip.convolutionBottomPad(), 1)
        .add();
  }

  private void addNoiseSums(Styled styled, String masked, String own, int from, int rows) {
    addNoiseSums(styled.name(), styled.convolution(), masked, own, from, rows);
  }

  /** The sums of a gradient, and of the gradient times the noise. */
  private void addNoiseSums(
      String name, StyledConvolution convolution, String masked, String own, int from, int rows) {
    String weights = own;
    if (convolution.noise().isPresent()) {
      String noise = convolution.noise().get().input();
      String part = rows == side ? noise : graph.slice(noise, 2, from, from + rows);
      String row = graph.reshape(part, 1, (long) rows * side);
      String ownNoise = graph.node("Mul", name + "/own_noise", List.of(row, own));
      weights =
          graph.node("Concat", name + "/rows", List.of(own, ownNoise), Attribute.of("axis", 0));
    }
    addPart(
        name + "/noise", sums.weighted(name + "/noise", weights, masked, convolution.out(), rows));
  }

  private void addPart(String name, String sum) {
    parts.computeIfAbsent(name, key -> new ArrayList<>()).add(sum);
  }

  private String total(String name) {
    return shared.computeIfAbsent(
        name + "/total",
        key -> {
          List<String> all = parts.get(name);
          return all.size() == 1 ? all.get(0) : graph.node("Sum", key, all);
        });
  }

  /**
   * The gradient with respect to the style of a convolution.
   *
   * @param energy the sum of the gradient of its result times the result, {@code [1, out]}
   * @param ofScales that with respect to the scales, without the norms
   * @param missing the factors that the summed gradients lack, {@code [1, out]}
   */
  private void addStyle(Styled styled, String energy, String ofScales, Optional<String> missing) {
    String name = styled.name();
    StyledConvolution convolution = styled.convolution();
    int out = convolution.out();
    int blocks = layout.blocks(out);
    int rows = convolution.noise().isPresent() ? 2 : 1;
    // Of what the activation took: bias and noise times the strength.
    float[] shares = new float[blocks * rows * layout.block()];
    for (int channel = 0; channel < out; channel++) {
      int place = channel / layout.block() * rows * layout.block() + channel % layout.block();
      shares[place] = convolution.bias()[channel];
      if (rows == 2) {
        shares[place + layout.block()] = convolution.noise().get().strength();
      }
    }
    String constant = graph.constant(name + "/shares", shares, blocks, rows, layout.block());
    String products =
        graph.node("Mul", name + "/added_products", List.of(total(name + "/noise"), constant));
    String added =
        graph.reshape(
            graph.node(
                "ReduceSum",
                name + "/added",
                List.of(products, graph.integers(1)),
                Attribute.of("keepdims", 0)),
            1,
            layout.padded(out));
    if (missing.isPresent()) {
      added = graph.node("Mul", name + "/added_scaled", List.of(added, missing.get()));
    }
    // -(energy - added) / n^2
    String difference = graph.node("Sub", name + "/difference", List.of(added, energy));
    String squares =
        graph.node("Mul", name + "/norm_squares", List.of(styled.norms(), styled.norms()));
    String ofNorms = graph.node("Div", name + "/of_norms", List.of(difference, squares));
    String throughNorms = modulator.backThroughNorms(name, styled.scales(), ofNorms);
    addStyle(
        name,
        convolution.modulation().style(),
        graph.node("Add", name + "/of_scales", List.of(ofScales, throughNorms)));
  }

  private void addStyle(String name, int style, String ofScales) {
    styleRows.add(modulator.backToStyle(name, ofScales));
    styleIndices.add(style);
  }

  /** Puts the rows where their styles are in the code. */
  private void addStyles() {
    float[] places = new float[stage.styles() * styleRows.size()];
    for (int i = 0; i < styleRows.size(); i++) {
      places[styleIndices.get(i) * styleRows.size() + i] = 1;
    }
    String rows = graph.node("Concat", "styles/rows", styleRows, Attribute.of("axis", 0));
    String constant = graph.constant("styles/places", places, 1, stage.styles(), styleRows.size());
    String name = GradientGraph.gradient(StageNames.STYLES);
    graph.node("MatMul", name, List.of(constant, rows));
    graph.output(name, 1, stage.styles(), stage.styleDimension());
  }

  private String blurWeight(Upsampling upsampling) {
    return shared.computeIfAbsent(
        UP + "/blur",
        name -> {
          int channels = upsampling.convolution().out();
          int taps = BLUR * BLUR;
          float[] mirrored = new float[channels * taps];
          for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = upsampling.blur()[i / taps * taps + taps - 1 - i % taps];
          }
          return graph.constant(
              name,
              layout.features(mirrored, channels, taps),
              layout.padded(channels),
              1,
              BLUR,
              BLUR);
        });
  }
}
