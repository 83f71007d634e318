package studio.anycost.models.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.Loss;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.Sha256;
import studio.anycost.models.words.Texts;

/**
 * A loss over the style codes of one generator: renders, lets the terms look at the picture, and
 * goes back from what they say of it to the styles. Holds no native memory; what the generator
 * keeps for the next evaluation is the {@link GradientPipeline}'s.
 */
final class GeneratorObjective implements Objective {
  private final List<Term> terms;

  /** Those that look at the picture, by the order of the terms; empty for the others. */
  private final List<Optional<PictureTerm>> pictureTerms;

  private final Noise noise;
  private final GradientPipeline gradients;
  private final StagePipeline pipeline;
  private final ActiveRuns runs;
  private final ComputeGate gate;

  private GeneratorObjective(
      List<Term> terms,
      List<Optional<PictureTerm>> pictureTerms,
      Noise noise,
      GradientPipeline gradients,
      StagePipeline pipeline,
      ActiveRuns runs,
      ComputeGate gate) {
    this.terms = terms;
    this.pictureTerms = pictureTerms;
    this.noise = noise;
    this.gradients = gradients;
    this.pipeline = pipeline;
    this.runs = runs;
    this.gate = gate;
  }

  /**
   * Checks and prepares the terms.
   *
   * @param runs what closing the generator ends
   * @throws IllegalArgumentException if a term does not fit
   */
  static GeneratorObjective of(
      List<Term> terms,
      Noise noise,
      GeneratorDescription description,
      GradientPipeline gradients,
      StagePipeline pipeline,
      ActiveRuns runs,
      RuntimeParts parts) {
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("A loss needs a term.");
    }
    List<Optional<PictureTerm>> pictureTerms = new ArrayList<>();
    for (Term term : terms) {
      pictureTerms.add(pictureTerm(term, description, parts));
    }
    return new GeneratorObjective(
        List.copyOf(terms),
        pictureTerms,
        Objects.requireNonNull(noise),
        gradients,
        pipeline,
        runs,
        parts.gate());
  }

  private static Optional<PictureTerm> pictureTerm(
      Term term, GeneratorDescription description, RuntimeParts parts) {
    if (term instanceof Term.Pixels pixels) {
      return Optional.of(new PixelTerm(pixels));
    }
    if (term instanceof Term.Features features) {
      SessionNetwork network = TermCheck.network(features.features().network());
      TermCheck.requireFeatures(features);
      String layers = features.features().input() + " " + features.features().layers();
      String identity = Sha256.hex(layers.getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new FeatureTerm(
              features, new HeadSessions(network, features.features().input(), identity, parts)));
    }
    if (term instanceof Term.Output output) {
      SessionNetwork network = TermCheck.network(output.network());
      TermCheck.requireOutput(output);
      return Optional.of(
          new OutputTerm(
              output, new HeadSessions(network, output.input(), identity(output), parts)));
    }
    if (term instanceof Term.Prior prior) {
      TermCheck.requirePrior(prior, description);
    }
    return Optional.empty();
  }

  private static String identity(Term.Output term) {
    byte[] names = (term.input() + " " + term.output()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(names.length + term.coefficients().count() * Float.BYTES);
    all.put(names).asFloatBuffer().put(term.coefficients().toArray());
    return Sha256.hex(all.array());
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  @Override
  public Evaluation evaluate(
      StyleCode code, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return evaluate(code, subGenerator, 0, cancellation);
  }

  @Override
  public Evaluation evaluate(
      StyleCode code, SubGenerator subGenerator, int firstStyle, CancellationToken cancellation)
      throws IOException {
    Objects.checkIndex(firstStyle, code.count());
    return run(
        code, subGenerator, cancellation, run -> evaluate(code, subGenerator, firstStyle, run));
  }

  @Override
  public Loss loss(StyleCode code, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return run(
        code,
        subGenerator,
        cancellation,
        run -> {
          ImageTensor image =
              gradients.render(code, subGenerator, noise, run.turn(), run.control());
          return loss(code, image.toArray(), image.side(), null, null, run);
        });
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(PictureTerm.Run run) throws IOException;
  }

  private <T> T run(
      StyleCode code, SubGenerator subGenerator, CancellationToken cancellation, Work<T> work)
      throws IOException {
    pipeline.requireFits(code, subGenerator);
    RunControl control = pipeline.newControl();
    runs.enter(control);
    try (control) {
      control.follow(cancellation);
      control.throwIfCancelled();
      try (ComputeGate.Turn turn = gate.begin(Priority.BACKGROUND, control)) {
        T result = work.run(new PictureTerm.Run(turn, control));
        control.throwIfCancelled();
        return result;
      }
    } finally {
      // Last, because closing the generator waits for this.
      runs.exit(control);
    }
  }

  private Evaluation evaluate(
      StyleCode code, SubGenerator subGenerator, int firstStyle, PictureTerm.Run run)
      throws IOException {
    int side = subGenerator.resolution();
    try (GradientPipeline.Recorded recorded =
        gradients.record(code, subGenerator, noise, run.turn(), run.control())) {
      float[] values = recorded.picture();
      float[] ofPicture = new float[values.length];
      float[] ofStyles = new float[code.count() * code.dimension()];
      Loss loss = loss(code, values, side, ofPicture, ofStyles, run);
      if (pictureTerms.stream().anyMatch(Optional::isPresent)) {
        float[] back = recorded.back(FloatTensor.wrap(ofPicture, 1, 3, side, side), firstStyle);
        for (int i = 0; i < ofStyles.length; i++) {
          ofStyles[i] += back[i];
        }
      }
      Arrays.fill(ofStyles, 0, firstStyle * code.dimension(), 0);
      return new Evaluation(loss, gradient(ofStyles, code), ImageTensor.wrap(side, values));
    }
  }

  /**
   * Adds up the terms.
   *
   * @param ofPicture takes the gradient with respect to the picture, added; null if nobody wants it
   * @param ofStyles takes what terms say of the styles themselves; null if nobody wants it
   */
  private Loss loss(
      StyleCode code,
      float[] values,
      int side,
      float[] ofPicture,
      float[] ofStyles,
      PictureTerm.Run run)
      throws IOException {
    FloatTensor picture = FloatTensor.wrap(values, 1, 3, side, side);
    List<Double> parts = new ArrayList<>();
    double total = 0;
    for (int i = 0; i < terms.size(); i++) {
      run.control().throwIfCancelled();
      double part =
          pictureTerms.get(i).isPresent()
              ? pictureTerms.get(i).get().evaluate(picture, values, side, ofPicture, run)
              : prior((Term.Prior) terms.get(i), code, ofStyles);
      parts.add(part);
      total += terms.get(i).weight() * part;
    }
    return new Loss(total, parts);
  }

  private static double prior(Term.Prior prior, StyleCode code, float[] gradient) {
    float[] values = code.toArray();
    float[] centre = prior.centre().toArray();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = (double) values[i] - centre[i];
      sum += difference * difference;
      if (gradient != null) {
        gradient[i] += (float) (2 * prior.weight() * difference / values.length);
      }
    }
    return sum / values.length;
  }

  private static StyleCode gradient(float[] values, StyleCode code) throws InferenceException {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InferenceException(Texts.of("runtime.generatorObjective.noGradient"));
      }
    }
    return StyleCode.of(code.count(), code.dimension(), values);
  }
}
