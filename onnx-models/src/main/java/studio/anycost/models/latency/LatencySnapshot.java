package studio.anycost.models.latency;

import java.util.List;

/**
 * The times that a model knows, to be kept and given back. Every value is checked, so that whatever
 * comes from a file and gets through here is harmless.
 *
 * @param stages times of stages, those measured last at the end
 * @param pictures times of what a render does beside its stages
 */
public record LatencySnapshot(List<StageTimes> stages, List<PictureTimes> pictures) {
  /** Nothing. */
  public static final LatencySnapshot EMPTY = new LatencySnapshot(List.of(), List.of());

  private static final float LONGEST = 1e7f;

  /**
   * Times of a stage.
   *
   * @param milliseconds at least one, oldest first; of too many the newest are kept
   */
  public record StageTimes(StageShape shape, List<Float> milliseconds) {
    public StageTimes {
      milliseconds = checked(milliseconds);
    }
  }

  /**
   * Times of a render's work beside its stages.
   *
   * @param resolution side of the picture, a power of two
   * @param milliseconds as with stages
   */
  public record PictureTimes(int resolution, List<Float> milliseconds) {
    public PictureTimes {
      StageShape.index(resolution);
      milliseconds = checked(milliseconds);
    }
  }

  public LatencySnapshot {
    stages = List.copyOf(stages);
    pictures = List.copyOf(pictures);
  }

  public boolean isEmpty() {
    return stages.isEmpty() && pictures.isEmpty();
  }

  private static List<Float> checked(List<Float> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("There are no times.");
    }
    for (float time : times) {
      if (!(time >= 0 && time <= LONGEST)) {
        throw new IllegalArgumentException("No run takes " + time + " ms.");
      }
    }
    return List.copyOf(times.subList(Math.max(0, times.size() - TimeWindow.KEPT), times.size()));
  }
}
