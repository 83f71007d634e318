package studio.anycost.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFollowerTest {
  private static final String HEADER = "step,pictures,discriminator,generator,r1\n";
  private static final Instant BEGIN = Instant.parse("2026-11-01T10:00:00Z");

  @TempDir private Path folder;

  private Path metrics;
  private RunFollower follower;

  @BeforeEach
  void begin() throws IOException {
    metrics = folder.resolve("metrics.csv");
    Files.writeString(folder.resolve("run.properties"), "batch=4\nsteps=400\n");
    follower = new RunFollower(folder, Clock.systemUTC());
  }

  private void append(String text, int second) throws IOException {
    Files.writeString(metrics, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.setLastModifiedTime(metrics, FileTime.from(BEGIN.plusSeconds(second)));
  }

  private static RunCurve curve(RunSnapshot snapshot, String name) {
    return snapshot.curves().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among the curves"));
  }

  @Test
  void aRunIsFollowedWhileItWrites() throws IOException {
    RunSnapshot nothing = follower.look();
    assertThat(nothing.step()).isZero();
    assertThat(nothing.steps()).isEqualTo(400);
    assertThat(nothing.curves()).isEmpty();
    append(HEADER + "1,4,1.5,0.7,\n2,8,1.25,0.75,0.3\n3,12,0.", 0);
    RunSnapshot half = follower.look();
    assertThat(half.step()).isEqualTo(2);
    assertThat(half.left()).isEmpty();
    assertThat(curve(half, "discriminator").count()).isEqualTo(2);
    assertThat(curve(half, "r1").count()).isEqualTo(1);
    append("5,0.5,\nno line at all\n4,16,NaN,0.25,\n", 10);
    RunSnapshot whole = follower.look();
    assertThat(whole.step()).isEqualTo(4);
    assertThat(curve(whole, "discriminator").last()).isEqualTo(0.5);
    assertThat(curve(whole, "generator").step(3)).isEqualTo(4);
    assertThat(curve(whole, "generator").least()).isEqualTo(0.25);
    // 2 steps in 10 seconds, 396 are left.
    assertThat(whole.left()).contains(Duration.ofSeconds(1980));
    assertThat(whole.share().getAsDouble()).isEqualTo(0.01);
    assertThat(whole.isEnded()).isFalse();
  }

  @Test
  void aRunThatBeginsAgainAtItsLastCheckpointIsReadAnew() throws IOException {
    append(HEADER + "1,4,1,1,\n2,8,1,1,\n3,12,9,1,\n", 0);
    assertThat(follower.look().step()).isEqualTo(3);
    // Replaced by another file that is longer: as long as that it did not shrink.
    Path part = folder.resolve("metrics.csv.part");
    Files.writeString(part, HEADER + "1,4,1,1,\n2,8,1,1,\n3,12,2,1,\n4,16,2,1,\n");
    Files.move(part, metrics, StandardCopyOption.REPLACE_EXISTING);
    RunSnapshot again = follower.look();
    assertThat(again.step()).isEqualTo(4);
    assertThat(curve(again, "discriminator").count()).isEqualTo(4);
    assertThat(curve(again, "discriminator").most()).isEqualTo(2);
    // And cut back.
    Files.writeString(metrics, HEADER + "1,4,1,1,\n");
    assertThat(follower.look().step()).isEqualTo(1);
    Files.delete(metrics);
    assertThat(follower.look().step()).isEqualTo(1);
  }

  @Test
  void evaluationsAndTheNewestPicturesAreFound() throws IOException {
    append(HEADER + "400,1600,1,1,\n", 0);
    Files.writeString(
        folder.resolve("evaluation.csv"),
        "step,pictures,ratio,resolution,mse,kid_stand_in\n200,800,0.5,64,0.1,\n400,1600,0.5,64,0.05,2\n");
    for (String name :
        List.of(
            "grid-200.png",
            "grid-400.png",
            "grid-400-0.5x.png",
            "grid-200-0.25x.png",
            "grid-x.png",
            "grid-99999999999999999999.png")) {
      Files.writeString(folder.resolve(name), "");
    }
    RunSnapshot snapshot = follower.look();
    assertThat(snapshot.isEnded()).isTrue();
    assertThat(curve(snapshot, "mse, 0.5x, 64 px").last()).isEqualTo(0.05);
    assertThat(curve(snapshot, "kid stand in, 0.5x, 64 px").count()).isEqualTo(1);
    assertThat(snapshot.grids())
        .extracting(RunGrid::label, RunGrid::step)
        .containsExactly(tuple("1x", 400L), tuple("0.5x", 400L), tuple("0.25x", 200L));
  }

  @Test
  void anAttributeWithACommaIsOneCell() throws IOException {
    append("step,pictures,loss\n1,4,1\n", 0);
    Files.writeString(
        folder.resolve("evaluation.csv"),
        "step,pictures,attribute,pictures_known,pictures_with,accuracy\n"
            + "5,20,\"Hair, \"\"blond\"\"\",8,3,0.75\n");
    RunSnapshot snapshot = follower.look();
    assertThat(snapshot.curves())
        .extracting(RunCurve::name)
        .containsExactly("loss", "accuracy, Hair, \"blond\"");
  }

  @Test
  void manyStepsAreThinnedOut() throws IOException {
    StringBuilder text = new StringBuilder("step,pictures,loss\n");
    int steps = 3 * GrowingCurve.MOST + 5;
    for (int step = 1; step <= steps; step++) {
      text.append(step).append(",0,").append(step / 10.0).append('\n');
    }
    append(text.toString(), 0);
    RunCurve curve = curve(follower.look(), "loss");
    assertThat(curve.count()).isBetween(GrowingCurve.MOST / 2, GrowingCurve.MOST);
    for (int i = 0; i < curve.count(); i++) {
      assertThat(curve.value(i)).isCloseTo(curve.step(i) / 10, within(1e-9));
    }
    assertThat(curve.step(curve.count() - 1)).isGreaterThan(steps - 5);
  }

  @Test
  void whatIsNoRunIsSaid() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThatThrownBy(() -> new RunFollower(other, Clock.systemUTC()).look())
        .hasMessageContaining("is no folder of a training run");
    assertThatThrownBy(() -> new RunFollower(folder.resolve("gone"), Clock.systemUTC()).look())
        .hasMessageContaining("There is no folder");
    Files.writeString(folder.resolve("run.properties"), "steps=many\n\\u00zz");
    assertThat(follower.look().steps()).isZero();
  }
}
