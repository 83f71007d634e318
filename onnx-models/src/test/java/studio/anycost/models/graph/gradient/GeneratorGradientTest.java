package studio.anycost.models.graph.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.gradient.PlainRuntime.Values;
import studio.anycost.models.graph.standalone.StandaloneForm;
import studio.anycost.models.graph.standalone.StandaloneGraph;
import studio.anycost.models.io.Npy;

/**
 * The gradient of whole sub-generators of the default bundle, against the autograd of the public
 * PyTorch implementation. The files come from {@code
 * export-tools/reference/make_gradient_golden.py}, which tells what is differentiated.
 */
class GeneratorGradientTest {
  private static final double TOLERANCE = 1e-3;

  private static SubGenerator subGenerator(ModelBundle bundle, double ratio, int resolution) {
    return bundle.description().channels().subGenerator(ratio, resolution);
  }

  private static List<ModelProto> stages(ModelBundle bundle, SubGenerator subGenerator)
      throws Exception {
    List<ModelProto> stages = new ArrayList<>();
    for (StageEntry stage : bundle.stages()) {
      if (stage.resolution() <= subGenerator.resolution()) {
        ModelProto graph = OnnxGuard.parse(bundle.read(stage.file()), stage.file());
        stages.add(GraphSlicer.slice(graph, subGenerator.channels()));
      }
    }
    return stages;
  }

  /** Noise maps that are zero, which is what the golden gradients were taken with. */
  private static Map<String, float[]> withoutNoise(ModelBundle bundle) throws IOException {
    Map<String, float[]> noise = new HashMap<>();
    bundle.fixedNoise().forEach((name, values) -> noise.put(name, new float[values.length]));
    return noise;
  }

  /** The style code, which stands behind its gradient. */
  private static Values code(float[] golden, int styles, int dimension) {
    int count = styles * dimension;
    assertThat(golden).hasSize(2 * count);
    return new Values(
        Arrays.copyOfRange(golden, count, 2 * count), new long[] {1, styles, dimension});
  }

  private static Values seed(long... shape) {
    float[] data = new float[Math.toIntExact(new Shape(shape).count())];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) Math.sin(5.0 * i / data.length);
    }
    return new Values(data, shape);
  }

  private static void assertClose(float[] actual, float[] golden, String what) {
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(golden[i]));
      worst = Math.max(worst, Math.abs(actual[i] - golden[i]));
    }
    assertThat(largest).isGreaterThan(0.1);
    assertThat(worst / largest).as(what).isLessThanOrEqualTo(TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"starter-full-64, 1, 64", "starter-full-256, 1, 256", "starter-half-128, 0.5, 128"})
  void equalsAutograd(String name, double ratio, int resolution) throws Exception {
    float[] golden = Npy.read(Path.of("src/test/resources/gradient", name + ".npy")).data();
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      int styles = bundle.description().styleCount();
      int dimension = bundle.description().styleDimension();
      ModelProto model =
          StandaloneGraph.of(
              stages(bundle, subGenerator(bundle, ratio, resolution)),
              withoutNoise(bundle),
              Optional.empty(),
              StandaloneForm.PLAIN,
              Map.of());
      Map<String, Values> inputs = new HashMap<>();
      inputs.put(StageNames.STYLES, code(golden, styles, dimension));
      inputs.put(GradientGraph.seed(StageNames.IMAGE), seed(1, 3, resolution, resolution));
      Map<String, long[]> shapes =
          PlainRuntime.shapes(model, Map.of(StageNames.STYLES, inputs.get(StageNames.STYLES)));
      ModelProto gradient =
          GradientGraph.of(
              model, shapes, List.of(StageNames.IMAGE), List.of(StageNames.STYLES), List.of());
      try (PlainRuntime backward = new PlainRuntime(gradient)) {
        float[] actual = backward.run(inputs).get(GradientGraph.gradient(StageNames.STYLES));
        assertThat(actual).hasSize(styles * dimension);
        assertClose(actual, golden, name);
      }
    }
  }

  /** Stage by stage, last one first, each computing its own forward again. */
  @Test
  void stagesInARowEqualTheWhole() throws Exception {
    String name = "starter-full-64";
    float[] golden = Npy.read(Path.of("src/test/resources/gradient", name + ".npy")).data();
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      int styles = bundle.description().styleCount();
      int dimension = bundle.description().styleDimension();
      Values code = code(golden, styles, dimension);
      List<ModelProto> stages = stages(bundle, subGenerator(bundle, 1, 64));
      List<Map<String, Values>> taken = new ArrayList<>();
      List<Map<String, long[]>> shapes = new ArrayList<>();
      Map<String, Values> inputs = new HashMap<>(Map.of(StageNames.STYLES, code));
      withoutNoise(bundle)
          .forEach(
              (input, zeros) -> {
                long side = Math.round(Math.sqrt(zeros.length));
                inputs.put(input, new Values(zeros, new long[] {1, 1, side, side}));
              });
      for (ModelProto stage : stages) {
        taken.add(Map.copyOf(inputs));
        Map<String, long[]> known = PlainRuntime.shapes(stage, inputs);
        shapes.add(known);
        try (PlainRuntime forward = new PlainRuntime(stage)) {
          Map<String, float[]> outputs = forward.run(inputs);
          for (String[] carried :
              new String[][] {
                {StageNames.FEATURES_OUT, StageNames.FEATURES},
                {StageNames.SKIP_OUT, StageNames.SKIP}
              }) {
            inputs.put(carried[1], new Values(outputs.get(carried[0]), known.get(carried[0])));
          }
        }
      }
      float[] total = new float[styles * dimension];
      Map<String, Values> seeds = new HashMap<>(Map.of(StageNames.SKIP_OUT, seed(1, 3, 64, 64)));
      for (int i = stages.size() - 1; i >= 0; i--) {
        boolean first = i == 0;
        List<String> wanted =
            first
                ? List.of(StageNames.STYLES)
                : List.of(StageNames.STYLES, StageNames.FEATURES, StageNames.SKIP);
        ModelProto gradient =
            GradientGraph.of(
                stages.get(i), shapes.get(i), List.copyOf(seeds.keySet()), wanted, List.of());
        Map<String, Values> given = new HashMap<>(taken.get(i));
        seeds.forEach((output, seed) -> given.put(GradientGraph.seed(output), seed));
        try (PlainRuntime backward = new PlainRuntime(gradient)) {
          Map<String, float[]> gradients = backward.run(given);
          float[] part = gradients.get(GradientGraph.gradient(StageNames.STYLES));
          for (int k = 0; k < total.length; k++) {
            total[k] += part[k];
          }
          if (!first) {
            seeds =
                new HashMap<>(
                    Map.of(
                        StageNames.FEATURES_OUT,
                        new Values(
                            gradients.get(GradientGraph.gradient(StageNames.FEATURES)),
                            shapes.get(i).get(StageNames.FEATURES)),
                        StageNames.SKIP_OUT,
                        new Values(
                            gradients.get(GradientGraph.gradient(StageNames.SKIP)),
                            shapes.get(i).get(StageNames.SKIP))));
          }
        }
      }
      assertClose(total, Arrays.copyOf(golden, total.length), "stage by stage");
    }
  }
}
