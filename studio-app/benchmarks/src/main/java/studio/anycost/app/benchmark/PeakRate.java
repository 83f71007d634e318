package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.WeightStorage;
import studio.anycost.models.latent.SeededNormal;
import studio.anycost.models.runtime.SessionManager;
import studio.anycost.models.runtime.TimedGraph;

/**
 * What this machine reaches at best in ONNX Runtime: plain convolutions of the sizes that a large
 * generator has, and a matrix product.
 *
 * @param probes what was tried
 */
public record PeakRate(List<Probe> probes) {
  private static final int RUNS = 4;

  /** Convolutions in a row, so that bringing the input into their layout hardly counts. */
  private static final int CHAIN = 2;

  /** All take the same work. */
  private static final List<Convolution> CONVOLUTIONS =
      List.of(
          new Convolution(512, 64),
          new Convolution(256, 128),
          new Convolution(128, 256),
          new Convolution(64, 512));

  private static final int MATRIX = 2048;

  /**
   * One graph.
   *
   * @param gigaflops 10^9 floating-point operations a second of its fastest run
   */
  public record Probe(String name, double gigaflops) {}

  /**
   * A 3x3 convolution that keeps channels and size.
   *
   * @param side of its maps in pixels
   */
  public record Convolution(int channels, int side) {}

  public PeakRate {
    probes = List.copyOf(probes);
  }

  /** The best of all. */
  public double gigaflops() {
    return probes.stream().mapToDouble(Probe::gigaflops).max().orElse(0);
  }

  /** The better rate of each probe in two measurements of the same machine. */
  public PeakRate best(PeakRate other) {
    List<Probe> best = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      Probe one = probes.get(i);
      Probe two = other.probes.get(i);
      best.add(one.gigaflops() >= two.gigaflops() ? one : two);
    }
    return new PeakRate(best);
  }

  /** Measures in the runtime of the sessions, with sizes that take a few seconds. */
  public static PeakRate measure(SessionManager sessions) throws IOException {
    return measure(sessions, CONVOLUTIONS, MATRIX);
  }

  /**
   * Measures.
   *
   * @param matrix rows and columns of the matrices
   */
  public static PeakRate measure(
      SessionManager sessions, List<Convolution> convolutions, int matrix) throws IOException {
    List<Probe> probes = new ArrayList<>();
    for (Convolution convolution : convolutions) {
      probes.add(probe(sessions, convolution.channels(), convolution.side()));
    }
    probes.add(matrixProduct(sessions, matrix));
    return new PeakRate(probes);
  }

  private static Probe probe(SessionManager sessions, int channels, int side) throws IOException {
    String name = "3x3 convolution, %d channels, %d px".formatted(channels, side);
    GraphBuilder graph = new GraphBuilder("peak", WeightStorage.FLOAT32);
    String c = GraphBuilder.axis(channels);
    String s = GraphBuilder.axis(side);
    String x = graph.input("x", "1", c, s, s);
    int fanIn = channels * 9;
    for (int i = 0; i < CHAIN; i++) {
      String weight =
          graph.constant(
              "weight" + i,
              normal(channels * fanIn, (float) (1 / Math.sqrt(fanIn))),
              channels,
              channels,
              3,
              3);
      x =
          graph.node(
              "Conv",
              "convolution" + i,
              List.of(x, weight),
              GraphBuilder.Attribute.list("kernel_shape", 3, 3),
              GraphBuilder.Attribute.list("pads", 1, 1, 1, 1));
    }
    graph.output("y", x, "1", c, s, s);
    double operations = 2.0 * CHAIN * fanIn * channels * side * side;
    float[] input = normal(channels * side * side, 1);
    return fastest(sessions, graph, name, operations, input, 1, channels, side, side);
  }

  private static Probe matrixProduct(SessionManager sessions, int size) throws IOException {
    GraphBuilder graph = new GraphBuilder("peak", WeightStorage.FLOAT32);
    String axis = GraphBuilder.axis(size);
    String x = graph.input("x", axis, axis);
    float deviation = (float) (1 / Math.sqrt(size));
    String weight = graph.constant("weight", normal(size * size, deviation), size, size);
    graph.output("y", graph.node("MatMul", "product", List.of(x, weight)), axis, axis);
    String name = "matrix product of " + size + "x" + size;
    double operations = 2.0 * size * size * size;
    return fastest(sessions, graph, name, operations, normal(size * size, 1), size, size);
  }

  private static Probe fastest(
      SessionManager sessions,
      GraphBuilder graph,
      String name,
      double operations,
      float[] input,
      long... shape)
      throws IOException {
    double fastest = Double.POSITIVE_INFINITY;
    try (TimedGraph timed = sessions.openTimed(graph.build().toByteArray(), name, input, shape)) {
      for (int run = 0; run <= RUNS; run++) {
        fastest = Math.min(fastest, timed.run());
      }
    }
    return new Probe(name, operations / 1e6 / fastest);
  }

  /** A short stretch of normal numbers again and again: how fast they multiply is all the same. */
  private static float[] normal(int count, float deviation) {
    float[] stretch = SeededNormal.z(1, 4093);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = stretch[i % stretch.length] * deviation;
    }
    return values;
  }
}
