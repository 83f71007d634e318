package studio.anycost.api.parameter;

/**
 * The number that random draws begin with: the same one draws the same. Unlike a {@link
 * NumberParameter} it has no order: a larger one is not more of anything, so that a control is
 * typed into or drawn anew, and an animation never passes through the numbers between two.
 *
 * @param defaultSeed 0 to {@link #LARGEST}
 */
public record SeedParameter(ParameterInfo info, long defaultSeed) implements Parameter<Long> {
  /** Eighteen digits, as the seeds of faces have at most. */
  public static final long LARGEST = 999_999_999_999_999_999L;

  public SeedParameter {
    if (!admits(defaultSeed)) {
      throw new IllegalArgumentException(
          "The seed '" + info.key() + "' needs a default from 0 to " + LARGEST + ".");
    }
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
