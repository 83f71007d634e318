package studio.anycost.app.preview;

import java.util.Objects;
import java.util.OptionalDouble;
import studio.anycost.api.model.SubGenerator;

/** How the sub-generator of a preview is chosen. */
public sealed interface PreviewMode {
  /** The default budget of a frame: twenty pictures a second look like one that moves. */
  double DEFAULT_BUDGET_MS = 50;

  /** {@link Auto} with the default budget. */
  PreviewMode AUTO = new Auto(DEFAULT_BUDGET_MS);

  /**
   * While something moves the best sub-generator within the budget; at rest a climb to the full
   * generator.
   *
   * @param budgetMilliseconds for one render, above 0
   */
  record Auto(double budgetMilliseconds) implements PreviewMode {
    public Auto {
      if (!(budgetMilliseconds > 0) || !Double.isFinite(budgetMilliseconds)) {
        throw new IllegalArgumentException("A preview needs a budget above 0 ms.");
      }
    }
  }

  /**
   * One sub-generator, moving or not; the full generator renders only what is exported.
   *
   * @param asked the ratio that a person asked for, where several are the same sub-generator
   *     because its layers have no fewer channels to give; empty if none was asked for
   */
  record Fixed(SubGenerator subGenerator, OptionalDouble asked) implements PreviewMode {
    public Fixed {
      Objects.requireNonNull(subGenerator);
      Objects.requireNonNull(asked);
    }

    /** One that was not chosen by its ratio. */
    public Fixed(SubGenerator subGenerator) {
      this(subGenerator, OptionalDouble.empty());
    }

    /** The one of a place in the grid, which is remembered. */
    public static Fixed at(UniformGrid.Place place) {
      return new Fixed(place.subGenerator(), OptionalDouble.of(place.ratio()));
    }

    /** Whether this was chosen at a place of the grid, or might have been. */
    public boolean isAt(UniformGrid.Place place) {
      return subGenerator.equals(place.subGenerator())
          && asked.orElse(place.ratio()) == place.ratio();
    }
  }
}
