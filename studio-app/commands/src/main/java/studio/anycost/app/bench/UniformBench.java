package studio.anycost.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.UniformGrid;

/**
 * The time of every uniform sub-generator on the path of the window: through a view, with its
 * priority, to a picture in Java's memory.
 *
 * <p>Every run has a new style code, so that nothing is reused. The runs come in rounds over all
 * sub-generators, every other round backwards, so that a machine that is slow for a while is slow
 * for all; in a round each gets a short burst, as a slider would ask for it.
 */
public final class UniformBench {
  private static final int WARM_UPS = 2;
  private static final int BURST = 3;

  /**
   * One sub-generator.
   *
   * @param milliseconds of its runs, ascending
   * @param stages what its stages took, ascending by resolution
   */
  public record Result(UniformGrid.Place place, List<Double> milliseconds, List<StageTime> stages) {
    public double median() {
      return UniformBench.median(milliseconds);
    }

    public double fastest() {
      return milliseconds.get(0);
    }

    /** 10^9 floating-point operations a second of the work that is really done, at the median. */
    public double gigaflops() {
      return 2 * place.macs().performed() / 1e6 / median();
    }
  }

  /**
   * One stage within the runs of a sub-generator.
   *
   * @param resolution its output side in pixels
   * @param median milliseconds in ONNX Runtime
   */
  public record StageTime(int resolution, double median) {}

  private UniformBench() {}

  /**
   * Measures.
   *
   * @param runs measured runs of each, after warm-ups
   * @param progress hears the share that is done
   * @return from cheap to expensive
   */
  public static List<Result> run(StudioEngine engine, int runs, DoubleConsumer progress)
      throws IOException, InterruptedException {
    List<Samples> all =
        new PreviewFactory(engine).grid().cheapestFirst().stream().map(Samples::new).toList();
    List<Samples> backwards = new ArrayList<>(all);
    Collections.reverse(backwards);
    try (FreshRenders renders = new FreshRenders(engine.generator())) {
      for (Samples samples : all) {
        for (int i = 0; i < WARM_UPS; i++) {
          renders.render(samples.place.subGenerator());
        }
      }
      int round = 0;
      for (int done = 0; done < runs; done += BURST) {
        int burst = Math.min(BURST, runs - done);
        int visited = 0;
        for (Samples samples : round % 2 == 0 ? all : backwards) {
          for (int i = 0; i < burst; i++) {
            samples.add(renders.render(samples.place.subGenerator()));
          }
          visited++;
          progress.accept((done + (double) burst * visited / all.size()) / runs);
        }
        round++;
      }
    }
    return all.stream().map(Samples::result).toList();
  }

  /** The middle value, the upper one of two. */
  private static double median(List<Double> ascending) {
    return ascending.get(ascending.size() / 2);
  }

  private static final class Samples {
    private final UniformGrid.Place place;
    private final List<FreshRenders.Run> runs = new ArrayList<>();

    Samples(UniformGrid.Place place) {
      this.place = place;
    }

    void add(FreshRenders.Run run) {
      runs.add(run);
    }

    Result result() {
      List<StageTime> stages = new ArrayList<>();
      for (int stage = 0; stage < runs.get(0).stages().size(); stage++) {
        int index = stage;
        stages.add(
            new StageTime(
                runs.get(0).stages().get(index).resolution(),
                median(
                    runs.stream()
                        .map(run -> run.stages().get(index).milliseconds())
                        .sorted()
                        .toList())));
      }
      return new Result(
          place, runs.stream().map(FreshRenders.Run::milliseconds).sorted().toList(), stages);
    }
  }
}
