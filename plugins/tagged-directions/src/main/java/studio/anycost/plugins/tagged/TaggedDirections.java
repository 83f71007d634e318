package studio.anycost.plugins.tagged;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.DirectionFinder;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.fx.Panel;
import studio.anycost.api.fx.PanelContext;
import studio.anycost.api.fx.PanelContribution;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.FoundDirection.Figure;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.Validation;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.api.parameter.TextParameter;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

/** A direction from faces, by their seeds, that a person says have something or have not. */
@Extension
public final class TaggedDirections implements DirectionFinder, PanelContribution {
  static final String NAME = "name";
  static final String YES = "yes";
  static final String NO = "no";

  /** Seeds that can be marked: 1 to this. */
  static final int FACES = 240;

  /** Truncation of the faces that are shown. */
  static final double PSI = 0.8;

  /** Marks of either kind; with fewer anything can be found. */
  static final int FEWEST = 3;

  private static final int LONGEST_NAME = 60;
  private static final int DEVIATION_SAMPLES = 2048;

  private static final ContributionInfo INFO =
      new ContributionInfo(
          "tagged-directions",
          "Slider from marks",
          "Mark some faces that have something, and some that have not; it becomes a slider.",
          400,
          "Make slider");

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    List<ChoiceParameter.Option> faces =
        IntStream.rangeClosed(1, FACES)
            .mapToObj(
                seed ->
                    new ChoiceParameter.Option(
                        String.valueOf(seed), Texts.of("taggedDirections.seed", seed)))
            .toList();
    return new ParameterSchema(
        List.of(
            new TextParameter(
                ParameterInfo.of(NAME, "Name", "What the slider is called."),
                LONGEST_NAME,
                "My slider"),
            SelectionParameter.of(
                ParameterInfo.of(YES, "Have it", "Seeds of faces that have it."), faces),
            SelectionParameter.of(
                ParameterInfo.of(NO, "Have it not", "Seeds of faces that have it not."), faces)));
  }

  @Override
  public Optional<String> missing(ParameterValues values) {
    return whatIsMissing(values);
  }

  private static Optional<String> whatIsMissing(ParameterValues values) {
    int yes = values.selection(YES).size();
    int no = values.selection(NO).size();
    if (values.text(NAME).isBlank()) {
      return Optional.of(Texts.of("taggedDirections.giveTheSliderA"));
    }
    return yes < FEWEST || no < FEWEST
        ? Optional.of(Texts.of("taggedDirections.markAtLeastFaces", FEWEST, FEWEST))
        : Optional.empty();
  }

  @Override
  public Panel createPanel(PanelContext context) {
    return new TaggingPanel(context);
  }

  /** A face that can be marked. */
  static StyleCode face(Generator generator, String seed) {
    return generator
        .styleOfSeed(Long.parseLong(seed))
        .truncated(generator.description().meanStyleArray(), PSI);
  }

  @Override
  public List<FoundDirection> find(
      ParameterValues values, Services services, TaskContext<List<FoundDirection>> task)
      throws IOException {
    return List.of(fit(values, services.generator(), task.cancellation()));
  }

  /**
   * @throws WrongInputException if there are too few marks, or if some contradict each other
   */
  static FoundDirection fit(
      ParameterValues values, Generator generator, CancellationToken cancellation)
      throws IOException {
    List<String> yes = values.selection(YES);
    List<String> no = values.selection(NO);
    Optional<String> missing = whatIsMissing(values);
    if (missing.isPresent()) {
      throw new WrongInputException(missing.get());
    }
    List<String> all = new ArrayList<>(yes);
    for (String seed : no) {
      if (yes.contains(seed)) {
        throw new WrongInputException(Texts.of("taggedDirections.theFaceOfSeed", seed));
      }
      all.add(seed);
    }
    float[][] styles = new float[all.size()][];
    boolean[] marks = new boolean[all.size()];
    for (int i = 0; i < styles.length; i++) {
      cancellation.throwIfCancelled();
      styles[i] = generator.styleOfSeed(Long.parseLong(all.get(i))).style(0);
      marks[i] = i < yes.size();
    }
    RidgeFit fit = RidgeFit.of(styles, marks);
    double[] normal = fit.normal();
    float[] values32 = new float[normal.length];
    for (int i = 0; i < normal.length; i++) {
      values32[i] = (float) normal[i];
    }
    return new FoundDirection(
        new Boundary(
                values.text(NAME).strip(), values32, deviation(normal, generator, cancellation))
            .validated(new Validation(fit.foretold(), all.size())),
        List.of(
            new Figure("marks", all.size()),
            new Figure("foretold without looking", fit.foretold())));
  }

  /** Of w along the direction, over mapped samples. */
  private static double deviation(
      double[] normal, Generator generator, CancellationToken cancellation) throws IOException {
    Random random = new Random(0);
    float[][] z = new float[DEVIATION_SAMPLES][normal.length];
    for (float[] row : z) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    double sum = 0;
    double squares = 0;
    for (float[] w : generator.mapAll(z, cancellation)) {
      double along = 0;
      for (int i = 0; i < normal.length; i++) {
        along += normal[i] * w[i];
      }
      sum += along;
      squares += along * along;
    }
    double mean = sum / DEVIATION_SAMPLES;
    return Math.sqrt(Math.max(squares / DEVIATION_SAMPLES - mean * mean, Double.MIN_NORMAL));
  }
}
