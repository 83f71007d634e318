package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.RgbImage;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PicturePreparation;
import studio.anycost.training.tensors.Libtorch;

class TrainingRunTest {
  private static final GeneratorSpec SPEC =
      new GeneratorSpec(new ChannelTable(8, 1.0 / 128, 8), 8, 1);
  private static final RunPlan.Rhythm RHYTHM = new RunPlan.Rhythm(9, 4, 5, 2, 3, 4);

  /** Ends a run in the middle as a killed process ends: nothing is written any more. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    Libtorch.useThreads(1);
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("a"), "");
    Files.writeString(photos.resolve("b"), "");
    data = folder.resolve("data");
    new PicturePreparation(
            file -> {
              Random random = new Random(file.getFileName().hashCode());
              int[] rgb = new int[64];
              Arrays.setAll(rgb, i -> random.nextInt(1 << 24));
              return RgbImage.of(8, 8, rgb);
            })
        .prepare(photos, 8, data, (seen, all) -> {});
  }

  private TrainingRun run(String name) throws IOException {
    return run(name, "float32");
  }

  private TrainingRun run(String name, String precision) throws IOException {
    String told = data.toString();
    Map<String, String> values =
        Map.of("data", told, "seed", "2", "batch", "2", "steps", "9", "precision", precision);
    RunPlan plan =
        new RunPlan(
            data,
            SPEC,
            RunFile.plan(values).options(),
            RHYTHM,
            Optional.empty(),
            Optional.empty(),
            RunPlan.BUILT_IN_PERCEPTUAL,
            1);
    return new TrainingRun(folder.resolve(name), plan);
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "bfloat16"})
  void aKilledRunEndsAsOneThatWasNot(String precision) throws IOException {
    assertThat(run("whole", precision).run(() -> false, losses -> {})).isEqualTo(9);
    TrainingRun killed = run("killed", precision);
    assertThatThrownBy(() -> killed.run(() -> false, losses -> killAt(6, losses)))
        .isInstanceOf(Killed.class);
    // As a process leaves it that was killed between the curve and the checkpoint, and while it
    // wrote.
    Path metrics = folder.resolve("killed/metrics.csv");
    assertThat(metrics).content().contains("\n4,8,").doesNotContain("\n5,10,");
    Files.writeString(metrics, Files.readString(metrics) + "5,10,0.1,0.1,,,0,\n6,1");
    Files.writeString(folder.resolve("killed/checkpoint.pt.part"), "half");
    assertThat(run("killed", precision).run(() -> false, losses -> {})).isEqualTo(9);
    for (String file : new String[] {"checkpoint.pt", "metrics.csv", "grid-5.png", "grid-9.png"}) {
      assertThat(folder.resolve("killed/" + file))
          .hasSameBinaryContentAs(folder.resolve("whole/" + file));
    }
    assertThat(Files.readAllLines(metrics)).hasSize(10);
    assertThat(folder.resolve("killed/checkpoint.pt.part")).doesNotExist();
    assertThat(ImageIO.read(folder.resolve("whole/grid-9.png").toFile()).getWidth()).isEqualTo(16);
  }

  private static void killAt(long step, Losses losses) {
    if (losses.step() == step) {
      throw new Killed();
    }
  }

  @Test
  void aStoppedRunKeepsItsLastStep() throws IOException {
    TrainingRun run = run("stopped");
    long[] seen = new long[1];
    assertThat(run.run(() -> seen[0] == 3, losses -> seen[0] = losses.step())).isEqualTo(3);
    long[] next = new long[1];
    run("stopped").run(() -> true, losses -> next[0] = losses.step());
    assertThat(next[0]).isEqualTo(4);
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    TrainingRun run = run("shared");
    assertThatThrownBy(
            () ->
                run.run(
                    () -> false,
                    losses -> {
                      throw new IllegalStateException(refusal());
                    }))
        .hasMessageContaining("Another run writes into");
  }

  private String refusal() {
    try {
      run("shared").run(() -> true, losses -> {});
      return "no refusal";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
