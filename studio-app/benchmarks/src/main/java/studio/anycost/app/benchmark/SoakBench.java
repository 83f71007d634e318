package studio.anycost.app.benchmark;

import java.io.IOException;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewMode;

/** Moves a slider many times, each as soon as the picture of the one before has come. */
public final class SoakBench {
  /** After so many moves everything that is made once has been made. */
  public static final int WARM_UP = 1000;

  private static final int PERIOD = 97;
  private static final int REST_EVERY = 50;

  /**
   * What was seen.
   *
   * @param warm memory after the first {@link #WARM_UP} moves, or half of them if there are fewer
   * @param end memory after the last
   */
  public record Result(
      String slider,
      long moves,
      double seconds,
      long frames,
      long cancelled,
      MemorySample warm,
      MemorySample end) {}

  private SoakBench() {}

  /**
   * Moves.
   *
   * @param moves how often, at least 2
   */
  public static Result run(StudioEngine engine, int moves)
      throws IOException, InterruptedException {
    ScriptedSlider slider = new ScriptedSlider(engine);
    int warmUp = Math.min(WARM_UP, moves / 2);
    MemorySample warm = null;
    try (PreviewProbe probe = new PreviewProbe(engine, PreviewMode.DEFAULT_BUDGET_MS)) {
      probe.awaitRest(probe.show(slider.at(0.5), false));
      long start = System.nanoTime();
      for (int i = 1; i <= moves; i++) {
        // Now and then the hand rests: a climb begins, and the next move cuts it short.
        boolean moving = i % REST_EVERY != 0;
        probe.awaitFrame(probe.show(slider.at((i % PERIOD) / (double) PERIOD), moving));
        if (i == warmUp) {
          warm = MemorySample.take(engine.sessions().status().openHandles());
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Result(
          slider.name(),
          moves,
          seconds,
          probe.statistics().frames(),
          probe.statistics().cancelled(),
          warm,
          MemorySample.take(engine.sessions().status().openHandles()));
    }
  }
}
