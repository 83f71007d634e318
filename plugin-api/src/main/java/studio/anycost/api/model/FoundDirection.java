package studio.anycost.api.model;

import java.util.List;
import java.util.Objects;

/**
 * A direction that was found, and what its finder knows of it.
 *
 * @param figures for people and reports, in the order to be shown; may be empty
 */
public record FoundDirection(Boundary boundary, List<Figure> figures) {
  public FoundDirection {
    Objects.requireNonNull(boundary);
    figures = List.copyOf(figures);
  }

  /** A direction of which nothing more is known. */
  public static FoundDirection of(Boundary boundary) {
    return new FoundDirection(boundary, List.of());
  }

  /**
   * One figure.
   *
   * @param name for people, in lower case: "validation accuracy"
   * @param value finite
   */
  public record Figure(String name, double value) {
    public Figure {
      if (name.isBlank() || !Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "A figure has a name and a finite value, not '" + name + "' and " + value + ".");
      }
    }
  }
}
