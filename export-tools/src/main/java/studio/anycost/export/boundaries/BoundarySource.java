package studio.anycost.export.boundaries;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where boundaries come from.
 *
 * @param paths files of arrays, and folders of them
 * @param layout of arrays with more than one style
 * @param mostNumbered how many directions are taken of one matrix of them, 1 or more; the first
 *     ones, which vary most
 */
public record BoundarySource(List<Path> paths, ArrayLayout layout, int mostNumbered) {
  /** How many directions of a matrix are taken if nobody says otherwise. */
  public static final int NUMBERED = 20;

  /** No boundaries. */
  public static final BoundarySource NONE = of(List.of());

  public BoundarySource {
    paths = List.copyOf(paths);
    Objects.requireNonNull(layout);
    if (mostNumbered < 1) {
      throw new IllegalArgumentException("At least one direction of a matrix must be taken.");
    }
  }

  /** Files and folders, read by the shapes that they hold. */
  public static BoundarySource of(List<Path> paths) {
    return new BoundarySource(paths, ArrayLayout.AUTO, NUMBERED);
  }
}
