package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

@Timeout(60)
class BundleNetworksTest extends RuntimeTestBase {
  private static final float[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  private final Network predictor = generator.attributePredictor().orElseThrow();

  private FloatTensor logits(CancellationToken cancellation) throws IOException {
    return predictor.run(FloatTensor.of(PIXELS, 1, 3, 2, 2), cancellation);
  }

  @Test
  void valuesGoInAndComeOutInOrder() throws Exception {
    assertThat(logits(CancellationToken.NONE)).isEqualTo(FloatTensor.of(PIXELS, 1, 6, 2));
    assertThat(predictor.name()).isEqualTo("attribute predictor");
    assertThat(generator.encoder()).isEmpty();
  }

  @Test
  void aGraphForOneImageTakesMany() throws Exception {
    assertThat(predictor.inputs()).containsExactly(new Port("image", List.of(-1L, 3L, 2L, 2L)));
    assertThat(predictor.outputs()).containsExactly(new Port("logits", List.of(-1L, 6L, 2L)));
    float[] pixels = new float[3 * PIXELS.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    FloatTensor images = FloatTensor.of(pixels, 3, 3, 2, 2);
    assertThat(predictor.run(images, CancellationToken.NONE))
        .isEqualTo(FloatTensor.of(pixels, 3, 6, 2));
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
    CompletableFuture<FloatTensor> scores =
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
  void aShapeThatDoesNotFitIsASentence() {
    FloatTensor small = FloatTensor.of(new float[3], 1, 3, 1, 1);
    assertThatThrownBy(() -> predictor.run(small, CancellationToken.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The input 'image' of the attribute predictor of 'synthetic one' takes the shape"
                + " [1, 3, 2, 2], not [1, 3, 1, 1].");
  }

  @Test
  void theyEndWithTheGenerator() throws Exception {
    logits(CancellationToken.NONE);
    LoadedGenerator twin = manager.load(new SyntheticGenerator("one"));
    Network unread = twin.attributePredictor().orElseThrow();
    twin.close();
    String closed = "The generator 'synthetic one' is closed; open it again.";
    assertThatThrownBy(unread::inputs).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    logits(CancellationToken.NONE);

    generator.close();
    assertThatThrownBy(() -> logits(CancellationToken.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(closed);
    assertThat(manager.status().cachedSessions()).isZero();
  }
}
