package studio.anycost.export.boundaries;

import java.util.List;

/**
 * What was found in files.
 *
 * @param directions by unique names, in the order of the files
 * @param notices sentences about what was left out
 */
public record Directions(List<Direction> directions, List<String> notices) {
  public Directions {
    directions = List.copyOf(directions);
    notices = List.copyOf(notices);
  }
}
