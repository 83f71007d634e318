package studio.anycost.plugins.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * A generator of plain pictures: every missing channel takes something away, much of it in layers
 * that cost little, so that uniform sub-generators are not the best. Times are a table; what was
 * not measured is guessed too low.
 */
final class PaintedGenerator implements Generator {
  static final ChannelTable TABLE = new ChannelTable(32, 1 / 128.0, 512);
  private static final double OPTIMISM = 0.8;

  private final Set<SubGenerator> measured = new HashSet<>();

  /** How often each was rendered for a face, by the search. */
  final Map<SubGenerator, Integer> renders = new HashMap<>();

  Runnable beforeRender = () -> {};

  /** What later measurements teach about all times: a factor. */
  double slowness = 1;

  private final String identity;

  PaintedGenerator() {
    this("0".repeat(64));
  }

  PaintedGenerator(String identity) {
    this.identity = identity;
  }

  @Override
  public GeneratorDescription description() {
    return new GeneratorDescription(
        "painted", identity, TABLE, 2, List.of(0f, 0f), List.of(), List.of(), false);
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    return StyleCode.broadcast(new float[] {seed / 100f, 0}, TABLE.styleCount());
  }

  @Override
  public StyleCode map(float[] z) {
    throw new UnsupportedOperationException();
  }

  /** How far a picture is from the full one's value, in every pixel. */
  static double fault(SubGenerator subGenerator) {
    List<Integer> widths = subGenerator.channels().widths();
    List<Integer> full = TABLE.uniform(1, TABLE.resolution()).widths();
    double fault = 0;
    for (int layer = 0; layer < full.size(); layer++) {
      double share = layer < widths.size() ? widths.get(layer) / (double) full.get(layer) : 0.5;
      // Early layers, which cost little here, matter most.
      fault += 0.2 * (1 - share) / (1 + layer);
    }
    return fault;
  }

  static double trueMilliseconds(SubGenerator subGenerator) {
    List<Integer> widths = subGenerator.channels().widths();
    double work = 1;
    for (int layer = 1; layer < widths.size(); layer++) {
      int side = 4 << layer / 2;
      work += widths.get(layer - 1) * widths.get(layer) * side * side / 4000.0;
    }
    return work;
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    TABLE.require(subGenerator);
    beforeRender.run();
    cancellation.throwIfCancelled();
    renders.merge(subGenerator, 1, Integer::sum);
    int side = subGenerator.resolution();
    float[] values = new float[3 * side * side];
    Arrays.fill(values, (float) (code.get(0, 0) + fault(subGenerator)));
    return ImageTensor.wrap(side, values);
  }

  @Override
  public void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      studio.anycost.api.extension.RenderConsumer consumer)
      throws IOException {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      order.add(i);
    }
    Collections.reverse(order); // as it may be with several workers
    for (int i : order) {
      consumer.rendered(i, render(codes.get(i), subGenerator, noise, cancellation));
    }
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    double median =
        slowness
            * trueMilliseconds(subGenerator)
            * (measured.contains(subGenerator) ? 1 : OPTIMISM);
    return new Latency(median, median, median);
  }

  @Override
  public Latency measure(SubGenerator subGenerator, CancellationToken cancellation) {
    cancellation.throwIfCancelled();
    measured.add(subGenerator);
    return latency(subGenerator);
  }
}
