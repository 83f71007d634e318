package studio.anycost.app.preset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;

/**
 * Draws values for the sliders of an edit: few of them, of different groups, moved by a moderate
 * part of what is usual, so that a face stays one. The same number draws the same values.
 */
public final class RandomValues {
  /** What one of these does not change is no matter of taste. */
  private static final String ADVANCED = "Advanced";

  private static final int LEAST = 2;
  private static final int MOST = 4;

  /** Shares of the way from the default to the end of what is usual. */
  private static final double NEAREST = 0.4;

  private static final double FARTHEST = 0.8;

  /** Of that way: values are round ones. */
  private static final double STEPS = 100;

  private RandomValues() {}

  /** The sliders that are drawn for: numbers of any fineness that are for everybody. */
  public static List<NumberParameter> sliders(List<Parameter<?>> parameters) {
    return parameters.stream()
        .filter(NumberParameter.class::isInstance)
        .map(NumberParameter.class::cast)
        .filter(number -> !number.isWhole())
        .filter(number -> !number.info().group().equalsIgnoreCase(ADVANCED))
        .toList();
  }

  /**
   * Draws anew: sliders that are not drawn are put back, all else stays.
   *
   * @param locked keys of sliders that stay as they are
   */
  public static ParameterValues draw(ParameterValues now, Set<String> locked, long seed) {
    List<NumberParameter> free = new ArrayList<>(sliders(now.schema().parameters()));
    free.removeIf(slider -> locked.contains(slider.key()));
    ParameterValues result = now;
    for (NumberParameter slider : free) {
      result = with(result, slider, slider.defaultNumber());
    }
    // A slider that hardly works would change a face in other ways than its name says.
    free.removeIf(slider -> slider.info().rating().filter(Rating::isWeak).isPresent());
    Random random = new Random(seed);
    int wanted = LEAST + random.nextInt(MOST - LEAST + 1);
    Set<String> groups = new HashSet<>();
    while (wanted > 0 && !free.isEmpty()) {
      NumberParameter slider = free.remove(random.nextInt(free.size()));
      String group = slider.info().group();
      if (group.isEmpty() || groups.add(group)) {
        result = with(result, slider, value(slider, random));
        wanted--;
      }
    }
    return result;
  }

  private static double value(NumberParameter slider, Random random) {
    double below = slider.defaultNumber() - slider.usualMinimum();
    double above = slider.usualMaximum() - slider.defaultNumber();
    boolean up = below <= 0 || above > 0 && random.nextBoolean();
    double way = up ? above : -below;
    double share = NEAREST + (FARTHEST - NEAREST) * random.nextDouble();
    return slider.defaultNumber() + way * Math.rint(STEPS * share) / STEPS;
  }

  private static ParameterValues with(
      ParameterValues values, NumberParameter slider, double value) {
    try {
      return values.with(slider.key(), value);
    } catch (ParameterException e) {
      throw new IllegalStateException("A value within the usual range is not taken.", e);
    }
  }
}
