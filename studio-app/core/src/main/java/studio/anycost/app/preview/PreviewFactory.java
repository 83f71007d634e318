package studio.anycost.app.preview;

import java.util.concurrent.Executor;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.settings.Preferences;

/** Opens previews and comparisons of the engine's open generator. Safe to use from any thread. */
public final class PreviewFactory {
  /** Smaller pictures are enlarged smoothly so far; the graphics pipeline does the rest. */
  private static final int SCREEN_SIDE = 512;

  private final StudioEngine engine;

  public PreviewFactory(StudioEngine engine) {
    this.engine = engine;
  }

  /**
   * The uniform sub-generators of the open generator.
   *
   * @param mostDifference from the full generator's pictures up to which they are usable
   */
  public UniformGrid grid(double mostDifference) {
    GeneratorDescription description = engine.description();
    return new UniformGrid(
        description.channels(),
        description.styleDimension(),
        engine.generator().bundle().manifest().consistency(),
        mostDifference);
  }

  /** The same with the threshold of a fresh installation. */
  public UniformGrid grid() {
    return grid(Preferences.DEFAULTS.mostDifference());
  }

  /**
   * What auto chooses from: what is kept of searches for the open generator, or the usable uniform
   * sub-generators. Reads a file.
   *
   * @param grid of the open generator
   */
  public Ladder ladder(UniformGrid grid) {
    KeptCandidates kept = engine.keptCandidates();
    return Ladder.of(grid, kept.candidates(), kept.differences());
  }

  /**
   * A preview; the caller closes it before another bundle is opened. Reads a file.
   *
   * @param grid of the open generator
   * @param callbacks runs the listeners, one task after the other
   */
  public PreviewController openPreview(UniformGrid grid, Executor callbacks) {
    return new PreviewController(
        new RuntimeGenerator(engine), ladder(grid), SCREEN_SIDE, callbacks);
  }

  /**
   * A comparison; the caller closes it before another bundle is opened.
   *
   * @param callbacks runs the listener, one task after the other
   */
  public SideBySide openSideBySide(Executor callbacks) {
    return new SideBySide(new RuntimeGenerator(engine), callbacks);
  }
}
