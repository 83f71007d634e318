package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static studio.anycost.api.task.CancellationToken.NONE;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Region;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

/** Losses of every kind over a small generator that has the structure of a real one. */
@Timeout(60)
class ObjectiveTest extends RuntimeTestBase {
  private static final Region TILTED = new Region(0.45, 0.55, 0.3, 0.12);

  /** A picture of any side to two maps and a row, smooth so that differences show slopes. */
  private Network features() throws IOException {
    SyntheticGraph graph = new SyntheticGraph();
    String image = graph.input("image", -1, 3, -1, -1);
    String weights = graph.weights(3, 0.3, 4, 3, 3, 3);
    String map = graph.node("Conv", List.of(image, weights), SyntheticGraph.ints("strides", 2, 2));
    map = graph.node("Tanh", List.of(map));
    String row = graph.node("GlobalAveragePool", List.of(map));
    row = graph.node("Flatten", List.of(row));
    graph.output("map", map, -1, 4, -1, -1);
    graph.output("row", row, -1, 4);
    return manager.networks().open("features", graph.toBytes());
  }

  /** Gives back what it is given. */
  private Network mirror() throws IOException {
    SyntheticGraph graph = new SyntheticGraph();
    graph.output("same", graph.input("image", -1, 3, -1, -1), -1, 3, -1, -1);
    return manager.networks().open("mirror", graph.toBytes());
  }

  private static RgbImage picture(int side) {
    Random random = new Random(side);
    return RgbImage.of(side, side, random.ints((long) side * side).toArray());
  }

  private static ImageInput input(int smallest, int largest, Optional<Region> region) {
    return new ImageInput(smallest, largest, 0.25f, 1.5f, region);
  }

  private Term features(int smallest, int largest, Region region) throws IOException {
    return new Term.Features(
        0.7,
        new FeatureNetwork(
            features(),
            input(smallest, largest, Optional.ofNullable(region)),
            List.of(
                FeatureLayer.of("map", true, 1.5f),
                new FeatureLayer("map", false, List.of(0.5f, 0f, 1f, 2f)),
                FeatureLayer.of("row", false, 3))),
        picture(48));
  }

