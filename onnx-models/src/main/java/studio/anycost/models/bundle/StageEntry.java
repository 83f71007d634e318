package studio.anycost.models.bundle;

import java.util.List;
import studio.anycost.api.model.Resolutions;

/**
 * One stage of the generator: the constant and the first convolution (4 px), or the block of one
 * resolution.
 *
 * @param resolution of the stage's output, a power of two
 * @param file the stage graph, a name in the manifest
 * @param firstStyle index of the first style that the stage uses
 * @param lastStyle index of the last one; the first convolution of the next stage shares it
 * @param noiseInputs in the order of the convolutions; layers whose noise weight is 0 have none
 */
public record StageEntry(
    int resolution, String file, int firstStyle, int lastStyle, List<NoiseInput> noiseInputs) {
  public StageEntry {
    noiseInputs = List.copyOf(noiseInputs);
  }

  /**
   * The entry of a resolution with the styles that the architecture gives it: 0 and 1 at 4 px,
   * otherwise {@code 2 (k - 2) - 1} to {@code 2 (k - 2) + 1} at 2^k px.
   */
  public static StageEntry of(int resolution, String file, List<NoiseInput> noiseInputs) {
    int block = Resolutions.log2(resolution) - 2;
    return new StageEntry(resolution, file, Math.max(0, 2 * block - 1), 2 * block + 1, noiseInputs);
  }
}
