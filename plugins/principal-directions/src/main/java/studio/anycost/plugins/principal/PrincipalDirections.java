package studio.anycost.plugins.principal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.DirectionFinder;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.FoundDirection.Figure;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.task.TaskContext;

/**
 * Directions by how much depends on them. <em>Components</em>: the principal axes of mapped styles
 * (Härkönen et al., "GANSpace"). <em>Factors</em>: eigenvectors of the summed {@code A^T A} of the
 * modulation weights A of the chosen layers (Shen and Zhou, "Closed-Form Factorization of Latent
 * Semantics in GANs"). Either moves a range of styles.
 */
@Extension
public final class PrincipalDirections implements DirectionFinder {
  private static final String COMPONENTS = "components";
  private static final String FACTORS = "factors";
  private static final int AT_ONCE = 1024;

  /** Over so many samples the deviations along factors are measured. */
  private static final int DEVIATION_SAMPLES = 4096;

  private static final ContributionInfo INFO =
      new ContributionInfo(
          "principal-directions",
          "Sliders without names",
          "Directions: what faces of the model vary in most, or what its weights answer to most.",
          200,
          "Find sliders");

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    int styles = generator.styleCount();
    return new ParameterSchema(
        List.of(
            new ChoiceParameter(
                ParameterInfo.of(
                    "method",
                    "Method",
                    "components: what mapped styles vary in. factors: what the modulation weights"
                        + " answer to."),
                List.of(
                    new ChoiceParameter.Option(COMPONENTS, "What styles vary in"),
                    new ChoiceParameter.Option(FACTORS, "What weights answer to")),
                COMPONENTS),
            NumberParameter.whole(
                ParameterInfo.of("count", "Sliders", "How many, the strongest first."), 1, 50, 10),
            NumberParameter.whole(
                ParameterInfo.of(
                    "first", "First style", "Early styles are pose and shape, late ones colours."),
                1,
                styles,
                1),
            NumberParameter.whole(
                ParameterInfo.of("last", "Last style", "Up to which styles move."),
                1,
                styles,
                styles),
            NumberParameter.whole(
                new ParameterInfo(
                    "samples", "Samples", "How many styles are mapped for components.", "Advanced"),
                1000,
                1_000_000,
                20_000),
            new SeedParameter(
                new ParameterInfo("seed", "Seed", "Which styles are mapped.", "Advanced"), 0)));
  }

  @Override
  public List<FoundDirection> find(
      ParameterValues values, Services services, TaskContext<List<FoundDirection>> task)
      throws IOException {
    Generator generator = services.generator();
    int first = (int) values.number("first");
    int last = (int) values.number("last");
    if (first > last) {
      throw new WrongInputException(Texts.of("principalDirections.theFirstStyleIs", first, last));
    }
    boolean factors = values.choice("method").equals(FACTORS);
    Spectrum spectrum = new Spectrum(generator.description().styleDimension());
    long mapped =
        factors
            ? addWeights(spectrum, generator, first, last)
            : addStyles(spectrum, generator, values, task);
    task.progress().report(0.9, Texts.of("principalDirections.findingTheAxes"));
    List<Spectrum.Component> all = spectrum.components();
    double total = all.stream().mapToDouble(Spectrum.Component::value).sum();
    List<Spectrum.Component> some =
        all.subList(0, Math.min(all.size(), (int) values.number("count")));
    double[] deviations = factors ? deviations(some, generator, values, task) : roots(some, mapped);
    List<FoundDirection> found = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      if (deviations[i] > 0) {
        found.add(
            new FoundDirection(
                boundary(
                    name(factors, i, first, last, generator.description()),
                    some.get(i).vector(),
                    first,
                    last,
                    deviations[i],
                    generator.description()),
                List.of(new Figure("share of the whole", some.get(i).value() / total))));
      }
    }
    return found;
  }

  private static long addStyles(
      Spectrum spectrum, Generator generator, ParameterValues values, TaskContext<?> task)
      throws IOException {
    int samples = (int) values.number("samples");
    Random random = new Random(values.seed("seed"));
    int done = 0;
    while (done < samples && (done == 0 || !task.stopRequested())) {
      task.progress().report(0.9 * done / samples, Texts.of("principalDirections.mappingStyles"));
      int count = Math.min(AT_ONCE, samples - done);
      for (float[] w : centred(generator, random, count, task)) {
        spectrum.add(w);
      }
      done += count;
    }
    return done;
  }

  private static float[][] centred(
      Generator generator, Random random, int count, TaskContext<?> task) throws IOException {
    float[] mean = generator.description().meanStyleArray();
    float[][] z = new float[count][mean.length];
    for (float[] row : z) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    float[][] w = generator.mapAll(z, task.cancellation());
    float[][] result = new float[count][mean.length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < mean.length; j++) {
        result[i][j] = w[i][j] - mean[j];
      }
    }
    return result;
  }

  private static long addWeights(Spectrum spectrum, Generator generator, int first, int last)
      throws IOException {
    long rows = 0;
    for (ModulationLayer layer : generator.modulation()) {
      if (layer.style() >= first - 1 && layer.style() < last) {
        for (int row = 0; row < layer.channels(); row++) {
          spectrum.add(layer.row(row));
          rows++;
        }
      }
    }
    if (rows == 0) {
      throw new WrongInputException(Texts.of("principalDirections.noLayerOfThe", first, last));
    }
    return rows;
  }

  private static double[] roots(List<Spectrum.Component> components, long samples) {
    return components.stream()
        .mapToDouble(component -> Math.sqrt(Math.max(0, component.value() / samples)))
        .toArray();
  }

  /** Of w along directions, over mapped samples. */
  private static double[] deviations(
      List<Spectrum.Component> components,
      Generator generator,
      ParameterValues values,
      TaskContext<?> task)
      throws IOException {
    Random random = new Random(values.seed("seed"));
    double[] sums = new double[components.size()];
    double[] squares = new double[components.size()];
    for (int done = 0; done < DEVIATION_SAMPLES; done += AT_ONCE) {
      for (float[] w : centred(generator, random, AT_ONCE, task)) {
        for (int i = 0; i < sums.length; i++) {
          double along = 0;
          double[] vector = components.get(i).vector();
          for (int j = 0; j < w.length; j++) {
            along += vector[j] * w[j];
          }
          sums[i] += along;
          squares[i] += along * along;
        }
      }
    }
    double[] result = new double[sums.length];
    for (int i = 0; i < result.length; i++) {
      double mean = sums[i] / DEVIATION_SAMPLES;
      result[i] = Math.sqrt(Math.max(0, squares[i] / DEVIATION_SAMPLES - mean * mean));
    }
    return result;
  }

  private static String name(
      boolean factors, int index, int first, int last, GeneratorDescription generator) {
    String name = (factors ? "Factor " : "Component ") + (index + 1);
    return first == 1 && last == generator.styleCount()
        ? name
        : name + " of styles " + first + " to " + last;
  }

  /** Of all styles the same row; of some the row for them, and nothing for the others. */
  private static Boundary boundary(
      String name,
      double[] vector,
      int first,
      int last,
      double deviation,
      GeneratorDescription generator) {
    int dimension = vector.length;
    float[] rows = new float[generator.styleCount() * dimension];
    for (int style = first - 1; style < last; style++) {
      for (int i = 0; i < dimension; i++) {
        rows[style * dimension + i] = (float) vector[i];
      }
    }
    return Boundary.perStyle(name, rows, generator.styleCount(), deviation);
  }
}
