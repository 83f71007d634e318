package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import studio.anycost.models.graph.StageNames;

/** One stage of a shape in each of the forms that {@link StagePlan} chooses among. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StageFormsBenchmark {
  private static final int STYLE_DIMENSION = 512;

  /** Resolution, channels in, channels out. */
  @Param({
    "8:512:512",
    "16:512:512",
    "32:512:256",
    "64:256:128",
    "64:512:512",
    "64:384:384",
    "128:512:256",
    "256:256:128",
    "512:128:64",
    "1024:64:32",
    "1024:16:8"
  })
  public String shape;

  /** Strips, phases, what is modulated, whether Winograd's filtering is used. */
  @Param({
    "1:separate:features",
    "1:joint:features",
    "1:separate:weights",
    "1:joint:weights",
    "2:separate:weights",
    "4:separate:weights",
    "8:separate:weights",
    "16:separate:weights",
    "1:separate:weights:winograd",
    "1:separate:features:winograd"
  })
  public String form;

  private final Random random = new Random(1);
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private OrtEnvironment environment;
  private OrtSession session;

  @Setup
  public void open() throws OrtException {
    environment = OrtEnvironment.getEnvironment();
    String[] sizes = shape.split(":");
    String[] forms = form.split(":");
    int resolution = Integer.parseInt(sizes[0]);
    StagePlan plan =
        new StagePlan(
            Integer.parseInt(forms[0]),
            forms[1].equals("joint"),
            forms[2].equals("features"),
            forms.length > 3);
    if (plan.strips() > Math.max(1, resolution / 16)) {
      throw new IllegalArgumentException("Strips of fewer than 16 rows are never chosen.");
    }
    BlockedLayout layout =
        layout().orElseThrow(() -> new IllegalStateException("There is no blocked layout here."));
    int in = Integer.parseInt(sizes[1]);
    StyledStage stage = stage(resolution, in, Integer.parseInt(sizes[2]));
    ModelProto model =
        StageWriter.write(
            stage,
            layout,
            plan,
            resolution < 1024 ? StageWriter.Giving.FEATURES : StageWriter.Giving.NOTHING);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(model.toByteArray(), options);
    }
    int half = resolution / 2;
    give(StageNames.STYLES, 1, 3, STYLE_DIMENSION);
    give(StageNames.FEATURES, 1, layout.padded(in), half, half);
    give(StageNames.SKIP, 1, 3, half, half);
    give(StageNames.noise(0), 1, 1, resolution, resolution);
    give(StageNames.noise(1), 1, 1, resolution, resolution);
  }

  @TearDown
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    if (session != null) {
      session.close();
    }
  }

  /** The stage, its picture and (but for the last) its features. */
  @Benchmark
  public int run() throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      return result.size();
    }
  }

  private Optional<BlockedLayout> layout() throws OrtException {
    try (OrtSession probe = environment.createSession(LayoutProbe.model().toByteArray());
        OnnxTensor input =
            OnnxTensor.createTensor(environment, new float[1][LayoutProbe.CHANNELS][1][1]);
        OrtSession.Result result =
            probe.run(Map.of(LayoutProbe.INPUT, input), Set.of(LayoutProbe.OUTPUT))) {
      return LayoutProbe.layout(((TensorInfo) result.get(0).getInfo()).getShape());
    }
  }

  private StyledStage stage(int resolution, int in, int out) {
    float[] blur = new float[out * 16];
    float[] skip = new float[48];
    float[] taps = {0.25f, 0.75f, 0.75f, 0.25f};
    for (int i = 0; i < blur.length; i++) {
      blur[i] = taps[i % 16 / 4] * taps[i % 4];
    }
    System.arraycopy(blur, 0, skip, 0, 16);
    System.arraycopy(blur, 0, skip, 16, 16);
    System.arraycopy(blur, 0, skip, 32, 16);
    return new StyledStage(
        resolution,
        3,
        STYLE_DIMENSION,
        new StyledStage.Upsampling(convolution(0, in, out), blur, skip),
        convolution(1, out, out),
        new StyledStage.ToRgb(out, normal(3 * out, 0.1), modulation(2, out), new float[3]));
  }

  private StyledStage.StyledConvolution convolution(int index, int in, int out) {
    return new StyledStage.StyledConvolution(
        in,
        out,
        normal(out * in * 9, 1 / Math.sqrt(in * 9.0)),
        modulation(index, in),
        (float) Math.sqrt(2),
        1e-8f,
        Optional.of(new StyledStage.Noise(StageNames.noise(index), 0.1f)),
        normal(out, 0.1),
        0.2f);
  }

  private StyledStage.Modulation modulation(int style, int channels) {
    float[] bias = new float[channels];
    Arrays.fill(bias, 1f);
    return new StyledStage.Modulation(
        style, normal(channels * STYLE_DIMENSION, 0.3 / Math.sqrt(STYLE_DIMENSION)), bias);
  }

  private void give(String name, long... dimensions) throws OrtException {
    long count = 1;
    for (long axis : dimensions) {
      count *= axis;
    }
    float[] values = normal(Math.toIntExact(count), 1);
    inputs.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), dimensions));
  }

  private float[] normal(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }
}
