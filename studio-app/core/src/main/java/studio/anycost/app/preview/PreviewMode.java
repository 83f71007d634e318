package studio.anycost.app.preview;

import java.util.Objects;
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

  /** One sub-generator, moving or not; the full generator renders only what is exported. */
  record Fixed(SubGenerator subGenerator) implements PreviewMode {
    public Fixed {
      Objects.requireNonNull(subGenerator);
    }
  }
}
