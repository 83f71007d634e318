package studio.anycost.app.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whose random numbers a seed stands for: the same seed is another face with others. */
public enum SeedNumbers {
  /** The studio's own, which take every whole number. */
  STUDIO,
  /** Those of NumPy's {@code RandomState}, which other programs and published lists mean. */
  NUMPY;

  private static final long LARGEST_OF_NUMPY = 0xffffffffL;

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a word means; capitals do not matter.
   *
   * @throws IllegalArgumentException with a sentence if it means nothing
   */
  public static SeedNumbers of(String word) {
    return Arrays.stream(values())
        .filter(numbers -> numbers.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Seeds are those of "
                        + Arrays.stream(values())
                            .map(SeedNumbers::word)
                            .collect(Collectors.joining(" or "))
                        + ", not of '"
                        + word
                        + "'."));
  }

  /** Whether a number is a seed of these. */
  public boolean takes(long seed) {
    return this == STUDIO || seed >= 0 && seed <= LARGEST_OF_NUMPY;
  }
}
