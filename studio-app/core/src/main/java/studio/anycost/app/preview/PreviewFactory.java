package studio.anycost.app.preview;

import java.util.concurrent.Executor;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeStatus;

/** Opens previews and comparisons of the engine's open generator. */
public final class PreviewFactory {
  private final StudioEngine engine;

  public PreviewFactory(StudioEngine engine) {
    this.engine = engine;
  }

  /** The sub-generators of the open generator that are offered. */
  public UniformGrid grid() {
    return grid(engine.generator());
  }

  /**
   * A preview; the caller closes it before another bundle is opened.
   *
   * @param callbacks runs the listeners, one task after the other
   */
  public PreviewController openPreview(Executor callbacks) {
    LoadedGenerator generator = engine.generator();
    UniformGrid grid = grid(generator);
    CostEstimate costs = new MeasuredCosts(generator.latency());
    return new PreviewController(
        engine::evaluate,
        new RuntimeRenderer(generator, "preview"),
        grid,
        costs,
        callbacks,
        new IdleCalibration(new GeneratorSubject(generator), grid, costs, this::isBusy),
        Worker.thread("preview"));
  }

  private boolean isBusy() {
    RuntimeStatus status = engine.sessions().status();
    return status.running() > 0 || status.queued() > 0;
  }

  /**
   * A comparison; the caller closes it before another bundle is opened.
   *
   * @param callbacks runs the listener, one task after the other
   */
  public SideBySide openSideBySide(Executor callbacks) {
    LoadedGenerator generator = engine.generator();
    return new SideBySide(MeasuredRenderer.of(generator), grid(generator), callbacks);
  }

  private static UniformGrid grid(LoadedGenerator generator) {
    return new UniformGrid(
        generator.description().channels(), generator.description().styleDimension());
  }
}
