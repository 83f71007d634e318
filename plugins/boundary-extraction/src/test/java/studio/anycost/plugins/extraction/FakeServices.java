package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * A studio whose faces are bars: style {@code s} of a code is row {@code s} of the picture, and the
 * predictor sees in the first value "Warm", in a mix of the first and the second "Round", and in
 * the third "Never" nothing at all. Counts the pictures that are scored.
 */
final class FakeServices implements Services {
  static final int DIMENSION = 6;
  static final int SIDE = 8;
  static final List<String> NAMES = List.of("Warm", "Round", "Never");

  private static final float SCALE = 1 / 32f;

  final List<String> scored = new ArrayList<>();
  private final Path folder;
  private IntConsumer before = count -> {};
  private Optional<SampleRunner> elsewhere = Optional.empty();

  FakeServices(Path folder) {
    this.folder = folder;
  }

  /** Calls something before every run of the predictor, with the number of pictures. */
  FakeServices before(IntConsumer action) {
    before = action;
    return this;
  }

  /** Has samples made by something else. */
  FakeServices elsewhere(SampleRunner runner) {
    elsewhere = Optional.of(runner);
    return this;
  }

  @Override
  public SampleRunner samples() {
    return elsewhere.orElseGet(Services.super::samples);
  }

  /** All styles have the same mean, which is not 0. */
  static float mean(int index) {
    return index * 0.5f;
  }

  @Override
  public Generator generator() {
    return new Bars();
  }

  @Override
  public Networks networks() {
    return (name, onnx) -> new Eyes();
  }

  @Override
  public PortraitNetworks portraits() {
    throw new AssertionError("Nobody looks at faces.");
  }

  @Override
  public Path folder() {
    return folder;
  }

  private final class Bars implements Generator {
    @Override
    public GeneratorDescription description() {
      List<Float> mean = new ArrayList<>();
      for (int i = 0; i < DIMENSION; i++) {
        mean.add(mean(i));
      }
      return new GeneratorDescription(
          "bars",
          "ab".repeat(32),
          new ChannelTable(SIDE, 1, 8),
          DIMENSION,
          mean,
          List.of(),
          NAMES,
          false);
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      throw new AssertionError("Samples are drawn by the plugin.");
    }

    /** Twice as wide along the first axis. */
    @Override
    public StyleCode map(float[] z) {
      float[] w = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        w[i] = mean(i) + (i == 0 ? 2 : 1) * z[i];
      }
      return StyleCode.broadcast(w, description().styleCount());
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      cancellation.throwIfCancelled();
      float[] data = new float[3 * SIDE * SIDE];
      for (int style = 0; style < code.count(); style++) {
        for (int i = 0; i < DIMENSION; i++) {
          data[style * SIDE + i] = code.get(style, i) * SCALE;
        }
      }
      return ImageTensor.wrap(SIDE, data);
    }

    @Override
    public Latency latency(SubGenerator subGenerator) {
      throw new AssertionError("Nobody asked for that.");
    }

    @Override
    public Optional<Network> attributePredictor() {
      return Optional.of(new Eyes());
    }
  }

  private final class Eyes implements Network {
    @Override
    public String name() {
      return "eyes";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("image", List.of(-1L, 3L, (long) SIDE, (long) SIDE)));
    }

    @Override
    public List<Port> outputs() {
      return List.of(new Port("logits", List.of(-1L, 3L, 2L)));
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation)
        throws IOException {
      cancellation.throwIfCancelled();
      FloatTensor image = inputs.get("image");
      int count = (int) image.shape()[0];
      before.accept(count);
      float[] logits = new float[count * 3 * 2];
      for (int i = 0; i < count; i++) {
        int at = i * 3 * SIDE * SIDE;
        float first = image.get(at) / SCALE - mean(0);
        float second = image.get(at + 1) / SCALE - mean(1);
        float[] scores = {first, 0.6f * first / 2 + 0.8f * second, 0};
        for (int attribute = 0; attribute < 3; attribute++) {
          logits[(i * 3 + attribute) * 2] = -scores[attribute] / 2;
          logits[(i * 3 + attribute) * 2 + 1] = scores[attribute] / 2;
        }
        if (count > 1) { // the probe is no sample
          scored.add(first + " " + second);
        }
      }
      return Collections.singletonMap("logits", FloatTensor.wrap(logits, count, 3, 2));
    }
  }
}
