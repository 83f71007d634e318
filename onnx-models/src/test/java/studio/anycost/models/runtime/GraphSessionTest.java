package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

@Timeout(60)
class GraphSessionTest extends RuntimeTestBase {
  private static final float[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  private GraphSession.Output logits(CancellationToken cancellation) throws IOException {
    return generator.attributesGraph().run(PIXELS, cancellation, 1, 3, 2, 2);
  }

  @Test
  void valuesGoInAndComeOutInOrder() throws Exception {
    GraphSession.Output output = logits(CancellationToken.NONE);
    assertThat(output.values()).isEqualTo(PIXELS);
    assertThat(output.shape()).containsExactly(1, 6, 2);
  }

  @Test
  void runningOftenLeavesTheSessionAlone() throws Exception {
    logits(CancellationToken.NONE);
    long handles = manager.status().openHandles();
    for (int i = 0; i < 200; i++) {
      logits(CancellationToken.NONE);
    }
    assertThat(manager.status().openHandles()).isEqualTo(handles);
    assertThat(manager.status().cachedSessions()).isEqualTo(1);
  }

  @Test
  void aHeavyGraphWaitsForInteractiveRendersAndCanBeCancelledMeanwhile() throws Exception {
    RenderView view = generator.openView("preview");
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.INTERACTIVE, 8);
    CompletableFuture<RenderResult> urgent = view.submit(interactive(code(1), sub(1, 16)));
    stop.awaitReached();
    // The mapping is too small to wait: a new face is asked for by hand.
    assertThat(generator.styleOfSeed(1).count()).isEqualTo(10);

    CancellationSource cancellation = new CancellationSource();
    CompletableFuture<GraphSession.Output> scores =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return logits(cancellation.token());
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            work -> new Thread(work, "plugin").start());
    while (manager.gate().waitingCount() == 0) {
      Thread.sleep(1);
    }
    assertThat(scores).isNotDone();
    cancellation.cancel();
    assertThatThrownBy(() -> get(scores)).hasCauseInstanceOf(CancellationException.class);
    assertThat(urgent).isNotDone();
    stop.release();
    get(urgent);
  }

  @Test
  void whatIsMissingOrMisshapenIsASentence() {
    assertThatThrownBy(
            () -> generator.encoderGraph().run(new float[12], CancellationToken.NONE, 1, 3, 2, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("The bundle 'synthetic one' has no encoder.");
    assertThatThrownBy(
            () -> generator.encoderGraph().run(new float[5], CancellationToken.NONE, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An input of 3 values cannot be made from 5.");
    assertThatThrownBy(
            () -> generator.attributesGraph().run(new float[3], CancellationToken.NONE, 1, 3, 1, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The attribute predictor of 'synthetic one' could not be run: ");
  }
}
