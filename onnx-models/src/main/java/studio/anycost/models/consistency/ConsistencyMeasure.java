package studio.anycost.models.consistency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.words.Texts;

/**
 * Measures how like the full generator's pictures those of its uniform sub-generators are: every
 * trained ratio at the highest resolutions, for the same faces and fixed noise. See {@link
 * Consistency.Entry} for what the numbers mean.
 *
 * <p>Sums in a runtime depend on the processor and on the number of threads, in the seventh digit.
 * The distances are therefore rounded to two decimals, so that the same model gives the same table.
 */
public final class ConsistencyMeasure {
  /** How many faces are compared; their seeds are 0, 1, ... */
  public static final int FACES = 6;

  /** Truncation of the faces, the one that the studio draws with: what people will look at. */
  static final double PSI = 0.8;

  private static final double STEPS = 100;

  private final Generator generator;
  private final ChannelTable channels;
  private final TaskContext<?> task;
  private final List<StyleCode> faces = new ArrayList<>();

  /** The full generator's pictures of all faces, by resolution. */
  private final Map<Integer, List<Octaves>> full = new HashMap<>();

  private final double pictures;
  private int rendered;

  private ConsistencyMeasure(Generator generator, int subGenerators, TaskContext<?> task) {
    this.generator = generator;
    this.channels = generator.description().channels();
    this.task = task;
    float[] mean = generator.description().meanStyleArray();
    for (int seed = 0; seed < FACES; seed++) {
      faces.add(generator.styleOfSeed(seed).truncated(mean, PSI));
    }
    this.pictures = (double) FACES * subGenerators;
  }

  /**
   * Measures. Blocks; renders {@value #FACES} faces with every sub-generator at background
   * priority, which takes a generator of 1024 px about 20 seconds on two cores.
   *
   * @throws CancellationException if cancelled
   * @throws IOException with a sentence if the runtime failed
   */
  public static Consistency of(Generator generator, TaskContext<?> task) throws IOException {
    ChannelTable channels = generator.description().channels();
    int places = ChannelTable.RATIOS.size() * channels.highestResolutions().size();
    return new ConsistencyMeasure(generator, places, task).table();
  }

  /**
   * Measures sub-generators of any widths in the same way. Blocks; renders {@value #FACES} faces
   * with each, and with the full generator.
   *
   * @return the distances of all, as {@link Consistency.Entry} has them
   * @throws CancellationException if cancelled
   * @throws IllegalArgumentException if one does not fit the generator
   * @throws IOException with a sentence if the runtime failed
   */
  public static Map<SubGenerator, Double> differences(
      Generator generator, Collection<SubGenerator> subGenerators, TaskContext<?> task)
      throws IOException {
    Map<SubGenerator, Double> distances = new LinkedHashMap<>();
    if (!subGenerators.isEmpty()) {
      ConsistencyMeasure measure =
          new ConsistencyMeasure(generator, subGenerators.size() + 1, task);
      measure.renderFull(subGenerators.stream().map(SubGenerator::resolution).toList());
      for (SubGenerator subGenerator : subGenerators) {
        distances.put(subGenerator, measure.distance(subGenerator));
      }
    }
    return distances;
  }

  private Consistency table() throws IOException {
    List<Consistency.Entry> entries = new ArrayList<>();
    renderFull(channels.highestResolutions());
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : channels.highestResolutions()) {
        entries.add(
            Consistency.Entry.measured(
                ratio, resolution, distance(channels.subGenerator(ratio, resolution))));
      }
    }
    return new Consistency(Consistency.Origin.MEASURED, entries);
  }

  private void renderFull(Collection<Integer> resolutions) throws IOException {
    for (int resolution : resolutions) {
      full.put(resolution, new ArrayList<>(Collections.nCopies(FACES, null)));
    }
    render(
        channels.full(),
        (face, image) -> full.forEach((side, faces) -> faces.set(face, Octaves.of(image, side))));
  }

  private double distance(SubGenerator subGenerator) throws IOException {
    int resolution = subGenerator.resolution();
    if (subGenerator.equals(channels.full())) {
      return 0;
    }
    PictureDistance distance = new PictureDistance(full.get(resolution));
    render(subGenerator, (face, image) -> distance.add(face, Octaves.of(image, resolution)));
    double value = distance.value();
    // A picture with a value that is no number is like nothing.
    return value < Consistency.HIGHEST_DISTANCE
        ? Math.rint(value * STEPS) / STEPS
        : Consistency.HIGHEST_DISTANCE;
  }

  /** Takes the pictures of the faces in any order. */
  private interface Taker {
    void take(int face, ImageTensor image);
  }

  private void render(SubGenerator subGenerator, Taker taker) throws IOException {
    generator.renderAll(
        faces,
        subGenerator,
        Noise.FIXED,
        task.cancellation(),
        (face, image) -> {
          taker.take(face, image);
          rendered++;
          task.progress()
              .report(
                  Math.min(1, rendered / pictures),
                  Texts.of("consistency.consistencyMeasure.comparing"));
        });
  }
}
