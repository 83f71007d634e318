package studio.anycost.app.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.words.Texts;
import studio.anycost.export.boundaries.DirectionNames;

/**
 * Measures what the sliders of a model do to faces, with its attribute predictor; see {@link
 * SliderQuality}. A slider moves to the other side of what the predictor says of the face, a
 * quarter of its range at a time; one whose attribute the predictor does not know moves up and down
 * in turn. The shares are rounded to two decimals, so that every machine writes the same.
 */
public final class SliderMeasure {
  /** How many faces are looked at if nobody says otherwise. */
  public static final int FACES = 200;

  /** Truncation of the faces, the one that the studio draws with. */
  static final double PSI = 0.8;

  /** Their seeds: far from those that people and other measures begin with. */
  static final long FIRST_SEED = 5_000_000;

  private static final double[] STEPS = {0.25, 0.5, 0.75, 1};
  private static final double ROUNDED = 100;

  private final Generator generator;
  private final GeneratorDescription model;
  private final AttributeScores scores;
  private final SubGenerator subGenerator;
  private final TaskContext<?> task;
  private final List<StyleCode> faces = new ArrayList<>();

  private SliderMeasure(
      Generator generator, int count, SubGenerator subGenerator, TaskContext<?> task)
      throws IOException {
    this.generator = generator;
    this.model = generator.description();
    this.subGenerator = subGenerator;
    this.task = task;
    this.scores =
        AttributeScores.of(generator)
            .orElseThrow(
                () ->
                    new IOException(Texts.of("engine.sliderMeasure.theModelHasNo", model.name())));
    float[] mean = model.meanStyleArray();
    for (int i = 0; i < count; i++) {
      faces.add(generator.styleOfSeed(FIRST_SEED + i).truncated(mean, PSI));
    }
  }

  /**
   * Measures boundaries of the generator. Blocks, for some minutes with many of them.
   *
   * @param boundaries which ones
   * @param count of faces, at least 1
   * @param subGenerator that renders them
   * @return by the names of the boundaries, in their order
   * @throws CancellationException if cancelled
   * @throws IOException with a sentence if there is no predictor, or if the runtime failed
   */
  public static Map<String, SliderQuality> of(
      Generator generator,
      List<Boundary> boundaries,
      int count,
      SubGenerator subGenerator,
      TaskContext<?> task)
      throws IOException {
    return new SliderMeasure(generator, count, subGenerator, task).all(boundaries);
  }

  private Map<String, SliderQuality> all(List<Boundary> boundaries) throws IOException {
    task.progress().report(0, Texts.of("engine.sliderMeasure.lookingAtTheFaces"));
    float[][] before = logits(faces);
    Map<String, SliderQuality> result = new LinkedHashMap<>();
    for (Boundary boundary : boundaries) {
      task.progress()
          .report(
              (result.size() + 1.0) / (boundaries.size() + 1),
              Texts.of("engine.sliderMeasure.measuring", boundary.name()));
      result.put(boundary.name(), measure(boundary, before));
    }
    return result;
  }

  private SliderQuality measure(Boundary boundary, float[][] before) throws IOException {
    int own = attributeOf(boundary);
    double[] changes = new double[model.attributes().size()];
    List<Integer> rest = new ArrayList<>();
    for (int face = 0; face < faces.size(); face++) {
      rest.add(face);
    }
    int flips = 0;
    int first = own < 0 ? STEPS.length - 1 : 0;
    for (int step = first; step < STEPS.length && !rest.isEmpty(); step++) {
      boolean last = step == STEPS.length - 1;
      float[][] after = logits(moved(boundary, own, rest, before, STEPS[step]));
      List<Integer> unmoved = new ArrayList<>();
      for (int i = 0; i < after.length; i++) {
        float[] from = before[rest.get(i)];
        boolean flipped = own >= 0 && after[i][own] > 0 != from[own] > 0;
        flips += flipped ? 1 : 0;
        if (flipped || last) {
          add(changes, from, after[i]);
        } else {
          unmoved.add(rest.get(i));
        }
      }
      rest = unmoved;
    }
    List<SliderQuality.SideEffect> effects = new ArrayList<>();
    for (int attribute = 0; attribute < changes.length; attribute++) {
      if (attribute != own) {
        effects.add(
            new SliderQuality.SideEffect(
                model.attributes().get(attribute), rounded(changes[attribute] / faces.size())));
      }
    }
    return new SliderQuality(
        faces.size(),
        own < 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(rounded((double) flips / faces.size())),
        effects);
  }

  /** Which of the predictor's attributes a boundary is for, or -1. */
  private int attributeOf(Boundary boundary) {
    String heard = DirectionNames.heard(boundary.name());
    for (int i = 0; i < model.attributes().size(); i++) {
      String attribute = model.attributes().get(i);
      // A number before a boundary's name counts it; one before an attribute's may belong to it.
      if (DirectionNames.heard(attribute).equals(heard)
          || DirectionNames.heard("0_" + attribute).equals(heard)) {
        return i;
      }
    }
    return -1;
  }

  private List<StyleCode> moved(
      Boundary boundary, int own, List<Integer> which, float[][] before, double value) {
    double step = value * Boundary.RANGE_DEVIATIONS * boundary.standardDeviation();
    int styles = Boundary.usualStyles(model.styleCount());
    List<StyleCode> codes = new ArrayList<>();
    for (int face : which) {
      boolean up = own >= 0 ? before[face][own] <= 0 : face % 2 == 0;
      codes.add(boundary.move(faces.get(face), up ? step : -step, styles));
    }
    return codes;
  }

  private static void add(double[] changes, float[] before, float[] after) {
    for (int i = 0; i < changes.length; i++) {
      changes[i] +=
          Math.abs(AttributeScores.confidence(after[i]) - AttributeScores.confidence(before[i]));
    }
  }

  private static double rounded(double share) {
    return Math.rint(share * ROUNDED) / ROUNDED;
  }

  private float[][] logits(List<StyleCode> codes) throws IOException {
    ImageTensor[] pictures = new ImageTensor[codes.size()];
    generator.renderAll(
        codes,
        subGenerator,
        Noise.FIXED,
        task.cancellation(),
        (index, picture) -> pictures[index] = picture);
    return scores.logits(Arrays.asList(pictures), task.cancellation());
  }
}
