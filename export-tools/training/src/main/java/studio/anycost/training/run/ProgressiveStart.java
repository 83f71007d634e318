package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.parallel.Peers;

/**
 * Begins the first stage at low resolutions, where a step is cheap: a run for each level, in a
 * folder of its own below the run's, each from the weights of the level before. A level that is
 * over is not trained again. Pairs of the run hold every level, all the time: a latent that means
 * another picture at every level would have to be learned anew.
 *
 * @param levels ascending
 */
public record ProgressiveStart(List<Level> levels) {
  private static final int LOWEST = 8;
  private static final int HIGHEST = 4096;
  private static final long MOST_THOUSANDS = 10_000_000;
  private static final Pattern LEVEL = Pattern.compile("([0-9]{1,4}):([0-9]{1,8})");

  /**
   * One level.
   *
   * @param resolution of its pictures
   * @param pictures how many it sees
   */
  public record Level(int resolution, long pictures) {}

  public ProgressiveStart {
    levels = List.copyOf(levels);
  }

  /**
   * Reads a schedule.
   *
   * @param text levels with commas between them, each a resolution, a colon and thousands of
   *     pictures
   * @throws IllegalArgumentException with a sentence if it is none
   */
  public static ProgressiveStart parse(String text) {
    List<Level> levels = new ArrayList<>();
    int before = LOWEST - 1;
    for (String part : text.split(",", -1)) {
      Matcher level = LEVEL.matcher(part.strip());
      int resolution = level.matches() ? Integer.parseInt(level.group(1)) : 0;
      long thousands = level.matches() ? Long.parseLong(level.group(2)) : 0;
      if (resolution <= before
          || resolution > HIGHEST
          || Integer.bitCount(resolution) != 1
          || thousands < 1
          || thousands > MOST_THOUSANDS) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is no value for --progressive: resolutions from 8 on, ascending, each with"
                + " thousands of pictures, for instance 16:200,32:300.");
      }
      before = resolution;
      levels.add(new Level(resolution, 1000 * thousands));
    }
    return new ProgressiveStart(levels);
  }

  /**
   * Trains the levels that are not over.
   *
   * @param folder of the run
   * @param plan of the run, at its full resolution
   * @return the checkpoint that the run begins with; empty if it was stopped before
   * @throws IllegalArgumentException with a sentence if the plan has no place for levels
   * @throws IOException as a run
   */
  public Optional<Path> run(
      Path folder,
      RunPlan plan,
      Peers peers,
      BooleanSupplier stopped,
      Function<RunPlan, TrainingRun.Listener> listeners)
      throws IOException {
    require(plan);
    PictureData data = PictureData.open(plan.data());
    Optional<Path> start = Optional.empty();
    for (Level level : levels) {
      Path own = folder.resolve("level-" + level.resolution());
      RunPlan levelPlan = plan(level, plan, start);
      TrainingRun.Listener listener = listeners.apply(levelPlan);
      listener.told(
          "Level "
              + level.resolution()
              + " px, "
              + levelPlan.rhythm().steps()
              + " steps, in "
              + own
              + ":");
      Files.createDirectories(own);
      long done =
          new TrainingRun(own, levelPlan, peers, data.reducedTo(level.resolution()))
              .run(stopped, listener);
      if (done < levelPlan.rhythm().steps()) {
        return Optional.empty();
      }
      start = Optional.of(own.resolve(TrainingRun.CHECKPOINT));
    }
    return start;
  }

  private void require(RunPlan plan) {
    if (plan.options().stage().resolutions() > 1 || plan.start().isPresent()) {
      throw new IllegalArgumentException(
          "Levels are for a first stage that begins from nothing: leave out --progressive, or"
              + " --start and --stage.");
    }
    int last = levels.get(levels.size() - 1).resolution();
    if (last >= plan.generator().resolution()) {
      throw new IllegalArgumentException(
          "Levels are below the resolution of the run, "
              + plan.generator().resolution()
              + " px; "
              + last
              + " px is not (--progressive).");
    }
  }

  private static RunPlan plan(Level level, RunPlan plan, Optional<Path> start) {
    ChannelTable channels = plan.generator().channels();
    RunPlan.Rhythm rhythm = plan.rhythm();
    int batch = plan.options().batch();
    return new RunPlan(
        plan.data(),
        new GeneratorSpec(
            new ChannelTable(level.resolution(), channels.multiplier(), channels.channelMax()),
            plan.generator().styleDimension(),
            plan.generator().mappingLayers()),
        plan.options(),
        new RunPlan.Rhythm(
            (level.pictures() + batch - 1) / batch,
            rhythm.checkpointEvery(),
            rhythm.gridEvery(),
            rhythm.gridSide(),
            rhythm.evaluateEvery(),
            rhythm.evaluated()),
        start,
        Optional.empty(),
        plan.perceptual(),
        plan.threads(),
        plan.pairs().map(Pairs::undiminished));
  }
}
