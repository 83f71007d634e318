package studio.anycost.api.parameter;

import java.util.Optional;

/**
 * The number that random draws begin with: the same one draws the same. Unlike a {@link
 * NumberParameter} it has no order: a larger one is not more of anything, so that a control is
 * typed into or drawn anew, and an animation never passes through the numbers between two.
 *
 * @param defaultSeed 0 to {@link #LARGEST}
 * @param face what the seed is a face of, if it is one; empty for the draws of an algorithm. A
 *     control shows such a face and lets a person choose another among pictures
 */
public record SeedParameter(ParameterInfo info, long defaultSeed, Optional<DrawnFace> face)
    implements Parameter<Long> {
  /** Eighteen digits, as the seeds of faces have at most. */
  public static final long LARGEST = 999_999_999_999_999_999L;

  /**
   * The face that {@link studio.anycost.api.extension.Generator#styleOfSeed} gives for the seed.
   *
   * @param psi key of the number of the same schema that the face is truncated by, 1 as drawn and 0
   *     the mean face; empty if it is always taken as drawn
   */
  public record DrawnFace(Optional<String> psi) {}

  public SeedParameter {
    if (!admits(defaultSeed)) {
      throw new IllegalArgumentException(
          "The seed '" + info.key() + "' needs a default from 0 to " + LARGEST + ".");
    }
  }

  /** A seed for the draws of an algorithm. */
  public SeedParameter(ParameterInfo info, long defaultSeed) {
    this(info, defaultSeed, Optional.empty());
  }

  /** The same as the seed of a face, which is taken as it is drawn. */
  public SeedParameter ofFace() {
    return new SeedParameter(info, defaultSeed, Optional.of(new DrawnFace(Optional.empty())));
  }

  /**
   * The same as the seed of a face that is truncated.
   *
   * @param psi key of a {@link NumberParameter} of the same schema
   */
  public SeedParameter ofFace(String psi) {
    return new SeedParameter(info, defaultSeed, Optional.of(new DrawnFace(Optional.of(psi))));
  }

  @Override
  public Long defaultValue() {
    return defaultSeed;
  }

  @Override
  public Long parse(String text) throws ParameterException {
    try {
      return check(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw refusal("'" + text.strip() + "'");
    }
  }

  @Override
  public String format(Long value) {
    return String.valueOf(value);
  }

  @Override
  public Long check(Object value) throws ParameterException {
    if (value instanceof Number number
        && number.doubleValue() == number.longValue()
        && admits(number.longValue())) {
      return number.longValue();
    }
    throw refusal(String.valueOf(value));
  }

  private static boolean admits(long seed) {
    return seed >= 0 && seed <= LARGEST;
  }

  private ParameterException refusal(String got) {
    return ParameterException.of(
        info, name -> Texts.of("seedParameter.notASeed", name, got, String.valueOf(LARGEST)));
  }
}
