package studio.anycost.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PictureSplit;
import studio.anycost.training.data.PreparedPictures;
import studio.anycost.training.lesson.LessonPlan;
import studio.anycost.training.lesson.LessonRun;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;

class EncoderRunTest {
  private static final GeneratorSpec SPEC =
      new GeneratorSpec(new ChannelTable(16, 1.0 / 64, 8), 8, 1);
  private static final EncoderOptions OPTIONS =
      new EncoderOptions(2, 1, 1, 1, 1, 1, 2, true, 3, 2, Precision.FLOAT32);

  /** Ends a run in the middle as a killed process ends: nothing is written any more. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir private Path folder;

  private PictureData data;

  @BeforeEach
  void prepare() throws IOException {
    Libtorch.useThreads(1);
    data = PictureData.open(PreparedPictures.in(folder, 6, 16));
  }

  private long run(String name, LessonRun.Listener listener) throws IOException {
    return run(name, new Adam.Settings(1e-3, 0.9, 0.999), 7, listener);
  }

  private long run(String name, Adam.Settings adam, long steps, LessonRun.Listener listener)
      throws IOException {
    Libtorch.seed(1);
    LessonPlan plan = new LessonPlan(5, adam, steps, 2, 3, 4, 1);
    try (EncoderLesson lesson =
        new EncoderLesson(
            data,
            new PictureSplit(5, data.count(), 3),
            new Generator(SPEC),
            Optional.empty(),
            OPTIONS,
            new EncoderLesson.Start(Optional.empty(), 18, 2))) {
      return new LessonRun(folder.resolve(name), plan, lesson, Map.of("steps", "" + steps))
          .run(() -> false, listener);
    }
  }

  @Test
  void aKilledRunEndsAsOneThatWasNot() throws IOException {
    assertThat(run("whole", (step, parts) -> {})).isEqualTo(7);
    assertThatThrownBy(
            () ->
                run(
                    "killed",
                    (step, parts) -> {
                      if (step == 6) {
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class);
    Path metrics = folder.resolve("killed/metrics.csv");
    Files.writeString(metrics, Files.readString(metrics) + "5,10,0.1,0.1,0,0\n6,1");
    assertThat(run("killed", (step, parts) -> {})).isEqualTo(7);
    for (String file :
        List.of("checkpoint.pt", "best.pt", "metrics.csv", "evaluation.csv", "grid-7.png")) {
      assertThat(folder.resolve("killed/" + file))
          .hasSameBinaryContentAs(folder.resolve("whole/" + file));
    }
    assertThat(Files.readAllLines(metrics)).hasSize(8);
    // At steps 3, 6 and 7, of four ratios.
    List<String> reviews = Files.readAllLines(folder.resolve("whole/evaluation.csv"));
    assertThat(reviews).hasSize(1 + 3 * 4);
    assertThat(reviews.get(0))
        .isEqualTo("step,pictures,ratio,resolution,mse,perceptual,mse_to_full,perceptual_to_full");
    assertThat(reviews.get(1)).startsWith("3,6,0.25,16,");
    assertThat(reviews.get(4)).matches("3,6,1.0,16,[0-9.]+,0.00000,0.00000,0.00000");
    // Given, full and three narrower ones, of two pictures.
    var sheet = ImageIO.read(folder.resolve("whole/grid-7.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(2 * 16);
    assertThat(sheet.getHeight()).isEqualTo(5 * 16);
  }

  @Test
  void itLearns() throws IOException {
    double[] sums = new double[2];
    run(
        "learning",
        new Adam.Settings(5e-3, 0.9, 0.999),
        40,
        (step, parts) -> sums[step <= 8 ? 0 : 1] += step <= 8 || step > 32 ? parts.get(1) : 0);
    assertThat(sums[1]).isLessThan(0.75 * sums[0]);
  }

  @Test
  void aLossThatIsNoNumberSendsItBack() {
    StringBuilder told = new StringBuilder();
    assertThatThrownBy(
            () ->
                run(
                    "diverging",
                    new Adam.Settings(1e30, 0.9, 0.999),
                    7,
                    new LessonRun.Listener() {
                      @Override
                      public void stepped(long step, List<Double> parts) {}

                      @Override
                      public void told(String line) {
                        told.append(line).append('\n');
                      }
                    }))
        .hasMessageContaining("3 tries from the checkpoint of step 0");
    assertThat(told.toString()).contains("try 1 of 3").contains("try 3 of 3");
    assertThat(folder.resolve("diverging/checkpoint.pt")).exists();
  }
}
