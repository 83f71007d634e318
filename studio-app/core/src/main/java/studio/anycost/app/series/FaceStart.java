package studio.anycost.app.series;

import java.util.Optional;
import studio.anycost.api.extension.Generator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.engine.SeedLatents;

/** Where a face of a series comes from. */
public sealed interface FaceStart {
  /** The style before any edit; maps what is not mapped yet. */
  BaseStyle base(Generator generator);

  /** The input latent that it was mapped from; empty if it is known by its style only. */
  Optional<float[]> z(int dimension);

  /** A seed, or a style code. */
  record Known(BaseStyle base) implements FaceStart {
    @Override
    public BaseStyle base(Generator generator) {
      return base;
    }

    @Override
    public Optional<float[]> z(int dimension) {
      return base instanceof BaseStyle.Seed seed
          ? Optional.of(SeedLatents.z(seed, dimension))
          : Optional.empty();
    }
  }

  /**
   * An input latent that was given; handed over, not copied.
   *
   * @param psi truncation of the style that it is mapped to
   * @param source where it came from, for people
   */
  record Latent(float[] values, double psi, String source) implements FaceStart {
    @Override
    public BaseStyle base(Generator generator) {
      return new BaseStyle.Given(generator.map(values), psi, source);
    }

    @Override
    public Optional<float[]> z(int dimension) {
      return Optional.of(values);
    }
  }
}
