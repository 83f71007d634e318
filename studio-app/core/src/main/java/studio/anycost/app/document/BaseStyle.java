package studio.anycost.app.document;

import java.util.Objects;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.words.Texts;

/** Where a portrait starts: the style before any edit. */
public sealed interface BaseStyle {
  /** The strongest truncation that is taken, either sign. */
  double PSI_LIMIT = 2.0;

  /**
   * The truncation of a drawn face where nobody chose another: calmer than as drawn, and hardly
   * less varied. Window, commands and preferences share it.
   */
  double DRAWN_PSI = 0.8;

  /** Truncation: 1 leaves the style as it is, 0 gives the mean face. */
  double psi();

  /** The truncation where nobody chose one. */
  double defaultPsi();

  /** The same start with another truncation. */
  BaseStyle withPsi(double psi);

  /**
   * The face of a seed in place of this start; what was chosen for drawn faces stays: truncation,
   * and whose numbers seeds stand for.
   *
   * @throws IllegalArgumentException with a sentence if those numbers know no such seed
   */
  Seed drawn(long seed);

  /**
   * A face drawn from random numbers.
   *
   * @param numbers whose the seed is
   */
  record Seed(long seed, double psi, SeedNumbers numbers) implements BaseStyle {
    public Seed {
      Objects.requireNonNull(numbers);
      requirePsi(psi);
      if (!numbers.takes(seed)) {
        throw new IllegalArgumentException(Texts.of("document.baseStyle.numpySeed", seed));
      }
    }

    /** A face of the studio's own numbers. */
    public Seed(long seed, double psi) {
      this(seed, psi, SeedNumbers.STUDIO);
    }

    /** The same with the truncation that drawn faces have. */
    public Seed(long seed) {
      this(seed, DRAWN_PSI);
    }

    /** The face that the same number is with others' numbers. */
    public Seed withNumbers(SeedNumbers others) {
      return new Seed(seed, psi, others);
    }

    @Override
    public double defaultPsi() {
      return DRAWN_PSI;
    }

    @Override
    public Seed withPsi(double value) {
      return new Seed(seed, value, numbers);
    }

    @Override
    public Seed drawn(long other) {
      return new Seed(other, psi, numbers);
    }
  }

  /**
   * A style code that was given, for instance read from a file or projected from a photo.
   *
   * @param source where it came from, for people; may be empty
   */
  record Given(StyleCode code, double psi, String source) implements BaseStyle {
    private static final double AS_GIVEN = 1;

    public Given {
      Objects.requireNonNull(code);
      Objects.requireNonNull(source);
      requirePsi(psi);
    }

    /** A style code as it is. */
    public Given(StyleCode code, String source) {
      this(code, AS_GIVEN, source);
    }

    @Override
    public double defaultPsi() {
      return AS_GIVEN;
    }

    @Override
    public Given withPsi(double value) {
      return new Given(code, value, source);
    }

    @Override
    public Seed drawn(long seed) {
      return new Seed(seed);
    }
  }

  private static void requirePsi(double psi) {
    if (!(Math.abs(psi) <= PSI_LIMIT)) {
      throw new IllegalArgumentException(Texts.of("document.baseStyle.psiRange", psi));
    }
  }
}
