package studio.anycost.plugins.extraction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SampleTaker;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.extension.Services;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

/**
 * Makes samples with other services, which get nothing but what was written of the job; in parts of
 * several batches, of which every second one is made first.
 */
record OtherMachine(Services services, int batches) implements SampleRunner {
  @Override
  public <R extends Serializable> void run(
      SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
      throws IOException {
    SamplingJob<R> arrived = copy(job);
    Sampler<R> sampler = arrived.open(services.generator(), services.networks());
    int size = batches * arrived.batch();
    for (int next = from; next < to; next += 2 * size) {
      int middle = Math.min(to, next + size);
      int end = Math.min(to, middle + size);
      R second = middle < end ? part(arrived, sampler, middle, end) : null;
      taker.take(middle, part(arrived, sampler, next, middle));
      if (second != null) {
        taker.take(end, copy(second));
      }
    }
  }

  private static <R extends Serializable> R part(
      SamplingJob<R> job, Sampler<R> sampler, int from, int to) throws IOException {
    R made = null;
    for (int next = from; next < to; next += job.batch()) {
      R batch = sampler.sample(next, Math.min(to, next + job.batch()), CancellationToken.NONE);
      made = made == null ? batch : job.join(made, batch);
    }
    return made;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Serializable> T copy(T object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
