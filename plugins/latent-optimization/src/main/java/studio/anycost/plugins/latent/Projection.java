package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;

/**
 * Goes down a loss step by step, tells of every iterate, and keeps the best.
 *
 * <p>The best is the one with the lowest loss of the <em>full</em> generator, which is worked out
 * for every iterate: the losses of the drawn sub-generators differ by what was drawn, so that
 * comparing them would keep the luckiest instead.
 *
 * @param full the sub-generator that iterates are compared by
 * @param steps at most
 */
record Projection(
    ProjectionLoss loss,
    StyleSpace space,
    Descent descent,
    Draws draws,
    Schedule schedule,
    SubGenerator full,
    int steps) {

  /**
   * Runs until the steps are done, no way down is left, or a person asks to stop.
   *
   * @return the best
   * @throws CancellationException if the task was cancelled
   */
  StyleCode run(StyleCode start, TaskContext<Iterate> task) throws IOException {
    Optional<Iterate> best = Optional.empty();
    try {
      double[] x = space.variables(start);
      double value = loss.value(x, full);
      if (!Double.isFinite(value)) {
        throw new IOException(Texts.of("projection.theLossOfThe"));
      }
      best = Optional.of(published(0, x, value, task));
      for (int step = 0; step < steps && !task.stopRequested(); step++) {
        SubGenerator drawn = draws.next(schedule.largest(step));
        Descent.Step next = descent.step(loss.by(drawn), x);
        boolean known = drawn.equals(full) && next.value().isPresent();
        value = known ? next.value().getAsDouble() : loss.value(next.x(), full);
        if (Double.isFinite(value)) {
          x = next.x();
          Iterate iterate = published(step + 1, x, value, task);
          best =
              best.filter(least -> least.loss() <= iterate.loss()).or(() -> Optional.of(iterate));
        }
        if (!next.moved() && draws.areOne() && schedule.largest(step) == full.resolution()) {
          break; // the same function again: no other step would be found
        }
      }
    } catch (CancellationException e) {
      if (task.cancellation().isCancelled() || !task.stopRequested()) {
        throw e;
      }
    }
    return best.map(Iterate::code).orElse(start);
  }

  private Iterate published(int step, double[] x, double value, TaskContext<Iterate> task) {
    Iterate iterate = new Iterate(step, space.code(x), value);
    task.publish(iterate);
    task.progress()
        .report((double) step / steps, Texts.of("projection.stepOfLoss", step, steps, value));
    return iterate;
  }
}
