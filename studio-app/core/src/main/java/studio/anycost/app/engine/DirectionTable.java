package studio.anycost.app.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import studio.anycost.api.model.FoundDirection;

/**
 * Directions that were found, side by side: what their finder knows of each, and how they lie to
 * each other. Immutable.
 */
public final class DirectionTable {
  /**
   * What is known of one direction.
   *
   * @param figures one for each of {@link DirectionTable#figures}, empty where its finder has none
   * @param deviation of w along it
   * @param nearest the other one that is furthest from a right angle to it; empty if there is none
   */
  public record Row(
      String name, List<OptionalDouble> figures, double deviation, Optional<Neighbour> nearest) {
    public Row {
      figures = List.copyOf(figures);
    }
  }

  /**
   * Another direction.
   *
   * @param degrees between the two, 0..180
   */
  public record Neighbour(String name, double degrees) {}

  private final List<FoundDirection> found;
  private final List<String> figures;
  private final double[][] angles;

  /**
   * @param found may be empty
   */
  public DirectionTable(List<FoundDirection> found) {
    this.found = List.copyOf(found);
    this.figures = names(found);
    this.angles = Angles.between(found.stream().map(FoundDirection::boundary).toList());
  }

  /** What differs between the directions comes first: it is what one looks for. */
  private static List<String> names(List<FoundDirection> found) {
    Set<String> all = new LinkedHashSet<>();
    found.forEach(each -> each.figures().forEach(figure -> all.add(figure.name())));
    List<String> names = new ArrayList<>();
    all.stream().filter(name -> !isSame(name, found)).forEach(names::add);
    all.stream().filter(name -> isSame(name, found)).forEach(names::add);
    return List.copyOf(names);
  }

  private static boolean isSame(String name, List<FoundDirection> found) {
    return found.stream().map(each -> figure(each, name)).distinct().count() == 1;
  }

  private static OptionalDouble figure(FoundDirection direction, String name) {
    return direction.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(FoundDirection.Figure::value)
        .findFirst();
  }

  /** The names of all figures; those that are the same of all directions come last. */
  public List<String> figures() {
    return figures;
  }

  /** How many of the figures, from the first, differ between the directions. */
  public int differing() {
    return (int) figures.stream().filter(name -> !isSame(name, found)).count();
  }

  /** The names of all directions, as they were found. */
  public List<String> names() {
    return found.stream().map(each -> each.boundary().name()).toList();
  }

  /** The angle between two directions by their places, degrees; 0 for one and itself. */
  public double angle(int one, int other) {
    return angles[one][other];
  }

  /** A row for each direction, as they were found. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      FoundDirection direction = found.get(i);
      rows.add(
          new Row(
              direction.boundary().name(),
              figures.stream().map(name -> figure(direction, name)).toList(),
              direction.boundary().standardDeviation(),
              nearest(i)));
    }
    return rows;
  }

  private Optional<Neighbour> nearest(int i) {
    int nearest = -1;
    for (int j = 0; j < angles.length; j++) {
      if (j != i && (nearest < 0 || away(i, j) > away(i, nearest))) {
        nearest = j;
      }
    }
    return nearest < 0
        ? Optional.empty()
        : Optional.of(new Neighbour(found.get(nearest).boundary().name(), angles[i][nearest]));
  }

  /** How far from a right angle. */
  private double away(int i, int j) {
    return Math.abs(angles[i][j] - 90);
  }
}
