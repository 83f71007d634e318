package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/** A session manager with one synthetic generator; every test ends with no native handle open. */
abstract class RuntimeTestBase {
  static final long SECONDS = 30;

  final Checkpoint checkpoint = new Checkpoint();
  final SessionManager manager = new SessionManager(new RuntimeOptions(2, 1 << 30), checkpoint);
  final SyntheticGenerator source = new SyntheticGenerator("one");
  final LoadedGenerator generator = manager.load(source);

  @AfterEach
  void closeAndCount() {
    manager.close();
    assertThat(manager.status().openHandles()).as("open native handles").isZero();
    assertThat(source.timesClosed()).isEqualTo(1);
  }

  /** A render without history. */
  float[] fresh(StyleCode code, SubGenerator subGenerator, Noise noise) throws Exception {
    return generator.render(code, subGenerator, noise, CancellationToken.NONE).toArray();
  }

  static RenderRequest interactive(StyleCode code, SubGenerator subGenerator) {
    return new RenderRequest(code, subGenerator, Noise.FIXED, Priority.INTERACTIVE, false);
  }

  static RenderRequest supersedable(StyleCode code, SubGenerator subGenerator) {
    return new RenderRequest(code, subGenerator, Noise.FIXED, Priority.INTERACTIVE, true);
  }

  static RenderRequest background(StyleCode code, SubGenerator subGenerator) {
    return new RenderRequest(code, subGenerator, Noise.FIXED, Priority.BACKGROUND, true);
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(SECONDS, TimeUnit.SECONDS);
  }

  static void assertCancelled(CompletableFuture<?> future) {
    assertThatThrownBy(() -> future.get(SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }
}
