package studio.anycost.app.portrait;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How far two portraits are apart.
 *
 * @param l1 mean of the absolute differences of all values, on a scale of 0 to 2
 * @param mse mean of the squared differences, on a scale of 0 to 4
 * @param perceptual distance in the studio's perceptual network
 * @param identity Euclidean distance of the faces' descriptors: about 0.3 for one person, 0.6 for
 *     two; empty if there is no face to look at
 */
public record Difference(double l1, double mse, double perceptual, OptionalDouble identity) {
  /**
   * The mean of several.
   *
   * @param all at least one
   */
  public static Difference mean(List<Difference> all) {
    return new Difference(
        mean(all, Difference::l1),
        mean(all, Difference::mse),
        mean(all, Difference::perceptual),
        all.stream()
            .filter(each -> each.identity().isPresent())
            .mapToDouble(each -> each.identity().getAsDouble())
            .average());
  }

  private static double mean(List<Difference> all, ToDoubleFunction<Difference> number) {
    return all.stream().mapToDouble(number).average().orElseThrow();
  }
}
