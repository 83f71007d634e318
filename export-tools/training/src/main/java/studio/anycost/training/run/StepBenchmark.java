package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import studio.anycost.api.model.RgbImage;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PicturePreparation;
import studio.anycost.training.parallel.Alone;
import studio.anycost.training.tensors.Precision;

/**
 * Takes steps of the first stage on noise, for whoever times them: one state, and a trainer for
 * every kind of step in every precision. Owns the state; close it. One thread at a time.
 */
public final class StepBenchmark implements AutoCloseable {
  private static final int PICTURES = 4;

  private final TrainingState state;
  private final Map<Precision, Map<Kind, Trainer>> trainers = new EnumMap<>(Precision.class);

  /** The kinds of steps, of which a run is mixed. */
  public enum Kind {
    /** Discriminator, generator, average. */
    PLAIN,
    /** The same and the gradient penalty. */
    PENALTY,
    /** The same and path length regularisation. */
    PATH
  }

  /**
   * A benchmark with the first weights of StyleGAN2.
   *
   * @throws IOException if the pictures cannot be written to a temporary folder
   */
  public StepBenchmark(GeneratorSpec spec, int batch) throws IOException {
    StageOptions stage = StageOptions.styleGan();
    TrainingOptions published = TrainingOptions.published(1, batch, stage);
    PictureData data = noise(spec.resolution());
    state = new TrainingState(spec, stage.discriminator(spec.channels()), published);
    for (Precision precision : Precision.values()) {
      Map<Kind, Trainer> kinds = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        TrainingOptions options = options(published, kind, precision);
        kinds.put(kind, new Trainer(state, options, data, Optional.empty(), new Alone()));
      }
      trainers.put(precision, kinds);
    }
  }

  private static TrainingOptions options(TrainingOptions all, Kind kind, Precision precision) {
    return new TrainingOptions(
        all.seed(),
        all.batch(),
        all.adam(),
        all.correctsRegularization(),
        all.penaltyWeight(),
        kind == Kind.PENALTY ? 1 : 0,
        all.pathWeight(),
        kind == Kind.PATH ? 1 : 0,
        all.pathShrink(),
        all.mixing(),
        all.halfLifePictures(),
        all.mirrors(),
        all.isAdversarial(),
        all.trainsMapping(),
        all.stage(),
        precision);
  }

  private static PictureData noise(int size) throws IOException {
    Path folder = Files.createTempDirectory("anycost-training");
    try {
      Path photos = Files.createDirectory(folder.resolve("photos"));
      for (int i = 0; i < PICTURES; i++) {
        Files.writeString(photos.resolve("photo" + i), "");
      }
      Random random = new Random(1);
      Path file = folder.resolve("data");
      new PicturePreparation(
              photo -> {
                int[] rgb = new int[size * size];
                Arrays.setAll(rgb, i -> random.nextInt(1 << 24));
                return RgbImage.of(size, size, rgb);
              })
          .prepare(photos, size, file, (seen, all) -> {});
      return PictureData.open(file); // Stays mapped without its name.
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Takes a step and tells its seconds. */
  public double seconds(Precision precision, Kind kind) {
    long start = System.nanoTime();
    trainers.get(precision).get(kind).step();
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * The seconds of a step of a published run on average: one in 16 has the penalty, one in 8 path
   * length regularisation.
   *
   * @param seconds by the order of {@link Kind}
   */
  public static double amortised(List<Double> seconds) {
    double plain = seconds.get(0);
    return plain + (seconds.get(1) - plain) / 16 + (seconds.get(2) - plain) / 8;
  }

  /** Frees the state. */
  @Override
  public void close() {
    state.close();
  }
}
