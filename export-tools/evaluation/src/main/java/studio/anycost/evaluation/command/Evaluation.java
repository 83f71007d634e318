package studio.anycost.evaluation.command;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.evaluation.measure.EncoderTable;
import studio.anycost.evaluation.measure.FeatureJob;
import studio.anycost.evaluation.measure.FeatureSet;
import studio.anycost.evaluation.measure.Pace;
import studio.anycost.evaluation.measure.PathLength;
import studio.anycost.evaluation.measure.SubVersusFull;
import studio.anycost.evaluation.measure.Uniform;
import studio.anycost.evaluation.picture.FolderPictures;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.score.PerceptualSource;
import studio.anycost.evaluation.statistics.Gaussian;
import studio.anycost.evaluation.statistics.KernelDistance;

/** Runs what a setting says, measure after measure. */
final class Evaluation {
  private final Setting setting;
  private final Generator generator;
  private final Results results = new Results();

  Evaluation(Setting setting) {
    this.setting = setting;
    this.generator = setting.engine().lentGenerator();
  }

  /**
   * Measures. Blocks.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence
   */
  Results run(TaskContext<?> task) throws IOException {
    Pace pace = new Pace(task, pictures(), System::nanoTime);
    if (setting.wantsFeatures()) {
      compareWithData(pace);
    }
    if (setting.wants(Measure.PPL)) {
      measurePaths(pace);
    }
    if (setting.wantsSubs()) {
      compareWithFull(pace);
    }
    if (setting.wants(Measure.ENCODER)) {
      measureEncoder(pace);
    }
    return results;
  }

  private long pictures() {
    long all = 0;
    long faces = setting.samples();
    if (setting.wantsFeatures()) {
      all += setting.data().orElseThrow().count() + faces * setting.whole().size();
    }
    if (setting.wants(Measure.PPL)) {
      all += 2 * faces * setting.whole().size();
    }
    if (setting.wantsSubs()) {
      all += faces * (1 + setting.subs().size());
    }
    if (setting.wants(Measure.ENCODER)) {
      all += encoderPictures();
    }
    return all;
  }

  private long encoderPictures() {
    return setting.aligned().orElseThrow().count() * (1L + setting.encoded().size());
  }

  private void compareWithData(Pace pace) throws IOException {
    FeatureExtractor extractor = setting.features().orElseThrow();
    FolderPictures data = setting.data().orElseThrow();
    boolean keeps = setting.wants(Measure.KID);
    pace.begin("Features of the data", data.count());
    FeatureSet real = FeatureSet.of(data, extractor, keeps, pace);
    results.setFeatureValues(real.moments().dimension());
    if (keeps && Math.min(real.count(), setting.samples()) < 4) {
      throw new IOException("KID needs four pictures of the data and four samples at least.");
    }
    Optional<Gaussian> wanted =
        setting.wants(Measure.FID) ? Optional.of(real.moments().gaussian()) : Optional.empty();
    for (Uniform uniform : setting.whole()) {
      FeatureJob job =
          new FeatureJob(
              uniform.ratio(),
              uniform.resolution(),
              setting.faces(),
              setting.noise(),
              setting.samples(),
              extractor.graph(),
              keeps);
      pace.begin("Features, " + uniform.name(), job.count());
      FeatureSet drawn = FeatureSet.of(job, setting.runner(), pace);
      OptionalDouble fid = OptionalDouble.empty();
      if (wanted.isPresent()) {
        pace.say("FID, " + uniform.name());
        fid = OptionalDouble.of(wanted.get().frechetDistance(drawn.moments().gaussian()));
      }
      Optional<KernelDistance> kid = Optional.empty();
      if (keeps) {
        pace.say("KID, " + uniform.name());
        kid =
            Optional.of(
                KernelDistance.between(
                    real.rows(),
                    drawn.rows(),
                    setting.faces().seed(),
                    pace.cancellation()::throwIfCancelled));
      }
      results.toData().put(uniform, new Results.ToData(fid, kid));
    }
    long least = Math.min(real.count(), setting.samples());
    if (wanted.isPresent() && least <= results.featureValues()) {
      results
          .notes()
          .add(
              "FID: of "
                  + least
                  + " pictures with "
                  + results.featureValues()
                  + " values each it comes out too large; compare it with the same numbers only, or"
                  + " take KID.");
    }
  }

  private void measurePaths(Pace pace) throws IOException {
    for (Uniform uniform : setting.whole()) {
      pace.begin("Path lengths, " + uniform.name(), 2L * setting.samples());
      results
          .pathLengths()
          .put(
              uniform,
              new PathLength(
                      uniform.ratio(),
                      uniform.resolution(),
                      setting.faces().seed(),
                      setting.sampling(),
                      setting.noise(),
                      setting.perceptual())
                  .of(setting.samples(), setting.runner(), pace));
    }
  }

  private void compareWithFull(Pace pace) throws IOException {
    SubVersusFull comparison =
        SubVersusFull.of(
            setting.subs(),
            setting.alike(),
            setting.noise(),
            setting.wants(Measure.CONSISTENCY)
                ? Optional.<PerceptualSource>of(setting.perceptual())
                : Optional.empty(),
            setting.wants(Measure.ATTRIBUTES));
    pace.begin(
        "Sub-generators and the full one", (long) setting.samples() * (1 + setting.subs().size()));
    results
        .subVersusFull()
        .putAll(comparison.run(generator, setting.samples(), setting.runner(), pace));
  }

  private void measureEncoder(Pace pace) throws IOException {
    pace.begin("Encoder", encoderPictures());
    results.setEncoder(
        EncoderTable.of(
            setting.engine(), setting.aligned().orElseThrow(), setting.encoded(), pace));
  }
}
