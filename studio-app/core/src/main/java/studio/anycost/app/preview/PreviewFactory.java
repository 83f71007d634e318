package studio.anycost.app.preview;

import java.util.Optional;
import java.util.concurrent.Executor;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.engine.StudioEngine;

/** Opens previews and comparisons of the engine's open generator. Safe to use from any thread. */
public final class PreviewFactory {
  /** Smaller pictures are enlarged smoothly so far; the graphics pipeline does the rest. */
  private static final int SCREEN_SIDE = 512;

  /** What was chosen for a generator. */
  private record Chosen(String identity, Ladder ladder) {}

  private final StudioEngine engine;
  private volatile Optional<Chosen> chosen = Optional.empty();

  public PreviewFactory(StudioEngine engine) {
    this.engine = engine;
  }

  /** The uniform sub-generators of the open generator. */
  public UniformGrid grid() {
    GeneratorDescription description = engine.description();
    return new UniformGrid(description.channels(), description.styleDimension());
  }

  /**
   * Lets previews of the open generator that are opened from now on choose from other
   * sub-generators than the uniform ones.
   *
   * @throws IllegalArgumentException if they belong to another generator
   */
  public void setLadder(Ladder other) {
    GeneratorDescription description = engine.description();
    if (!other.full().equals(description.channels().full())) {
      throw new IllegalArgumentException(
          "These sub-generators belong to another model than '" + description.name() + "'.");
    }
    chosen = Optional.of(new Chosen(description.identity(), other));
  }

  private Ladder ladder() {
    GeneratorDescription description = engine.description();
    return chosen
        .filter(choice -> choice.identity().equals(description.identity()))
        .map(Chosen::ladder)
        .orElseGet(() -> Ladder.uniform(description.channels()));
  }

  /**
   * A preview; the caller closes it before another bundle is opened.
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
