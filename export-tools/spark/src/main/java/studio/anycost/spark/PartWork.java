package studio.anycost.spark;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import studio.anycost.api.extension.SamplingJob;

/**
 * What an executor does with a part.
 *
 * @param job written by {@link Wire}; fetched once by each executor
 * @param number of the job in its run
 */
record PartWork(ModelPlace place, Broadcast<byte[]> job, long number)
    implements Function<Part, byte[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] call(Part part) throws IOException {
    try (TaskCancellation cancellation = new TaskCancellation(TaskContext.get())) {
      return Wire.bytes(
          ExecutorModels.of(place).job(number, this::read).make(part, cancellation.token()));
    }
  }

  private SamplingJob<?> read() throws IOException {
    // Spark's loader has what was sent along, such as the jar of a plugin.
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    return (SamplingJob<?>) Wire.object(job.value(), classes);
  }
}
