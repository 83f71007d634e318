package studio.anycost.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.cli.InputException;
import studio.anycost.evaluation.measure.FeatureJob;
import studio.anycost.evaluation.measure.FeatureSet;
import studio.anycost.evaluation.picture.NoiseChoice;

@Timeout(300)
class SparkClusterTest {
  private static final int FACES = 2000;
  private static final int FEW = 600;

  @TempDir Path folder;

  private static SparkCluster cluster(String master, Path bundle) throws InputException {
    return new SparkCluster(Master.of(master), Optional.ofNullable(bundle));
  }

  @Test
  void featuresAreThoseOfOneProcess() throws IOException, InputException {
    SparkFixture fixture = new SparkFixture(folder);
    FeatureJob job = SparkFixture.job(FACES, NoiseChoice.FIXED);
    FeatureSet wanted = fixture.alone(job);
    try (SparkCluster cluster = cluster("local[2]", fixture.bundle())) {
      SparkFixture.assertSame(FeatureSet.of(job, cluster, SparkFixture.pace()), wanted);
    }
  }

  @Test
  void aKilledExecutorLosesNothing() throws IOException, InputException {
    SparkFixture fixture = new SparkFixture(folder);
    FeatureJob job = SparkFixture.job(FEW, NoiseChoice.RANDOM);
    FeatureSet wanted = fixture.alone(job);
    List<ProcessHandle> killed = new ArrayList<>();
    FeatureSet[] found = {null};
    try (SparkCluster cluster = cluster("local-cluster[2,1,1024]", fixture.bundle())) {
      cluster.run(
          job,
          0,
          FEW,
          TaskContext.none(),
          (to, part) -> {
            found[0] = found[0] == null ? part : job.join(found[0], part);
            if (killed.isEmpty()) {
              // Both have parts under way, and have made others that nobody has taken yet.
              ProcessHandle executor = executors().get(0);
              killed.add(executor);
              assertThat(executor.destroyForcibly()).isTrue();
            }
          });
    }
    assertThat(killed).hasSize(1).noneMatch(ProcessHandle::isAlive);
    SparkFixture.assertSame(found[0], wanted);
    // None stays; they end by themselves once they hear of it.
    executors().forEach(each -> each.onExit().orTimeout(60, TimeUnit.SECONDS).join());
  }

  private static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(
            // Of its arguments the system tells the first few kilobytes, which are class path.
            process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }

  /** Of everything behind the first part there is no end, unless somebody ends it. */
  private record Endless(String sentence) implements SamplingJob<Integer> {
    private static final long serialVersionUID = 1L;
    private static final int FIRST = 64;
    private static volatile Runnable begun = () -> {};

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public Sampler<Integer> open(Generator generator, Networks networks) throws IOException {
      if (!sentence.isEmpty()) {
        throw new IOException(sentence);
      }
      return (from, to, cancellation) -> {
        if (from >= FIRST) {
          begun.run();
        }
        while (from >= FIRST) {
          cancellation.throwIfCancelled();
          Thread.onSpinWait();
        }
        return from;
      };
    }

    @Override
    public Integer join(Integer first, Integer next) {
      return next;
    }
  }

  @Test
  void cancellingEndsWhatExecutorsDo() throws InputException {
    CancellationSource source = new CancellationSource();
    TaskContext<Void> task = TaskContext.of(source.token(), ProgressListener.NONE);
    try (SparkCluster cluster = cluster("local[2]", null)) {
      Endless.begun = source::cancel;
      assertThatThrownBy(
              () -> cluster.run(new Endless(""), Endless.FIRST, 500, task, (to, made) -> {}))
          .isInstanceOf(CancellationException.class);
      // The cores are free again: this would wait for ever.
      List<Integer> taken = new ArrayList<>();
      cluster.run(
          new Endless(""), 0, Endless.FIRST, TaskContext.none(), (to, made) -> taken.add(made));
      assertThat(taken).containsExactly(63);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSentenceOfWorkThatFailsArrives() throws InputException {
    try (SparkCluster cluster = cluster("local[2]", null)) {
      assertThatThrownBy(
              () ->
                  cluster.run(
                      new Endless("The colours are missing."),
                      0,
                      500,
                      TaskContext.none(),
                      (to, made) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("The colours are missing.");
    }
  }
}
