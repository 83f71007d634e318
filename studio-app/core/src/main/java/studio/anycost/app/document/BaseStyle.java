package studio.anycost.app.document;

import java.util.Objects;
import studio.anycost.api.model.StyleCode;

/** Where a portrait starts: the style before any edit. */
public sealed interface BaseStyle {
  /** The strongest truncation that is taken, either sign. */
  double PSI_LIMIT = 2.0;

  /** Truncation: 1 leaves the style as it is, 0 gives the mean face. */
  double psi();

  /** The same start with another truncation. */
  BaseStyle withPsi(double psi);

  /** A face drawn from the documented random generator. */
  record Seed(long seed, double psi) implements BaseStyle {
    public Seed {
      requirePsi(psi);
    }

    @Override
    public Seed withPsi(double value) {
      return new Seed(seed, value);
    }
  }

  /**
   * A style code that was given, for instance read from a file or projected from a photo.
   *
   * @param source where it came from, for people; may be empty
   */
  record Given(StyleCode code, double psi, String source) implements BaseStyle {
    public Given {
      Objects.requireNonNull(code);
      Objects.requireNonNull(source);
      requirePsi(psi);
    }

    @Override
    public Given withPsi(double value) {
      return new Given(code, value, source);
    }
  }

  private static void requirePsi(double psi) {
    if (!(Math.abs(psi) <= PSI_LIMIT)) {
      throw new IllegalArgumentException(
          "The truncation psi lies between -2 and 2 (1 = as drawn, 0 = the mean face), not at "
              + psi
              + ".");
    }
  }
}
