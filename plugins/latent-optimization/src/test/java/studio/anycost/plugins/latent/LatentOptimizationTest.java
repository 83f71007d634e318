package studio.anycost.plugins.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Term;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

@Timeout(60)
class LatentOptimizationTest {
  private static final RgbImage TARGET = RgbImage.of(2, 2, new int[4]);
  private static final int COUNT = FakeGenerator.COUNT;
  private static final int DIMENSION = FakeGenerator.DIMENSION;

  private final LatentOptimization plugin = new LatentOptimization();
  private final FakeGenerator generator = new FakeGenerator();
  private final Task task = new Task();

  private ParameterValues values(String... pairs) throws ParameterException {
    ParameterValues values =
        plugin
            .parameters(FakeGenerator.DESCRIPTION)
            .defaults()
            .withText("perceptual", "0")
            .withText("faithful", "1");
    for (int i = 0; i < pairs.length; i += 2) {
      values = values.withText(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private static StyleCode filled(float value) {
    return StyleCode.broadcast(new float[] {value, value, value, value}, COUNT);
  }

  private StyleCode optimize(ParameterValues values) throws IOException {
    return plugin.optimize(filled(-1), TARGET, values, generator, task);
  }

  private static double lossOfFull(StyleCode code) {
    double sum = 0;
    for (int style = 0; style < COUNT; style++) {
      for (float value : code.style(style)) {
        sum += Math.pow(value - FakeGenerator.goal(style), 2);
      }
    }
    return sum / COUNT / DIMENSION;
  }

  @ParameterizedTest
  @CsvSource({"lbfgs, 40, 1e-6", "adam, 400, 1e-4"})
  void reachesTheTargetWithTheFullGeneratorAlone(String method, String steps, double loss)
      throws Exception {
    StyleCode code =
        optimize(values("optimizer", method, "iterations", steps, "consistency", "off"));

    assertThat(lossOfFull(code)).isLessThan(loss);
    assertThat(generator.evaluated)
        .allMatch(
            each ->
                each.equals(
                    FakeGenerator.DESCRIPTION.channels().subGenerator(1, each.resolution())));
  }

  @ParameterizedTest
  @CsvSource({"lbfgs, 40", "adam, 400"})
  void reachesAPlaceThatIsGoodForAllSubGenerators(String method, String steps) throws Exception {
    StyleCode code = optimize(values("optimizer", method, "iterations", steps));

    assertThat(lossOfFull(code)).isLessThan(1e-3);
    assertThat(generator.evaluated.stream().distinct().count()).isGreaterThan(6);
  }

  /** What the full generator leaves open decides whether the others show the same face. */
  @ParameterizedTest
  @CsvSource({"lbfgs, 40", "adam, 400"})
  void consistencyBringsSubGeneratorsNearerAtNoCostOfTheFullOne(String method, String steps)
      throws Exception {
    FakeGenerator loose =
        new FakeGenerator() {
          @Override
          boolean sees(SubGenerator subGenerator, int component) {
            return !subGenerator.equals(FULL) || component > 0;
          }
        };
    List<SubGenerator> others =
        loose.trainedSubGenerators().stream()
            .filter(each -> each.resolution() == FakeGenerator.FULL.resolution())
            .filter(each -> !each.equals(FakeGenerator.FULL))
            .toList();
    assertThat(others).hasSizeGreaterThan(2);

    ParameterValues with = values("optimizer", method, "iterations", steps);
    StyleCode together = plugin.optimize(filled(-1), TARGET, with, loose, task);
    StyleCode alone =
        plugin.optimize(filled(-1), TARGET, with.withText("consistency", "off"), loose, task);

    assertThat(loose.distance(together, FakeGenerator.FULL)).isLessThan(1e-3);
    assertThat(loose.distance(alone, FakeGenerator.FULL)).isLessThan(1e-3);
    assertThat(others)
        .allSatisfy(
            each ->
                assertThat(loose.distance(together, each))
                    .isLessThan(loose.distance(alone, each) / 20));
  }

  @Test
  void tellsOfEveryIterateWithTheLossOfTheFullGenerator() throws Exception {
    StyleCode code = optimize(values("iterations", "20"));

    assertThat(task.published)
        .extracting(Iterate::step)
        .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(0, 20).boxed().toList());
    assertThat(task.published)
        .allSatisfy(
            each -> assertThat(each.loss()).isCloseTo(lossOfFull(each.code()), within(1e-6)));
    assertThat(lossOfFull(code))
        .isEqualTo(
            task.published.stream().mapToDouble(each -> lossOfFull(each.code())).min().orElse(0));
  }

  @ParameterizedTest
  @CsvSource({"lbfgs", "adam"})
  void doesTheSameForTheSameSeed(String method) throws Exception {
    ParameterValues values = values("optimizer", method, "iterations", "15", "seed", "7");
    StyleCode first = optimize(values);
    List<?> drawn = List.copyOf(generator.evaluated);
    generator.evaluated.clear();

    assertThat(optimize(values)).isEqualTo(first);
    assertThat(generator.evaluated).isEqualTo(drawn);
    assertThat(optimize(values("optimizer", method, "iterations", "15", "seed", "8")))
        .isNotEqualTo(first);
  }

  @Test
  void beginsWhereItIsTold() throws Exception {
    optimize(values("iterations", "1", "start", "mean"));
    assertThat(task.published.get(0).code()).isEqualTo(filled(0.5f));

    task.published.clear();
    optimize(values("iterations", "1"));
    assertThat(task.published.get(0).code()).isEqualTo(filled(-1));

    task.published.clear();
    generator.encoder = Optional.of(new ConstantEncoder(3));
    optimize(values("iterations", "1", "start", "encoder"));
    assertThat(task.published.get(0).code()).isEqualTo(filled(3));
  }

  @Test
  void saysThatThereIsNoEncoderToBeginWith() {
    assertThatThrownBy(() -> optimize(values("start", "encoder")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The model 'fake' has no encoder to begin with: begin with the mean face (start mean).");
  }

  @Test
  void saysThatNothingIsToBeMinimised() {
    assertThatThrownBy(() -> optimize(values("pixels", "0")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Nothing is to be minimised");
    assertThatThrownBy(() -> optimize(values("identity", "1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No face is seen in the photo");
  }

  /** From the photo alone to the encoder's prediction: 1 at the goal, 0 near what it sees. */
  @Test
  void theKnobGoesFromThePhotoToWhatTheEncoderSees() throws Exception {
    generator.encoder = Optional.of(new ConstantEncoder(0));
    List<Double> losses = new ArrayList<>();
    for (String faithful : List.of("1", "0.8", "0.5", "0")) {
      losses.add(
          lossOfFull(
              optimize(values("faithful", faithful, "consistency", "off", "iterations", "60"))));
    }

    assertThat(losses).isSorted();
    assertThat(losses.get(0)).isLessThan(1e-6);
    // e^2 / v weighs nearness to the encoder's 0 against the 2 of the photo, with v near 1.
    assertThat(losses.get(3)).isBetween(0.5, 3.0);
    assertThat(generator.terms.get(generator.terms.size() - 1))
        .isInstanceOfSatisfying(
            Term.Prior.class,
            prior -> {
              assertThat(prior.centre()).isEqualTo(filled(0));
              assertThat(prior.weight()).isBetween(0.7, 1.4);
            });
  }

  @Test
  void staysInItsSpace() throws Exception {
    StyleCode w = optimize(values("space", "w", "iterations", "10"));
    for (int style = 1; style < COUNT; style++) {
      assertThat(w.style(style)).containsExactly(w.style(0));
    }
    StyleCode shared = optimize(values("space", "shared", "shared", "3", "iterations", "10"));
    assertThat(shared.style(2)).containsExactly(shared.style(0));
    assertThat(shared.style(3)).isNotEqualTo(shared.style(0));
  }

  @Test
  void continuesFromWhatAnEarlierRunLeft() throws Exception {
    StyleCode half = optimize(values("iterations", "3", "optimizer", "adam"));
    StyleCode more =
        plugin.optimize(
            half, TARGET, values("iterations", "30", "optimizer", "adam"), generator, task);

    assertThat(lossOfFull(more)).isLessThan(lossOfFull(half));
  }

  /**
   * Waits within an evaluation of a line search, once there is an iterate besides the beginning,
   * until it is cancelled, and counts.
   */
  private class Searching extends FakeGenerator {
    final CountDownLatch inside = new CountDownLatch(1);
    final AtomicInteger begun = new AtomicInteger();
    private int iterates;
    private int sinceIterate;

    @Override
    void evaluating(boolean gradient, CancellationToken cancellation) {
      begun.incrementAndGet();
      if (iterates < task.published.size()) {
        iterates = task.published.size();
        sinceIterate = 0;
      }
      // The first one may be where the line begins.
      if (gradient && ++sinceIterate == 2 && iterates > 1) {
        inside.countDown();
        awaitCancelled(cancellation);
        waited(cancellation);
      }
    }

    /** What it does when the wait is over. */
    void waited(CancellationToken cancellation) {
      cancellation.throwIfCancelled();
    }
  }

  /** The evaluation that is under way ends only by being cancelled. */
  @Test
  void stopDuringALineSearchEndsTheEvaluationAndGivesTheBestSoFar() throws Exception {
    assertStops(new Searching());
  }

  /** Nothing but what is under way is worked out to its end. */
  @Test
  void stopDuringALineSearchLetsNoOtherEvaluationBegin() throws Exception {
    assertStops(
        new Searching() {
          @Override
          void waited(CancellationToken cancellation) {}
        });
  }

  private void assertStops(Searching searching) throws Exception {
    CompletableFuture<StyleCode> result = begin(searching);
    searching.inside.await();
    int begun = searching.begun.get();
    List<Iterate> published = List.copyOf(task.published);
    Iterate best = Collections.min(published, java.util.Comparator.comparing(Iterate::loss));

    task.stopped = true;

    assertThat(result.get()).isEqualTo(best.code());
    assertThat(best.step()).isPositive();
    assertThat(searching.begun).hasValue(begun);
    assertThat(task.published).isEqualTo(published);
  }

  @Test
  void stopBeforeTheFirstLossGivesThePortraitBack() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    FakeGenerator blocking =
        new FakeGenerator() {
          @Override
          void evaluating(boolean gradient, CancellationToken cancellation) {
            inside.countDown();
            awaitCancelled(cancellation);
            cancellation.throwIfCancelled();
          }
        };
    CompletableFuture<StyleCode> result = begin(blocking);
    inside.await();

    task.stopped = true;

    assertThat(result.get()).isEqualTo(filled(-1));
  }

  @Test
  void cancelDropsEverything() throws Exception {
    Searching searching = new Searching();
    CompletableFuture<StyleCode> result = begin(searching);
    searching.inside.await();
    int begun = searching.begun.get();

    task.cancelled.cancel();

    assertThatThrownBy(result::get).hasRootCauseInstanceOf(CancellationException.class);
    assertThat(searching.begun).hasValue(begun);
  }

  /** What ends by itself although nobody asked is not taken for a stop. */
  @Test
  void aServiceThatEndsTheWorkIsNotTakenForAStop() {
    FakeGenerator ending =
        new FakeGenerator() {
          @Override
          void evaluating(boolean gradient, CancellationToken cancellation) {
            throw new CancellationException("the model was closed");
          }
        };

    assertThatThrownBy(
            () ->
                new LatentOptimization().optimize(filled(-1), TARGET, values(), ending, new Task()))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the model was closed");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    optimize(values("iterations", "2"));

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("latent-optimization-stop"))
        .allSatisfy(thread -> thread.join());
  }

  private CompletableFuture<StyleCode> begin(FakeGenerator with) throws ParameterException {
    ParameterValues values = values("iterations", "50");
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return plugin.optimize(filled(-1), TARGET, values, with, task);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void awaitCancelled(CancellationToken cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    CancellationToken.Registration registration = cancellation.onCancel(cancelled::countDown);
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      registration.close();
    }
  }

  private static final class Task implements TaskContext<Iterate> {
    private final List<Iterate> published = Collections.synchronizedList(new ArrayList<>());
    private final CancellationSource cancelled = new CancellationSource();
    private volatile boolean stopped;

    @Override
    public CancellationToken cancellation() {
      return cancelled.token();
    }

    @Override
    public boolean stopRequested() {
      return stopped;
    }

    @Override
    public ProgressListener progress() {
      return ProgressListener.NONE;
    }

    @Override
    public void publish(Iterate intermediate) {
      published.add(intermediate);
    }
  }

  /** Sees the same everywhere. */
  private record ConstantEncoder(float value) implements Network {
    @Override
    public String name() {
      return "encoder";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("image", List.of(-1L, 3L, 4L, 4L)));
    }

    @Override
    public List<Port> outputs() {
      return List.of(new Port("styles", List.of(-1L, (long) COUNT, (long) DIMENSION)));
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      return Map.of("styles", FloatTensor.wrap(filled(value).toArray(), 1, COUNT, DIMENSION));
    }
  }
}
