package studio.anycost.api.extension;

import java.io.IOException;
import java.io.Serializable;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.task.TaskContext;

/**
 * Makes samples on this machine, batch after batch; every batch is a part.
 *
 * @param generator the open model, which renders a batch on every core
 * @param networks for graphs that a job brings along
 */
public record SamplesHere(Generator generator, Networks networks) implements SampleRunner {
  @Override
  public <R extends Serializable> void run(
      SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
      throws IOException {
    Sampler<R> sampler = job.open(generator, networks);
    for (int next = from; next < to && !task.stopRequested(); ) {
      task.cancellation().throwIfCancelled();
      int behind = Math.min(to, next + job.batch());
      taker.take(behind, sampler.sample(next, behind, task.cancellation()));
      next = behind;
    }
  }
}
