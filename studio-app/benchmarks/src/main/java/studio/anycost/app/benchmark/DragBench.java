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
   * Drags the same slider of several faces. The first edit of each is made at rest, and the drag
   * begins as soon as its full picture is there: what the preview has to do beside that, it does
   * now.
   *
   * @param seconds how long each face is dragged
   * @param faces how many, at least 1
   */
  public static Result run(
      StudioEngine engine, double budgetMilliseconds, double seconds, int faces)
      throws IOException, InterruptedException {
    try (PreviewProbe probe = new PreviewProbe(engine, budgetMilliseconds)) {
      ScriptedSlider slider = new ScriptedSlider(engine);
      probe.awaitRest(probe.show(slider.at(0.5), false));
      probe.forgetFrames();
      PreviewStatistics before = probe.statistics();
      long inputs = Math.round(seconds * RATE);
      for (int face = 0; face < faces; face++) {
        if (face > 0) {
          slider = new ScriptedSlider(engine, face);
          probe.awaitRest(probe.show(slider.untouched(), false));
          probe.awaitFull(probe.show(slider.at(0.5), false));
        }
        probe.awaitFrame(drag(probe, slider, inputs));
      }
      PreviewStatistics after = probe.statistics();
      return new Result(
          slider.name(),
          budgetMilliseconds,
          seconds * faces,
          inputs * faces,
          after.movingFrames() - before.movingFrames(),
          after.dropped() - before.dropped(),
          after.cancelled() - before.cancelled(),
          after.p50Milliseconds(),
          after.p95Milliseconds(),
          probe.frames());
    }
  }

  private static long drag(PreviewProbe probe, ScriptedSlider slider, long inputs)
      throws InterruptedException {
    long start = System.nanoTime();
    long last = 0;
    for (long i = 1; i <= inputs; i++) {
      sleepUntil(start + i * RATE_NANOS);
      double phase = 2 * Math.PI * i / (RATE * PERIOD_SECONDS);
      last = probe.show(slider.at(0.5 + 0.5 * Math.sin(phase)), true);
    }
    return last;
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
