package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;

/** Draws, renders and scores samples, from where the file of scores ends. */
final class Sampling {
  /** Samples of a record: enough to keep the cores busy, and little to do again after a crash. */
  static final int BATCH = 64;

  private static final double NANOS = 1e9;

  private final Generator generator;
  private final Settings settings;
  private final Samples samples;
  private final Predictor predictor;
  private final LongSupplier clock;

  /**
   * @param clock in nanoseconds
   */
  Sampling(
      Generator generator,
      Settings settings,
      Samples samples,
      Predictor predictor,
      LongSupplier clock) {
    this.generator = generator;
    this.settings = settings;
    this.samples = samples;
    this.predictor = predictor;
    this.clock = clock;
  }

  /** The file of the scores of these settings, in a folder. */
  ScoreFile open(Path folder, TaskContext<?> task) throws IOException {
    byte[] digest = digest();
    String name = "scores-" + HexFormat.of().formatHex(digest, 0, 8) + ".bin";
    return ScoreFile.open(
        folder.resolve(name), digest, predictor.probe(task.cancellation()), BATCH);
  }

  /** What scores depend on, but for the predictor's weights and the number of samples. */
  private byte[] digest() {
    String text =
        String.join(
            "\n",
            generator.description().identity(),
            settings.seed() + " " + settings.psi(),
            settings.ratio() + " " + settings.resolution(),
            // Which faces they are; z and w draw the same.
            settings.space() == Space.W_PLUS ? "mixed" : "whole",
            String.join("\n", predictor.names()));
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * Goes on until there are enough, or until it is stopped.
   *
   * @param share of the whole work that this is
   * @return how many of the wanted samples there are
   */
  int run(ScoreFile file, double share, TaskContext<?> task) throws IOException {
    int wanted = settings.samples();
    int first = file.samples();
    long start = clock.getAsLong();
    SubGenerator cheap =
        generator.description().channels().subGenerator(settings.ratio(), settings.resolution());
    while (file.samples() < wanted && !task.stopRequested()) {
      int from = file.samples();
      task.progress()
          .report(
              share * (from - first) / (wanted - first),
              message(from, wanted, from - first, (clock.getAsLong() - start) / NANOS));
      List<StyleCode> codes = samples.codes(from, BATCH, task.cancellation());
      ImageTensor[] pictures = new ImageTensor[BATCH];
      generator.renderAll(
          codes,
          cheap,
          Noise.FIXED,
          task.cancellation(),
          // Here, while the other cores render, and not before the predictor, when they wait.
          (index, picture) -> pictures[index] = predictor.sized(picture));
      // From here on nothing is between the scores and the file.
      file.append(predictor.scores(Arrays.asList(pictures), task.cancellation()));
    }
    return Math.min(wanted, file.samples());
  }

  private static String message(int done, int wanted, int now, double seconds) {
    String text = String.format(Locale.ROOT, "%,d of %,d faces", done, wanted);
    return now == 0 || seconds <= 0
        ? text
        : text + String.format(Locale.ROOT, ", %.0f a second", now / seconds);
  }
}
