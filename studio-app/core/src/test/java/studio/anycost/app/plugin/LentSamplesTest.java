package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SampleTaker;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.extension.Services;
import studio.anycost.api.task.TaskContext;

/** Samples as plugins have them made. */
class LentSamplesTest {
  private final List<Integer> taken = new ArrayList<>();

  /** Tells where each batch begins. */
  private record Begins() implements SamplingJob<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int batch() {
      return 10;
    }

    @Override
    public Sampler<Integer> open(Generator generator, Networks networks) {
      return (from, to, cancellation) -> from;
    }

    @Override
    public Integer join(Integer first, Integer next) {
      return first;
    }
  }

  /** Makes one sample of two on other machines, and the other fails. */
  private static final class Cluster implements SampleRunner {
    private int runs;

    @Override
    public <R extends Serializable> void run(
        SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
        throws IOException {
      runs++;
      task.cancellation().throwIfCancelled();
      taker.take(to, job.open(null, null).sample(from, to, task.cancellation()));
      throw new IOException("The cluster is gone.");
    }
  }

  private record WithCluster(Generator generator, SampleRunner samples) implements Services {
    @Override
    public Networks networks() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PortraitNetworks portraits() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void areMadeHereUnlessThereIsACluster() throws IOException {
    CallScope scope = new CallScope(new FakeServices(null));
    new LentServices(scope)
        .samples()
        .run(new Begins(), 0, 25, TaskContext.none(), (to, made) -> taken.add(made));
    assertThat(taken).containsExactly(0, 10, 20);
  }

  @Test
  void aFailureOfTheClusterIsNotThePlugins() {
    CallScope scope = new CallScope(new WithCluster(null, new Cluster()));
    assertThatThrownBy(
            () ->
                new LentServices(scope)
                    .samples()
                    .run(new Begins(), 30, 40, TaskContext.none(), (to, made) -> taken.add(made)))
        .hasMessage("The cluster is gone.")
        .satisfies(failure -> assertThat(scope.isOwn(failure)).isTrue());
    assertThat(taken).containsExactly(30);
  }

  @Test
  void aFailureOfThePluginIsNotTheClusters() {
    Cluster cluster = new Cluster();
    CallScope scope = new CallScope(new WithCluster(null, cluster));
    IllegalStateException thrown = new IllegalStateException("no room");
    assertThatThrownBy(
            () ->
                new LentServices(scope)
                    .samples()
                    .run(
                        new Begins(),
                        0,
                        10,
                        TaskContext.none(),
                        (to, made) -> {
                          assertThat(scope.isBusy()).as("the plugin's own time").isFalse();
                          throw thrown;
                        }))
        .isSameAs(thrown)
        .satisfies(failure -> assertThat(scope.isOwn(failure)).isFalse());
    assertThat(cluster.runs).isEqualTo(1);
  }

  @Test
  void nothingIsMadeOnceTheCallIsOver() {
    CallScope scope = new CallScope(new WithCluster(null, new Cluster()));
    SampleRunner samples = new LentServices(scope).samples();
    scope.cancel();
    assertThatThrownBy(
            () ->
                samples.run(new Begins(), 0, 10, TaskContext.none(), (to, made) -> taken.add(made)))
        .isInstanceOf(CancellationException.class);
    scope.end();
    assertThatThrownBy(
            () ->
                samples.run(new Begins(), 0, 10, TaskContext.none(), (to, made) -> taken.add(made)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(taken).isEmpty();
  }
}
