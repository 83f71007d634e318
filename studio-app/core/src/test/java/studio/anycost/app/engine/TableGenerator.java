package studio.anycost.app.engine;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/** A generator of 8 px with four styles of two values; the style of a seed is (seed, 1). */
final class TableGenerator implements Generator {
  static final int STYLES = 4;

  private final List<Long> mapped = new ArrayList<>();

  /** The seeds that were mapped, in order. */
  List<Long> mapped() {
    return mapped;
  }

  @Override
  public GeneratorDescription description() {
    return new GeneratorDescription(
        "table", "id", new ChannelTable(8, 1, 4), 2, List.of(10f, 0f), List.of(), List.of(), false);
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    mapped.add(seed);
    return StyleCode.broadcast(new float[] {seed, 1}, STYLES);
  }

  @Override
  public StyleCode map(float[] z) {
    return StyleCode.broadcast(z, STYLES);
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
    int side = subGenerator.resolution();
    return ImageTensor.wrap(side, new float[3 * side * side]);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return new Latency(1, 1, 1);
  }
}
