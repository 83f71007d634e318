package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.RgbImage;
import studio.anycost.training.data.PicturePreparation;
import studio.anycost.training.records.Values;
import studio.anycost.training.step.ArchitectureSampling;
import studio.anycost.training.tensors.Precision;

class RunFileTest {
  @TempDir private Path folder;

  private final Map<String, String> values = new HashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("a"), "");
    Path data = folder.resolve("data");
    new PicturePreparation(file -> RgbImage.of(64, 64, new int[64 * 64]))
        .prepare(photos, 64, data, (seen, all) -> {});
    values.put("data", data.toString());
    values.put("steps", "9");
  }

  @Test
  void whatIsNotSaidIsThePublishedValueOfTheStage() throws IOException {
    assertThat(RunFile.plan(values).options().precision()).isEqualTo(Precision.fastest());
    values.put("precision", "float32");
    TrainingOptions first = RunFile.plan(values).options();
    assertThat(first).isEqualTo(TrainingOptions.published(1, 16, StageOptions.styleGan()));
    assertThat(first.pathEvery()).isEqualTo(8);
    values.put("stage", "adaptive");
    values.put("sampled-resolutions", "3");
    TrainingOptions third = RunFile.plan(values).options();
    assertThat(third.pathEvery()).isZero();
    assertThat(third.stage())
        .isEqualTo(
            new StageOptions(
                4,
                3,
                ArchitectureSampling.Mode.UNIFORM,
                8,
                4,
                true,
                true,
                StageOptions.Reference.TEACHER,
                2,
                1));
  }

  @Test
  void aRecordedPlanIsReadBackWhole() throws IOException {
    values.put("stage", "multires");
    values.put("channels", "FLEXIBLE");
    values.put("lr", "0.0015");
    values.put("mirror", "false");
    values.put("train-mapping", "false");
    values.put("channel-multiplier", "0.5");
    values.put("start", folder.resolve("a start = x.pt").toString());
    values.put("style-dim", "32");
    values.put("precision", "bfloat16");
    values.put("discriminator-width", "0.25");
    RunPlan plan = RunFile.plan(values);
    Path file = folder.resolve("run.properties");
    RunFile.write(file, plan);
    assertThat(RunFile.plan(Values.read(file))).isEqualTo(plan);
    assertThat(file)
        .content()
        .doesNotContain("#")
        .contains("consistency=teacher\n", "precision=bfloat16\n");
  }

  @Test
  void whatIsNoValueIsNamed() throws IOException {
    values.put("batch", "many");
    assertThatThrownBy(() -> RunFile.plan(values)).hasMessage("'many' is no value for --batch.");
    values.put("batch", "4");
    values.put("mirror", "perhaps");
    assertThatThrownBy(() -> RunFile.plan(values))
        .hasMessage("'perhaps' is no value for --mirror.");
    values.remove("mirror");
    values.remove("steps");
    assertThatThrownBy(() -> RunFile.plan(values)).hasMessage("A run needs --steps.");
    Path large = folder.resolve("large");
    Files.write(large, new byte[1 << 17]);
    assertThatThrownBy(() -> Values.read(large)).hasMessageContaining("too large");
  }
}
