package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * A convolution of 3 x 3 as Winograd's minimal filtering F(2 x 2, 3 x 3) (Lavin and Gray, Fast
 * Algorithms for Convolutional Neural Networks, section 4.1): {@code Y = A' [sum (G g G') * (B' d
 * B)] A} for every tile d of 4 x 4 pixels, which gives 2 x 2 of the result with 16 multiplications
 * for each pair of channels instead of 36.
 *
 * <p>Each of the 16 products is one convolution of a single pixel on a map of half the size. The
 * sums before and after are passes over maps that have to stay in the caches; best where there are
 * many channels for few pixels.
 */
final class Winograd {
  /** B', by which rows and columns of the input are combined. */
  private static final float[][] INPUT = {
    {1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}
  };

  private static final int TILE = 4;
  private static final int WINDOW = 3;

  private final BlockedGraph graph;
  private final String name;
  private final int in;
  private final int out;

  /** G g G' by its place in the tile, each [out, in]. */
  private final float[][] weights;

  Winograd(BlockedGraph graph, String name, StyledConvolution convolution) {
    this(graph, name, convolution.in(), convolution.out(), convolution.weight());
  }

  /**
   * @param weight {@code [out, in, 3, 3]}
   */
  Winograd(BlockedGraph graph, String name, int in, int out, float[] weight) {
    this.graph = graph;
    this.name = name;
    this.in = in;
    this.out = out;
    this.weights = transformed(weight);
  }

  /**
   * Writes the convolution with padding 1, with neither scales nor norms, bias or activation.
   *
   * @param features {@code [1, padded(in), side, side]} in the blocked layout
   * @param side even
   * @return {@code [1, padded(out), side, side]} in the blocked layout
   */
  String add(String features, int side) {
    String[] rowKernels = kernels("row", TILE, 1);
    String[] columnKernels = kernels("column", 1, TILE);
    String[][] tiles = new String[TILE][TILE];
    for (int row = 0; row < TILE; row++) {
      String rows =
          combined(features, rowKernels[row]).window(TILE, 1).strides(2, 1).pads(1, 0, 1, 0).add();
      for (int column = 0; column < TILE; column++) {
        tiles[row][column] =
            combined(rows, columnKernels[column])
                .window(1, TILE)
                .strides(1, 2)
                .pads(0, 1, 0, 1)
                .add();
      }
    }
    String[][] halves = new String[2][TILE];
    for (int column = 0; column < TILE; column++) {
      String[] tile = new String[TILE];
      for (int row = 0; row < TILE; row++) {
        tile[row] = tiles[row][column];
      }
      String second = product(tile[1], 1, column).add();
      String third = product(tile[2], 2, column).add();
      // The convolutions that come last add themselves to the sums.
      halves[0][column] = product(tile[0], 0, column).plus(sum(second, third)).add();
      halves[1][column] = product(tile[3], 3, column).plus(difference(second, third)).add();
    }
    List<String> phases = new ArrayList<>();
    for (String[] half : halves) {
      phases.add(sum(half[0], sum(half[1], half[2])));
      phases.add(difference(difference(half[1], half[2]), half[3]));
    }
    return Interleaving.add(graph, name, phases, out, side / 2, side / 2);
  }

  /** One row of B' for every channel. */
  private String[] kernels(String axis, int height, int width) {
    int channels = graph.layout().padded(in);
    int block = graph.layout().block();
    String[] kernels = new String[TILE];
    for (int index = 0; index < TILE; index++) {
      float[] values = new float[channels * TILE];
      for (int i = 0; i < values.length; i++) {
        values[i] = INPUT[index][i / block % TILE];
      }
      kernels[index] =
          graph.constant(name + "/" + axis + "_" + index, values, channels, 1, height, width);
    }
    return kernels;
  }

  private BlockedGraph.Convolution combined(String features, String kernel) {
    return graph
        .convolution(name + "/tiles", features, kernel)
        .depthwise(graph.layout().padded(in));
  }

  /** The product at one place of the tiles. */
  private BlockedGraph.Convolution product(String tiles, int row, int column) {
    String weight =
        graph.constant(
            name + "/weight_" + row + column,
            graph.layout().weight(weights[row * TILE + column], out, in, 1),
            graph.layout().padded(out),
            graph.layout().padded(in),
            1,
            1);
    return graph
        .convolution(name + "/product_" + row + column, tiles, weight)
        .window(1, 1)
        .pads(0, 0, 0, 0);
  }

  /** The last row is negated, so that its products can be added, too. */
  private static float[][] transformed(float[] weight) {
    int pairs = weight.length / (WINDOW * WINDOW);
    float[][] transformed = new float[TILE * TILE][pairs];
    double[] rows = new double[TILE * WINDOW];
    double[] tile = new double[TILE * TILE];
    for (int pair = 0; pair < pairs; pair++) {
      int first = pair * WINDOW * WINDOW;
      for (int column = 0; column < WINDOW; column++) {
        spread(
            weight[first + column],
            weight[first + WINDOW + column],
            weight[first + 2 * WINDOW + column],
            rows,
            column,
            WINDOW);
      }
      for (int row = 0; row < TILE; row++) {
        int start = row * WINDOW;
        spread(rows[start], rows[start + 1], rows[start + 2], tile, row * TILE, 1);
      }
      for (int place = 0; place < TILE * TILE; place++) {
        double value = tile[place];
        transformed[place][pair] = (float) (place < TILE * (TILE - 1) ? value : -value);
      }
    }
    return transformed;
  }

  /** Multiplies by G: three values to four. */
  private static void spread(
      double one, double two, double three, double[] target, int start, int step) {
    target[start] = one;
    target[start + step] = (one + two + three) / 2;
    target[start + 2 * step] = (one - two + three) / 2;
    target[start + 3 * step] = three;
  }

  private String sum(String one, String other) {
    return graph.node("Add", name + "/sum", List.of(one, other));
  }

  private String difference(String one, String other) {
    return graph.node("Sub", name + "/difference", List.of(one, other));
  }
}
