package studio.anycost.app.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RenderRequest;
import studio.anycost.models.runtime.RenderResult;
import studio.anycost.models.runtime.RenderView;
import studio.anycost.models.runtime.StageTiming;

/** Renders on one view, each of a face that was never seen before, so that no stage is reused. */
public final class FreshRenders implements AutoCloseable {
  /**
   * One render.
   *
   * @param milliseconds from asking for the picture to having it
   */
  public record Run(double milliseconds, List<StageTiming> stages) {}

  private final LoadedGenerator generator;
  private final RenderView view;
  private long seed;

  public FreshRenders(LoadedGenerator generator) {
    this.generator = generator;
    this.view = generator.openView("bench");
  }

  /** Renders with fixed noise. Blocks. */
  public Run render(SubGenerator subGenerator) throws IOException, InterruptedException {
    StyleCode code = generator.styleOfSeed(seed++);
    RenderRequest request =
        new RenderRequest(code, subGenerator, Noise.FIXED, Priority.INTERACTIVE, false);
    long start = System.nanoTime();
    try {
      RenderResult result = view.submit(request).get();
      return new Run((System.nanoTime() - start) / 1e6, result.stages());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException("A render failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    view.close();
  }
}
