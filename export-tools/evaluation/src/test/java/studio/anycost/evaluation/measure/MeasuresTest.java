package studio.anycost.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static studio.anycost.evaluation.measure.LinearGenerator.eyes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SamplesHere;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.statistics.Estimate;
import studio.anycost.evaluation.statistics.TrimmedMean;
import studio.anycost.models.latent.SeededNormal;

/** Measures of a generator of which they can be reckoned by hand. */
class MeasuresTest {
  private static final int SEED = 5;
  private static final int FACES = 37;

  private final LinearGenerator generator = new LinearGenerator();
  private final ChannelTable table = generator.description().channels();

  private static Pace quiet() {
    return new Pace(TaskContext.none(), 1, () -> 0);
  }

  /** No graph is opened here. */
  private SampleRunner here() {
    return new SamplesHere(
        generator,
        (name, onnx) -> {
          throw new IOException("There is no network " + name + ".");
        });
  }

  private static double[] z(int face) {
    float[] z = SeededNormal.z(SEED + face, 4);
    return new double[] {z[0], z[1], z[2]};
  }

  @ParameterizedTest
  @EnumSource
  void thePathLengthOfAStraightPathIsItsLength(PathLength.Sampling sampling) throws IOException {
    double[] wanted = new double[FACES];
    for (int pair = 0; pair < FACES; pair++) {
      double[] a = z(2 * pair);
      double[] b = z(2 * pair + 1);
      for (int colour = 0; colour < 3; colour++) {
        wanted[pair] += Math.pow(LinearGenerator.SCALE * (b[colour] - a[colour]), 2);
      }
    }
    Estimate found =
        new PathLength(1, table.resolution(), SEED, sampling, NoiseChoice.FIXED, networks -> eyes())
            .of(FACES, here(), quiet());
    double expected = TrimmedMean.of(wanted).value();
    // The step is a ten-thousandth, in float32.
    assertThat(found.value()).isCloseTo(expected, within(0.01 * expected));
    assertThat(found.count()).isEqualTo(FACES);
  }

  @Test
  void differencesOfSubGeneratorsAreThoseOfTheirPictures() throws IOException {
    double squares = 0;
    for (int face = 0; face < FACES; face++) {
      for (double value : z(face)) {
        // Truncated by half, and half of that is missing.
        squares += Math.pow(LinearGenerator.SCALE * 0.5 * 0.5 * value, 2);
      }
    }
    Uniform narrow = new Uniform(0.25, table.subGenerator(0.25, 16));
    Uniform small = new Uniform(1, table.subGenerator(1, 8));
    Map<Uniform, SubVersusFull.Found> found =
        SubVersusFull.of(
                List.of(narrow, small),
                new Faces(SEED, 0.5),
                NoiseChoice.NONE,
                Optional.of(networks -> eyes()),
                false)
            .run(generator, FACES, here(), quiet());
    assertThat(found.get(narrow).perceptual().estimate().value())
        .isCloseTo(squares / FACES, within(1e-8));
    assertThat(found.get(narrow).mse().estimate().value())
        .isCloseTo(squares / FACES / 3, within(1e-8));
    assertThat(found.get(small).mse().estimate().value())
        .as("only smaller")
        .isCloseTo(0, within(1e-12));
    assertThat(found.get(small).mse().count()).isEqualTo(FACES);
  }

  @Test
  void progressTellsTheShareOfAllAndTheRateOfThePart() {
    List<String> heard = new ArrayList<>();
    long[] now = {0};
    TaskContext<Void> task =
        TaskContext.of(
            CancellationToken.NONE, (fraction, message) -> heard.add(fraction + " " + message));
    Pace pace = new Pace(task, 200, () -> now[0]);
    pace.begin("First", 100);
    now[0] = 4_000_000_000L;
    pace.did(50);
    pace.begin("Second", 50);
    assertThat(heard)
        .containsExactly(
            "0.0 First: 0 of 100 pictures",
            "0.25 First: 50 of 100 pictures, 12.5 a second",
            "0.25 Second: 0 of 50 pictures");
  }

  @Test
  void aCancelledMeasureEndsAtTheNextPicture() {
    CancellationSource source = new CancellationSource();
    Pace pace =
        new Pace(
            TaskContext.of(source.token(), (fraction, message) -> source.cancel()), 1000, () -> 0);
    pace.begin("Path lengths", 1000);
    assertThatThrownBy(
            () ->
                new PathLength(
                        1,
                        table.resolution(),
                        0,
                        PathLength.Sampling.ENDS,
                        NoiseChoice.FIXED,
                        networks -> eyes())
                    .of(500, here(), pace))
        .isInstanceOf(CancellationException.class);
  }
}
