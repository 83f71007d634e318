package studio.anycost.app.series;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.app.words.Texts;

/** Seeds as people list them: {@code 7}, {@code 0-35}, {@code 1,5,9}, and all of these mixed. */
public final class SeedRanges {
  /** So many faces are made in one go at most: at a second each, more than a day. */
  public static final int MOST = 100_000;

  private static final Pattern PART = Pattern.compile("(-?\\d{1,19})(?:-(-?\\d{1,19}))?");

  private SeedRanges() {}

  /**
   * The seeds in the order in which they are named, each once.
   *
   * @throws IllegalArgumentException with a sentence if a text lists no seeds, or if there are more
   *     than {@link #MOST}
   */
  public static List<Long> parse(List<String> texts) {
    Set<Long> seeds = new LinkedHashSet<>();
    for (String text : texts) {
      for (String part : text.split(",", -1)) {
        add(seeds, part.strip());
      }
    }
    return List.copyOf(seeds);
  }

  private static void add(Set<Long> seeds, String part) {
    Matcher range = PART.matcher(part);
    if (!range.matches()) {
      throw new IllegalArgumentException(Texts.of("series.seedRanges.notASeed", part));
    }
    long first = number(range.group(1));
    long last = range.group(2) == null ? first : number(range.group(2));
    if (last < first) {
      throw new IllegalArgumentException(Texts.of("series.seedRanges.backwards", part));
    }
    // The difference of two longs may be none.
    if (last - first < 0 || last - first >= MOST) {
      throw tooMany();
    }
    for (long seed = first; ; seed++) {
      seeds.add(seed);
      if (seeds.size() > MOST) {
        throw tooMany();
      }
      if (seed == last) {
        return;
      }
    }
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(Texts.of("series.seedRanges.tooLarge", digits), e);
    }
  }

  private static IllegalArgumentException tooMany() {
    return new IllegalArgumentException(Texts.of("series.seedRanges.tooMany", MOST));
  }
}