  private Term output(ImageInput input, int size, Random random) throws IOException {
    float[] coefficients = new float[3 * size * size];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = (float) random.nextGaussian();
    }
    return output(input, FloatTensor.wrap(coefficients, 1, 3, size, size));
  }

  private Term output(ImageInput input, FloatTensor coefficients) throws IOException {
    return new Term.Output(-0.3, mirror(), input, "same", coefficients);
  }

  private Objective objective(Term... terms) throws IOException {
    return generator.objective(List.of(terms), Noise.FIXED);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(0.25, 8), Arguments.of(1, 16), Arguments.of(0.5, 32), Arguments.of(1, 64));
  }

  private List<Term> everyKind(int side) throws IOException {
    Random random = new Random(5);
    return List.of(
        new Term.Pixels(0.8, picture(24)),
        features(7, 16, null),
        features(20, 20, null),
        features(11, 11, TILTED),
        output(input(5, 5, Optional.empty()), 5, random),
        output(input(8, 8, Optional.of(TILTED)), 8, random),
        new Term.Prior(0.4, code(9)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theGradientIsTheSlope(double ratio, int side) throws Exception {
    SubGenerator sub = sub(ratio, side);
    for (Term term : everyKind(side)) {
      assertSlope(objective(term), sub, term);
    }
    assertSlope(objective(everyKind(side).toArray(Term[]::new)), sub, "all together");
  }

  private static void assertSlope(Objective objective, SubGenerator sub, Object what)
      throws IOException {
    Random random = new Random(3);
    StyleCode at = code(1);
    Evaluation evaluation = objective.evaluate(at, sub, NONE);
    float[] gradient = evaluation.gradient().toArray();
    double size = length(gradient);
    assertThat(size).as("%s", what).isGreaterThan(0);
    for (int draw = 0; draw < 3; draw++) {
      // Half along the gradient: a direction across it would compare rounding with rounding.
      float[] direction = new float[gradient.length];
      for (int i = 0; i < direction.length; i++) {
        direction[i] =
            (float) (gradient[i] / size + random.nextGaussian() / Math.sqrt(gradient.length));
      }
      double expected = 0;
      for (int i = 0; i < direction.length; i++) {
        expected += (double) gradient[i] * direction[i];
      }
      double coarse = slope(objective, at, sub, direction, 0.02);
      double fine = slope(objective, at, sub, direction, 0.01);
      assertThat((4 * fine - coarse) / 3)
          .as("%s, draw %d", what, draw)
          .isCloseTo(expected, within(3e-3 * size * length(direction)));
    }
  }

  private static double slope(
      Objective objective, StyleCode at, SubGenerator sub, float[] direction, double step)
      throws IOException {
    double above = objective.loss(at.plus(direction, step), sub, NONE).value();
    double below = objective.loss(at.plus(direction, -step), sub, NONE).value();
    return (above - below) / (2 * step);
  }

  private static double length(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void theLossIsTheWeightedSumOfItsTerms() throws Exception {
    List<Term> terms = everyKind(32);
    Objective objective = objective(terms.toArray(Term[]::new));
    SubGenerator sub = sub(1, 32);
    Evaluation evaluation = objective.evaluate(code(1), sub, NONE);
    assertThat(objective.terms()).isEqualTo(terms);
    double sum = 0;
    for (int i = 0; i < terms.size(); i++) {
      double alone = objective(terms.get(i)).evaluate(code(1), sub, NONE).loss().terms().get(0);
      assertThat(evaluation.loss().terms().get(i)).isEqualTo(alone);
      sum += terms.get(i).weight() * alone;
    }
    assertThat(evaluation.loss().value()).isEqualTo(sum);
    assertThat(objective.loss(code(1), sub, NONE)).isEqualTo(evaluation.loss());
    assertThat(evaluation.image().toArray()).isEqualTo(fresh(code(1), sub, Noise.FIXED));
  }

  @Test
  void thePictureItselfIsNoLoss() throws Exception {
    SubGenerator sub = sub(1, 32);
    ImageTensor rendered = generator.render(code(1), sub, Noise.FIXED, NONE);
    RgbImage target = rendered.toRgb();
    double[] error = new double[1];
    float[] values = rendered.toArray();
    float[] rounded = ImageTensor.of(target).toArray();
    for (int i = 0; i < values.length; i++) {
      error[0] += Math.pow(values[i] - rounded[i], 2) / values.length;
    }
    Evaluation evaluation =
        objective(
                new Term.Pixels(1, target),
                new Term.Features(
                    1,
                    new FeatureNetwork(
                        mirror(),
                        new ImageInput(32, 32, -1, 1, Optional.empty()),
                        List.of(FeatureLayer.of("same", false, 1))),
                    target),
                new Term.Prior(1, code(1)))
            .evaluate(code(1), sub, NONE);
    assertThat(evaluation.loss().terms().get(0)).isCloseTo(error[0], within(1e-6));
    // The sum over three channels instead of their mean.
    assertThat(evaluation.loss().terms().get(1)).isCloseTo(3 * error[0], within(1e-5));
    assertThat(evaluation.loss().terms().get(2)).isZero();
  }

  /** What the network sees at one place, by a coefficient of 1 there. */
  private double seen(Region region, int size, int channel, int row, int column)
      throws IOException {
    float[] one = new float[3 * size * size];
    one[(channel * size + row) * size + column] = 1;
    ImageInput input = new ImageInput(size, size, -1, 1, Optional.of(region));
    return objective(output(input, FloatTensor.wrap(one, 1, 3, size, size)))
        .evaluate(code(1), sub(1, 16), NONE)
        .loss()
        .terms()
        .get(0);
  }

  @Test
  void aRegionIsCutOutTurnedAndBlackOutside() throws Exception {
    ImageTensor image = generator.render(code(1), sub(1, 16), Noise.FIXED, NONE);
    Region whole = new Region(0.5, 0.5, 0.5, 0);
    Region quarter = new Region(0.75, 0.25, 0.25, 0);
    Region turned = new Region(0.5, 0.5, 0, 0.5);
    Region beside = new Region(1.5, 0.5, 0.5, 0);
    assertThat(seen(whole, 16, 1, 3, 5)).isCloseTo(image.get(1, 3, 5), within(1e-5));
    assertThat(seen(quarter, 8, 2, 3, 5)).isCloseTo(image.get(2, 3, 13), within(1e-5));
    // The region's right is down, so its left upper corner is the right upper one of the picture.
    assertThat(seen(turned, 16, 0, 0, 0)).isCloseTo(image.get(0, 0, 15), within(1e-5));
    assertThat(seen(turned, 16, 0, 2, 5)).isCloseTo(image.get(0, 5, 13), within(1e-5));
    assertThat(seen(beside, 16, 0, 2, 5)).isCloseTo(-1, within(1e-6));
  }

  static Stream<ImageInput> inputs() {
    return Stream.of(
        input(16, 16, Optional.empty()),
        input(20, 20, Optional.empty()),
        input(90, 90, Optional.empty()),
        input(40, 40, Optional.of(TILTED)),
        // Four pixels of it become one, so that they are averaged first.
        input(8, 8, Optional.of(TILTED)),
        input(8, 8, Optional.of(new Region(0.8, 0.3, 0.4, -0.2))));
  }

  /** What a loss sees is what a report sees. */
  @ParameterizedTest
  @MethodSource("inputs")
  void aNetworkSeesWhatTheInputSays(ImageInput input) throws Exception {
    ImageTensor image = generator.render(code(1), sub(1, 64), Noise.FIXED, NONE);
    float[] seen = input.see(image).toArray();
    Random random = new Random(7);
    float[] coefficients = new float[seen.length];
    double expected = 0;
    double size = 0;
    for (int i = 0; i < seen.length; i++) {
      coefficients[i] = (float) random.nextGaussian();
      expected += (double) coefficients[i] * seen[i];
      size += Math.abs(coefficients[i] * seen[i]);
    }
    int side = input.sideOf(64);
    FloatTensor weights = FloatTensor.wrap(coefficients, 1, 3, side, side);
    double actual =
        objective(output(input, weights)).loss(code(1), sub(1, 64), NONE).terms().get(0);
    assertThat(actual).isCloseTo(expected, within(1e-6 * size));
  }

  @Test
  void theSameBitsAgainAlsoWithoutSessions() throws Exception {
    Objective objective = objective(everyKind(32).toArray(Term[]::new));
    Evaluation first = objective.evaluate(code(4), sub(0.5, 32), NONE);
    objective.evaluate(code(5), sub(1, 64), NONE);
    assertThat(objective.evaluate(code(4), sub(0.5, 32), NONE).gradient())
        .isEqualTo(first.gradient());
    try (SessionManager tight = new SessionManager(new RuntimeOptions(2, 1))) {
      LoadedGenerator other = tight.load(new SyntheticGenerator("one"));
      Objective again =
          other.objective(
              List.of(new Term.Pixels(0.8, picture(24)), new Term.Prior(0.4, code(9))),
              Noise.FIXED);
      Objective roomy = objective(new Term.Pixels(0.8, picture(24)), new Term.Prior(0.4, code(9)));
      for (int i = 0; i < 2; i++) {
        Evaluation squeezed = again.evaluate(code(4), sub(0.5, 32), NONE);
        Evaluation expected = roomy.evaluate(code(4), sub(0.5, 32), NONE);
        assertThat(squeezed.gradient()).isEqualTo(expected.gradient());
        assertThat(squeezed.loss()).isEqualTo(expected.loss());
        assertThat(tight.status().cachedSessions()).isZero();
      }
    }
  }

  @Test
  void isCancelledWithinANode() throws Exception {
    source.heavyAt(32);
    Objective objective = objective(new Term.Pixels(1, picture(8)));
    CancellationSource cancellation = new CancellationSource();
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 32);
    CompletableFuture<Evaluation> work = evaluate(objective, cancellation, 64);
    stop.awaitReached().release();
    Thread.sleep(100); // long enough to be inside the run, which takes a minute
    assertThat(work).isNotDone();
    cancellation.cancel();
    assertEnded(work, CancellationException.class);
  }

  @Test
  void aCancelledTokenBeginsNothing() throws Exception {
    CancellationSource cancellation = new CancellationSource();
    cancellation.cancel();
    Objective objective = objective(new Term.Pixels(1, picture(8)));
    assertThatThrownBy(() -> objective.evaluate(code(1), sub(1, 16), cancellation.token()))
        .isInstanceOf(CancellationException.class);
    assertThat(checkpoint.events()).isEmpty();
  }

  @Test
  void closingTheGeneratorEndsIt() throws Exception {
    source.heavyAt(32);
    Objective objective = objective(new Term.Pixels(1, picture(8)));
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 32);
    CompletableFuture<Evaluation> work = evaluate(objective, new CancellationSource(), 64);
    stop.awaitReached().release();
    generator.close();
    assertEnded(work, CancellationException.class);
    assertThatThrownBy(() -> objective.evaluate(code(1), sub(1, 16), NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> objective(new Term.Pixels(1, picture(8))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void interactiveWorkGoesFirst() throws Exception {
    Objective objective = objective(new Term.Pixels(1, picture(8)));
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 8);
    CompletableFuture<Evaluation> work = evaluate(objective, new CancellationSource(), 16);
    stop.awaitReached();
    try (RenderView view = generator.openView("preview")) {
      get(view.submit(interactive(code(2), sub(1, 64))));
      stop.release();
      work.get();
    }
    List<String> events = checkpoint.events();
    assertThat(events.indexOf("INTERACTIVE@64")).isLessThan(events.indexOf("BACKGROUND@16"));
  }

  private static CompletableFuture<Evaluation> evaluate(
      Objective objective, CancellationSource cancellation, int side) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return objective.evaluate(code(1), sub(1, side), cancellation.token());
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "plugin").start());
  }

  private static void assertEnded(CompletableFuture<?> work, Class<?> type) {
    assertThatThrownBy(work::join).satisfies(e -> assertThat(root(e)).isInstanceOf(type));
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  @Test
  void anOperatorWithoutAGradientIsNamed() throws Exception {
    SyntheticGraph graph = new SyntheticGraph();
    String image = graph.input("image", -1, 3, -1, -1);
    graph.output("y", graph.node("Softsign", List.of(image)), -1, 3, -1, -1);
    Network network = manager.networks().open("folded", graph.toBytes());
    Objective objective =
        objective(
            new Term.Features(
                1,
                new FeatureNetwork(
                    network,
                    new ImageInput(4, 64, 0, 1, Optional.empty()),
                    List.of(FeatureLayer.of("y", false, 1))),
                picture(8)));
    assertThat(objective.loss(code(1), sub(1, 8), NONE).value()).isPositive();
    assertThatThrownBy(() -> objective.evaluate(code(1), sub(1, 8), NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Softsign")
        .hasMessageContaining("no gradient");
  }

  @Test
  void badTermsAreToldInASentence() throws Exception {
    assertRefused("needs a term");
    assertRefused("3x8", new Term.Prior(1, StyleCode.of(3, 8, new float[24])));
    ImageInput any = new ImageInput(8, 8, 0, 1, Optional.empty());
    FloatTensor few = FloatTensor.of(new float[3], 1, 3);
    assertRefused("no output 'none'", new Term.Output(1, features(), any, "none", few));
    assertRefused("do not fit the output 'row'", new Term.Output(1, features(), any, "row", few));
    assertRefused(
        "2 weights",
        new Term.Features(
            1,
            new FeatureNetwork(
                features(), any, List.of(new FeatureLayer("row", false, List.of(1f, 1f)))),
            picture(8)));
    Network predictor = generator.attributePredictor().orElseThrow();
    assertRefused(
        "no picture of 8 to 8 pixels",
        new Term.Output(1, predictor, any, "logits", FloatTensor.of(new float[12], 1, 6, 2)));
    Network foreign = new FreeBatch(new NamedOnly("stranger"));
    assertRefused("'stranger'", new Term.Output(1, foreign, any, "y", few));
    assertThatThrownBy(
            () ->
                objective(new Term.Pixels(1, picture(8)))
                    .evaluate(StyleCode.of(1, 8, new float[8]), sub(1, 8), NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What a graph leaves free shows when the picture comes. */
  @Test
  void freeSizesAreCheckedLater() throws Exception {
    SyntheticGraph graph = new SyntheticGraph();
    String image = graph.input("image", -1, 3, -1, -1);
    graph.output("y", image, -1, -1, -1, -1);
    Network network = manager.networks().open("free", graph.toBytes());
    ImageInput any = new ImageInput(4, 64, 0, 1, Optional.empty());
    Objective objective =
        objective(
            new Term.Features(
                1,
                new FeatureNetwork(
                    network, any, List.of(new FeatureLayer("y", true, List.of(1f, 1f)))),
                picture(8)));
    assertThatThrownBy(() -> objective.evaluate(code(1), sub(1, 8), NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 channels, but 2 weights");
  }

  private void assertRefused(String part, Term... terms) {
    assertThatThrownBy(() -> objective(terms))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  private record NamedOnly(String name) implements Network {
    @Override
    public List<Port> inputs() {
      return Collections.emptyList();
    }

    @Override
    public List<Port> outputs() {
      return Collections.emptyList();
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      throw new UnsupportedOperationException();
    }
  }
}
