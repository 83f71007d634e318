package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.api.task.CancellationToken.NONE;
import static studio.anycost.models.runtime.SyntheticGenerator.changed;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationSource;

/** What evaluations of a loss need not do again, in stages that run. */
@Timeout(60)
class ObjectivePrefixTest extends RuntimeTestBase {
  private static final int STAGES = 5;
  private final Objective objective = objective(generator, Noise.FIXED);

  private static Objective objective(LoadedGenerator generator, Noise noise) {
    int[] pixels = new Random(2).ints(24 * 24).toArray();
    List<Term> terms =
        List.of(new Term.Pixels(1, RgbImage.of(24, 24, pixels)), new Term.Prior(0.1, code(9)));
    try {
      return generator.objective(terms, noise);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The stages that ran since the last call, in their order. */
  private List<Integer> ran() {
    List<Integer> ran =
        checkpoint.events().stream()
            .map(event -> Integer.parseInt(event.substring(event.indexOf('@') + 1)))
            .toList();
    checkpoint.events().clear();
    return ran;
  }

  private static void assertSame(Evaluation actual, Evaluation expected) {
    assertThat(actual.image().toArray()).isEqualTo(expected.image().toArray());
    assertThat(actual.loss()).isEqualTo(expected.loss());
    assertThat(actual.gradient()).isEqualTo(expected.gradient());
  }

  /** An evaluation by a generator that was asked for something else before. */
  private static Evaluation fresh(Objective other, StyleCode code, SubGenerator subGenerator)
      throws IOException {
    other.evaluate(code(77), sub(0.5, 8), NONE);
    return other.evaluate(code, subGenerator, NONE);
  }

  private Objective other() {
    return objective(manager.load(new SyntheticGenerator("one")), Noise.FIXED);
  }

  @Test
  void firstStylesThatStayAreNotRenderedAgain() throws Exception {
    objective.evaluate(code(1), sub(1, 64), NONE);
    assertThat(ran()).containsExactly(4, 8, 16, 32, 64, 64, 32, 16, 8, 4);

    Evaluation late = objective.evaluate(changed(code(1), 9), sub(1, 64), NONE);
    assertThat(ran()).containsExactly(64, 64, 32, 16, 8, 4);

    // Stage i uses styles up to 2 i + 1.
    Evaluation earlier = objective.evaluate(changed(code(1), 6), sub(1, 64), NONE);
    assertThat(ran()).containsExactly(32, 64, 64, 32, 16, 8, 4);

    objective.evaluate(changed(code(1), 0), sub(1, 64), NONE);
    assertThat(ran()).hasSize(2 * STAGES);

    Objective other = other();
    assertSame(late, fresh(other, changed(code(1), 9), sub(1, 64)));
    assertSame(earlier, fresh(other, changed(code(1), 6), sub(1, 64)));
  }

  @Test
  void theWayBackEndsAtTheFirstStyleThatIsAskedFor() throws Exception {
    for (int first = 0; first < code(1).count(); first++) {
      Evaluation all = fresh(other(), code(1), sub(1, 64));
      ran();
      Evaluation some = objective.evaluate(code(1), sub(1, 64), first, NONE);
      List<Integer> back = ran();
      int stages = STAGES - first / 2;
      assertThat(back.subList(back.size() - stages, back.size()))
          .as("from style %d", first)
          .isEqualTo(List.of(64, 32, 16, 8, 4).subList(0, stages));
      // All forwards at first, then the last one alone.
      assertThat(back).hasSize((first == 0 ? STAGES : 1) + stages);
      for (int style = 0; style < code(1).count(); style++) {
        float[] expected = all.gradient().style(style);
        assertThat(some.gradient().style(style))
            .as("style %d from %d", style, first)
            .isEqualTo(style < first ? new float[expected.length] : expected);
      }
      assertThat(some.loss()).isEqualTo(all.loss());
    }
    for (int none : new int[] {-1, code(1).count()}) {
      assertThatThrownBy(() -> objective.evaluate(code(1), sub(1, 64), none, NONE))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void theLossAloneGoesOnWhereItDiffers() throws Exception {
    objective.loss(code(1), sub(1, 64), NONE);
    assertThat(ran()).hasSize(STAGES);
    double late = objective.loss(changed(code(1), 8), sub(1, 64), NONE).value();
    assertThat(ran()).containsExactly(64);
    assertThat(late).isEqualTo(fresh(other(), changed(code(1), 8), sub(1, 64)).loss().value());
  }

  @Test
  void otherWidthsOrNoiseStartAgainWhereTheyDiffer() throws Exception {
    objective.evaluate(code(1), sub(1, 64), NONE);
    ran();
    // The cap makes the widths at 4 px the same for both ratios.
    objective.evaluate(code(1), sub(0.5, 64), NONE);
    assertThat(ran()).hasSize(2 * STAGES - 1);
    // What is the last stage now was recorded as one in between.
    objective.evaluate(code(1), sub(0.5, 16), NONE);
    assertThat(ran()).containsExactly(16, 16, 8, 4);
    objective(generator, Noise.NONE).evaluate(code(1), sub(0.5, 16), NONE);
    assertThat(ran()).hasSize(6);
  }

  @Test
  void whatACancelledOneRenderedCounts() throws Exception {
    CancellationSource cancellation = new CancellationSource();
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 32);
    CompletableFuture<Evaluation> work =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return objective.evaluate(code(1), sub(1, 64), cancellation.token());
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    stop.awaitReached();
    cancellation.cancel();
    stop.release();
    assertThatThrownBy(work::get).hasRootCauseInstanceOf(CancellationException.class);
    ran();
    Evaluation again = objective.evaluate(code(1), sub(1, 64), NONE);
    assertThat(ran()).containsExactly(32, 64, 64, 32, 16, 8, 4);
    assertSame(again, fresh(other(), code(1), sub(1, 64)));
  }

  @Test
  void anyOrderGivesWhatFreshEvaluationsGive() throws Exception {
    Objective other = other();
    Random random = new Random(20);
    StyleCode code = code(1);
    for (int i = 0; i < 40; i++) {
      code = changed(code, random.nextInt(code.count()));
      SubGenerator subGenerator = sub(random.nextInt(4) == 0 ? 1 : 0.5, 8 << random.nextInt(4));
      assertSame(objective.evaluate(code, subGenerator, NONE), fresh(other, code, subGenerator));
    }
  }

  @Test
  void manyAtATimeKeepOutOfEachOthersWay() throws Exception {
    Objective other = other();
    List<Evaluation> expected = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      expected.add(fresh(other, code(seed), sub(0.5, 32)));
    }
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      int own = seed;
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 10; i++) {
                    assertSame(
                        objective.evaluate(code(own), sub(0.5, 32), NONE), expected.get(own));
                  }
                } catch (IOException e) {
                  throw new CompletionException(e);
                }
              },
              task -> new Thread(task, "evaluation").start()));
    }
    for (CompletableFuture<Void> thread : threads) {
      get(thread);
    }
  }

  @Test
  void nothingIsKeptThatDoesNotFit() throws Exception {
    Checkpoint events = new Checkpoint();
    // An eighth of it holds the first two stages of 5, with what is recorded of them.
    try (SessionManager tight = new SessionManager(new RuntimeOptions(2, 8 * 16 << 10), events)) {
      Objective squeezed = objective(tight.load(new SyntheticGenerator("one")), Noise.FIXED);
      squeezed.evaluate(code(1), sub(1, 64), NONE);
      long handles = tight.status().openHandles();
      events.events().clear();
      Evaluation late = squeezed.evaluate(changed(code(1), 9), sub(1, 64), NONE);
      assertThat(events.events()).hasSize(2 * STAGES - 2);
      assertSame(late, fresh(other(), changed(code(1), 9), sub(1, 64)));
      assertThat(tight.status().openHandles()).isEqualTo(handles);
    }
  }
}
