package studio.anycost.training.resnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.anycost.export.resnet.ResNetSpec;

/** The shapes that torchvision names by their number of layers (He et al., 2016). */
public final class ResNetShapes {
  private static final int WIDTH = 64;
  private static final int EXPANSION = 4;
  private static final Map<Integer, List<Integer>> BLOCKS =
      Map.of(
          18, List.of(2, 2, 2, 2),
          34, List.of(3, 4, 6, 3),
          50, List.of(3, 4, 6, 3),
          101, List.of(3, 4, 23, 3),
          152, List.of(3, 8, 36, 3));
  private static final int FIRST_BOTTLENECK = 50;

  private ResNetShapes() {}

  /**
   * A shape.
   *
   * @param layers 18, 34, 50, 101 or 152
   * @param outputs of the last layer
   * @throws IllegalArgumentException with a sentence for any other number of layers
   */
  public static ResNetSpec torchvision(int layers, int outputs) {
    return of(layers, WIDTH, outputs);
  }

  /** The same with another width of the first stage than 64. */
  public static ResNetSpec of(int layers, int width, int outputs) {
    List<Integer> counts = BLOCKS.get(layers);
    if (counts == null) {
      throw new IllegalArgumentException(
          "A ResNet has 18, 34, 50, 101 or 152 layers, not " + layers + ".");
    }
    boolean bottleneck = layers >= FIRST_BOTTLENECK;
    List<ResNetSpec.Block> blocks = new ArrayList<>();
    int in = width;
    for (int stage = 0; stage < counts.size(); stage++) {
      int middle = width << stage;
      int out = bottleneck ? middle * EXPANSION : middle;
      for (int index = 0; index < counts.get(stage); index++) {
        int stride = stage > 0 && index == 0 ? 2 : 1;
        blocks.add(
            new ResNetSpec.Block(
                "layer" + (stage + 1) + "." + index,
                in,
                middle,
                bottleneck ? middle : 0,
                out,
                stride,
                stride > 1 || in != out));
        in = out;
      }
    }
    return new ResNetSpec("", width, blocks, outputs);
  }
}
