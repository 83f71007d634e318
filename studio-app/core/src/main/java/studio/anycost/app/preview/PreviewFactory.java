package studio.anycost.app.preview;

import java.util.concurrent.Executor;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.engine.StudioEngine;

/** Opens previews and comparisons of the engine's open generator. Safe to use from any thread. */
public final class PreviewFactory {
  /** Smaller pictures are enlarged smoothly so far; the graphics pipeline does the rest. */
  private static final int SCREEN_SIDE = 512;

  private final StudioEngine engine;

  public PreviewFactory(StudioEngine engine) {
    this.engine = engine;
  }

  /** The uniform sub-generators of the open generator. */
  public UniformGrid grid() {
    GeneratorDescription description = engine.description();
    return new UniformGrid(description.channels(), description.styleDimension());
  }

  /**
   * What auto chooses from: what the last search found for the open generator, or the uniform
   * sub-generators. Reads a file.
   */
  public Ladder ladder() {
    return Ladder.of(engine.description().channels(), engine.candidates());
  }

  /**
   * A preview; the caller closes it before another bundle is opened. Reads a file.
   *
   * @param callbacks runs the listeners, one task after the other
   */
  public PreviewController openPreview(Executor callbacks) {
    return new PreviewController(new RuntimeGenerator(engine), ladder(), SCREEN_SIDE, callbacks);
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
