package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewStatistics;

/** Drags a slider to and fro at the pace of a screen, on the real preview. */
public final class DragBench {
  /** Inputs a second. */
  public static final int RATE = 60;

  private static final double PERIOD_SECONDS = 2;
  private static final int RATE_NANOS = 1_000_000_000 / RATE;

  /**
   * What was seen.
   *
   * @param slider what was moved
   * @param inputs moves that were made
   * @param frames pictures that answered them
   * @param dropped renders that newer input replaced before they began
   * @param cancelled renders that newer input stopped
   * @param p50Milliseconds from a move to its picture
   * @param p95Milliseconds the same, 95th percentile
   * @param shown frames by sub-generator
   */
  public record Result(
      String slider,
      double budgetMilliseconds,
      double seconds,
      long inputs,
      long frames,
      long dropped,
      long cancelled,
      double p50Milliseconds,
      double p95Milliseconds,
      Map<SubGenerator, Long> shown) {}

  private DragBench() {}

  /**
   * Lets the picture come to rest, then drags.
   *
   * @param seconds how long
   */
  public static Result run(StudioEngine engine, double budgetMilliseconds, double seconds)
      throws IOException, InterruptedException {
    ScriptedSlider slider = new ScriptedSlider(engine);
    try (PreviewProbe probe = new PreviewProbe(engine, budgetMilliseconds)) {
      probe.awaitRest(probe.show(slider.at(0.5), false));
      probe.forgetFrames();
      PreviewStatistics before = probe.statistics();
      long inputs = Math.round(seconds * RATE);
      long start = System.nanoTime();
      long last = 0;
      for (long i = 1; i <= inputs; i++) {
        sleepUntil(start + i * RATE_NANOS);
        double phase = 2 * Math.PI * i / (RATE * PERIOD_SECONDS);
        last = probe.show(slider.at(0.5 + 0.5 * Math.sin(phase)), true);
      }
      probe.awaitFrame(last);
      Map<SubGenerator, Long> shown = probe.frames();
      PreviewStatistics after = probe.statistics();
      return new Result(
          slider.name(),
          budgetMilliseconds,
          seconds,
          inputs,
          after.movingFrames() - before.movingFrames(),
          after.dropped() - before.dropped(),
          after.cancelled() - before.cancelled(),
          after.p50Milliseconds(),
          after.p95Milliseconds(),
          shown);
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = nanos - System.nanoTime();
    }
  }
}
