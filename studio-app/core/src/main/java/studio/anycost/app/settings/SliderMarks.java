package studio.anycost.app.settings;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a person marked of the parameters of one edit for one model; immutable.
 *
 * @param favourites keys of those that stand first
 * @param locked keys of those that stay as they are when many move at once
 */
public record SliderMarks(Set<String> favourites, Set<String> locked) {
  /** Nothing is marked. */
  public static final SliderMarks NONE = new SliderMarks(Set.of(), Set.of());

  /** More are not kept. */
  public static final int MOST = 1000;

  public SliderMarks {
    favourites = Set.copyOf(favourites);
    locked = Set.copyOf(locked);
    if (favourites.size() > MOST || locked.size() > MOST) {
      throw new IllegalArgumentException("At most " + MOST + " parameters are marked.");
    }
  }

  /** The same with one more favourite, or one less. */
  public SliderMarks withFavourite(String key, boolean on) {
    return new SliderMarks(with(favourites, key, on), locked);
  }

  /** The same with one more lock, or one less. */
  public SliderMarks withLocked(String key, boolean on) {
    return new SliderMarks(favourites, with(locked, key, on));
  }

  private static Set<String> with(Set<String> keys, String key, boolean on) {
    Set<String> next = new LinkedHashSet<>(keys);
    if (on) {
      next.add(key);
    } else {
      next.remove(key);
    }
    return next;
  }
}
