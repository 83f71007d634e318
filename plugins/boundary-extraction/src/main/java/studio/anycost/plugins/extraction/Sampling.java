package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.task.TaskContext;

/** Has samples drawn and scored, from where the file of scores ends. */
final class Sampling {
  private static final double NANOS = 1e9;

  private final Generator generator;
  private final Settings settings;
  private final Predictor predictor;
  private final LongSupplier clock;

  /**
   * @param clock in nanoseconds
   */
  Sampling(Generator generator, Settings settings, Predictor predictor, LongSupplier clock) {
    this.generator = generator;
    this.settings = settings;
    this.predictor = predictor;
    this.clock = clock;
  }

  /** The file of the scores of these settings, in a folder. */
  ScoreFile open(Path folder, TaskContext<?> task) throws IOException {
    byte[] digest = digest();
    String name = "scores-" + HexFormat.of().formatHex(digest, 0, 8) + ".bin";
    return ScoreFile.open(
        folder.resolve(name), digest, predictor.probe(task.cancellation()), ScoreJob.BATCH);
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
   * @param runner has them made
   * @param share of the whole work that this is
   * @return how many of the wanted samples there are
   */
  int run(ScoreFile file, SampleRunner runner, double share, TaskContext<?> task)
      throws IOException {
    int wanted = settings.samples();
    int first = file.samples();
    long start = clock.getAsLong();
    if (first < wanted) {
      task.progress().report(0, message(first, wanted, 0, 0));
      // Whole records, even if a few samples more than wanted.
      int last = (wanted + ScoreJob.BATCH - 1) / ScoreJob.BATCH * ScoreJob.BATCH;
      runner.run(
          ScoreJob.of(settings, predictor),
          first,
          last,
          task,
          (behind, scores) -> {
            // Nothing is between the scores and the file.
            for (int from = 0; from < scores.length; from += ScoreJob.BATCH) {
              file.append(Arrays.copyOfRange(scores, from, from + ScoreJob.BATCH));
            }
            int done = Math.min(behind, wanted);
            task.progress()
                .report(
                    share * (done - first) / (wanted - first),
                    message(done, wanted, behind - first, (clock.getAsLong() - start) / NANOS));
          });
    }
    return Math.min(wanted, file.samples());
  }

  private static String message(int done, int wanted, int now, double seconds) {
    return now == 0 || seconds <= 0
        ? Texts.of("sampling.faces", done, wanted)
        : Texts.of("sampling.facesASecond", done, wanted, now / seconds);
  }
}
