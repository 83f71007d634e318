package studio.anycost.models.latency;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.model.SubGenerator;

/**
 * What the time of a stage depends on.
 *
 * @param resolution output side in pixels
 * @param widths channels of its input and of its convolutions in order: three, or two for 4 px,
 *     which has one convolution
 */
public record StageShape(int resolution, List<Integer> widths) {
  private static final int LARGEST_RESOLUTION = 1 << 14;
  private static final int LARGEST_WIDTH = 1 << 16;

  public StageShape {
    widths = List.copyOf(widths);
    if (resolution > LARGEST_RESOLUTION || widths.size() != (index(resolution) == 0 ? 2 : 3)) {
      throw new IllegalArgumentException(
          "A stage for " + resolution + " px does not have " + widths.size() + " widths.");
    }
    for (int width : widths) {
      if (width < 1 || width > LARGEST_WIDTH) {
        throw new IllegalArgumentException("A stage cannot have " + width + " channels.");
      }
    }
  }

  /** The stages of a sub-generator, ascending. */
  public static List<StageShape> of(SubGenerator subGenerator) {
    List<Integer> widths = subGenerator.channels().widths();
    List<StageShape> shapes = new ArrayList<>();
    for (int resolution : Resolutions.upTo(subGenerator.resolution())) {
      int index = index(resolution);
      shapes.add(
          new StageShape(resolution, widths.subList(Math.max(0, 2 * index - 1), 2 * index + 2)));
    }
    return shapes;
  }

  /** 0 for 4 px. */
  static int index(int resolution) {
    return Resolutions.log2(resolution) - Resolutions.log2(Resolutions.LOWEST);
  }

  /**
   * How many of the first stages an edit leaves as they are: stage k reads the styles up to 2k + 1
   * (its last convolution's and its to-RGB layer's).
   *
   * @param firstChangedStyle index of the first style that differs, at least 0
   */
  public static int untouchedStages(int firstChangedStyle) {
    return firstChangedStyle / 2;
  }
}
