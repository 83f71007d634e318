package studio.anycost.plugins.latent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Loss;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;

/**
 * A generator of 64 px whose "picture" is the code itself: the term of the pixels is the mean
 * squared distance of the code to {@link #goal(int)}, for a sub-generator to a place near it, and
 * only in the styles that its resolution has.
 */
class FakeGenerator implements Generator, Services, PortraitNetworks {
  static final int DIMENSION = 4;
  static final GeneratorDescription DESCRIPTION =
      new GeneratorDescription(
          "fake",
          "ab".repeat(32),
          new ChannelTable(64, 0.0625, 256),
          DIMENSION,
          Collections.nCopies(DIMENSION, 0.5f),
          List.of(),
          List.of(),
          false);
  static final int COUNT = DESCRIPTION.styleCount();
  static final SubGenerator FULL = DESCRIPTION.channels().full();

  /** Where in each style the full generator shows the target. */
  static float goal(int style) {
    return 2 + 0.1f * style;
  }

  /** What was evaluated with its gradient, in order. */
  final List<SubGenerator> evaluated = new ArrayList<>();

  Optional<Network> encoder = Optional.empty();
  List<Candidate> found = List.of();
  List<Term> terms = List.of();

  /**
   * Before every evaluation.
   *
   * @param gradient whether that is asked for, too
   */
  void evaluating(boolean gradient, CancellationToken cancellation) {}

  /** Whether what a sub-generator renders depends on a component of the styles. */
  boolean sees(SubGenerator subGenerator, int component) {
    return true;
  }

  /** How far from its goal a sub-generator is with a code, in what it sees of it. */
  final double distance(StyleCode code, SubGenerator subGenerator) {
    double sum = 0;
    for (int style = 0; style < styles(subGenerator); style++) {
      for (int i = 0; i < DIMENSION; i++) {
        if (sees(subGenerator, i)) {
          sum += Math.pow(code.get(style, i) - goal(subGenerator, style), 2);
        }
      }
    }
    return sum / COUNT / DIMENSION;
  }

  private static int styles(SubGenerator subGenerator) {
    return 2 * Integer.numberOfTrailingZeros(subGenerator.resolution()) - 2;
  }

  @Override
  public GeneratorDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<Candidate> foundSubGenerators() {
    return found;
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    Random random = new Random(seed);
    float[] w = new float[DIMENSION];
    for (int i = 0; i < w.length; i++) {
      w[i] = 0.5f + (float) random.nextGaussian();
    }
    return StyleCode.broadcast(w, COUNT);
  }

  @Override
  public StyleCode map(float[] z) {
    throw new AssertionError("nothing was to be mapped");
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
    throw new AssertionError("nothing was to be rendered without a loss");
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    throw new AssertionError("nobody was to ask what a render takes");
  }

  @Override
  public Optional<Network> encoder() {
    return encoder;
  }

  @Override
  public Objective objective(List<Term> ofTerms, Noise noise) {
    terms = ofTerms;
    return new FakeObjective();
  }

  /** What a sub-generator shows the target at: the cheaper, the farther from where it should be. */
  private static float goal(SubGenerator subGenerator, int style) {
    int width = subGenerator.channels().widths().get(0);
    return goal(style) + 0.01f * (FULL.channels().widths().get(0) - width) / width;
  }

  private final class FakeObjective implements Objective {
    @Override
    public List<Term> terms() {
      return terms;
    }

    @Override
    public Evaluation evaluate(
        StyleCode code, SubGenerator subGenerator, CancellationToken cancellation) {
      evaluating(true, cancellation);
      evaluated.add(subGenerator);
      return evaluation(code, subGenerator);
    }

    private Evaluation evaluation(StyleCode code, SubGenerator subGenerator) {
      float[] gradient = new float[COUNT * DIMENSION];
      double[] values = new double[terms.size()];
      double sum = 0;
      for (int t = 0; t < terms.size(); t++) {
        Term term = terms.get(t);
        int seen = term instanceof Term.Prior ? COUNT : styles(subGenerator);
        for (int style = 0; style < seen; style++) {
          for (int i = 0; i < DIMENSION; i++) {
            if (!(term instanceof Term.Prior) && !sees(subGenerator, i)) {
              continue;
            }
            float centre =
                term instanceof Term.Prior prior
                    ? prior.centre().get(style, i)
                    : goal(subGenerator, style);
            double offset = code.get(style, i) - centre;
            values[t] += offset * offset / COUNT / DIMENSION;
            gradient[style * DIMENSION + i] +=
                (float) (term.weight() * 2 * offset / COUNT / DIMENSION);
          }
        }
        sum += term.weight() * values[t];
      }
      return new Evaluation(
          new Loss(sum, java.util.Arrays.stream(values).boxed().toList()),
          StyleCode.of(COUNT, DIMENSION, gradient),
          ImageTensor.wrap(1, new float[3]));
    }

    @Override
    public Loss loss(StyleCode code, SubGenerator subGenerator, CancellationToken cancellation) {
      evaluating(false, cancellation);
      return evaluation(code, subGenerator).loss();
    }
  }

  @Override
  public Generator generator() {
    return this;
  }

  @Override
  public Networks networks() {
    throw new AssertionError("no network was to be opened");
  }

  @Override
  public PortraitNetworks portraits() {
    return this;
  }

  @Override
  public FeatureNetwork perceptual() {
    throw new AssertionError("the perceptual distance was not to be asked for");
  }

  @Override
  public Optional<FaceMesh> mesh(RgbImage portrait, CancellationToken cancellation) {
    return Optional.empty();
  }

  @Override
  public FeatureNetwork identity(FaceMesh mesh) {
    throw new AssertionError("there was no face");
  }
}
