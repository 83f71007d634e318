package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.anycost.app.bench.FreshRenders;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.models.bundle.ModelBundle;

/**
 * Where the time of a sub-generator goes, from ONNX Runtime's own profile. In sessions of its own,
 * because profiled runs are slower.
 */
public final class OperatorBench {
  /** Few, as every node of every run is an entry of a file. */
  private static final int RUNS = 5;

  private static final Pattern STAGE = Pattern.compile("stage-for-(\\d+)-px.*");

  /**
   * One sub-generator.
   *
   * @param runs that count
   * @param stages ascending by resolution
   */
  public record Result(UniformGrid.Place place, int runs, List<Stage> stages) {
    /** All stages together, by descending time. */
    public List<OperatorTime> operators() {
      return stages.stream()
          .flatMap(stage -> stage.operators().stream())
          .collect(Collectors.groupingBy(OperatorTime::operator))
          .entrySet()
          .stream()
          .map(
              entry ->
                  new OperatorTime(
                      entry.getKey(),
                      sum(entry.getValue(), OperatorTime::nodes),
                      sum(entry.getValue(), OperatorTime::milliseconds)))
          .sorted(Comparator.comparing(OperatorTime::milliseconds).reversed())
          .toList();
    }

    public double milliseconds() {
      return sum(operators(), OperatorTime::milliseconds);
    }
  }

  /**
   * One stage of a sub-generator.
   *
   * @param resolution its output side in pixels
   * @param operators by descending time
   */
  public record Stage(int resolution, List<OperatorTime> operators) {
    public double milliseconds() {
      return sum(operators, OperatorTime::milliseconds);
    }
  }

  private OperatorBench() {}

  /**
   * Renders a few times in an engine of its own and reads the profile.
   *
   * @param bundle owned from now on
   */
  public static Result run(EngineFactory engines, ModelBundle bundle, UniformGrid.Place place)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      try (StudioEngine engine =
              engines
                  .with(options -> options.withProfiles(folder.path()))
                  .openWithoutPlugins(bundle);
          FreshRenders renders = new FreshRenders(engine.generator())) {
        for (int run = 0; run <= RUNS; run++) {
          renders.render(place.subGenerator());
        }
      }
      List<Stage> stages = new ArrayList<>();
      for (SessionProfile profile : SessionProfile.readAll(folder.path())) {
        Matcher matcher = STAGE.matcher(profile.session());
        if (matcher.matches()) {
          stages.add(new Stage(Integer.parseInt(matcher.group(1)), profile.operators()));
        }
      }
      stages.sort(Comparator.comparing(Stage::resolution));
      return new Result(place, RUNS, stages);
    }
  }

  private static double sum(List<OperatorTime> times, ToDoubleFunction<OperatorTime> value) {
    return times.stream().mapToDouble(value).sum();
  }
}
