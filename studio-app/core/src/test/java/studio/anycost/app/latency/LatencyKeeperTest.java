package studio.anycost.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.models.latency.KernelLayout;
import studio.anycost.models.latency.LatencyModel;
import studio.anycost.models.latency.StageShape;

class LatencyKeeperTest {
  private static final String ONE = "1111111111111111";
  private static final String TWO = "2222222222222222";
  private static final KernelLayout LAYOUT = new KernelLayout("test", 16);
  private static final StageShape STAGE = new StageShape(64, List.of(64, 48, 32));
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;
  private final LatencyModel model = new LatencyModel(LAYOUT, 2);

  private LatencyKeeper keeper(Duration pause) {
    return new LatencyKeeper(
        new LatencyStore(
            folder, new Surroundings("A Processor", 8, 4, "Linux", "amd64", "CPU", "1", "0.1.0")),
        pause);
  }

  private Path file(String identity) {
    return folder.resolve(identity + ".json");
  }

  private static double known(LatencyModel model) {
    return model.predict(STAGE).p50();
  }

  @Test
  void whatWasMeasuredIsKnownAfterARestart() {
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, model);
      model.recordStage(STAGE, 123);
    }
    assertThat(file(ONE)).exists();
    LatencyModel next = new LatencyModel(LAYOUT, 2);
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, next);
      assertThat(known(next)).isEqualTo(123);
    }
  }

  @Test
  void nothingIsWrittenWhereNothingWasMeasured() throws IOException {
    try (LatencyKeeper keeper = keeper(Duration.ofMillis(1))) {
      keeper.keep(ONE, model);
    }
    assertThat(file(ONE)).doesNotExist();
    model.recordStage(STAGE, 123);
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, model);
      model.recordStage(STAGE, 123);
    }
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file(ONE), old);
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, model);
    }
    assertThat(Files.getLastModifiedTime(file(ONE))).isEqualTo(old);
  }

  @Test
  void itIsWrittenAWhileAfterAMeasurementAndAgainAfterTheNext() throws Exception {
    try (LatencyKeeper keeper = keeper(Duration.ofMillis(20))) {
      keeper.keep(ONE, model);
      for (int i = 1; i <= 3; i++) {
        model.recordStage(STAGE, i);
        awaitFile(file(ONE));
        Files.delete(file(ONE));
      }
    }
  }

  private static void awaitFile(Path file) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Files.exists(file) && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    assertThat(file).exists();
  }

  @Test
  void manyMeasurementsWithinThePauseAreOneWrite() throws Exception {
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, model);
      for (int i = 0; i < 1000; i++) {
        model.recordStage(STAGE, i);
      }
      Thread.sleep(50);
      assertThat(file(ONE)).doesNotExist();
    }
    assertThat(file(ONE)).exists();
  }

  @Test
  void openingAnotherModelKeepsTheTimesOfTheFirst() {
    LatencyModel second = new LatencyModel(LAYOUT, 2);
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, model);
      model.recordStage(STAGE, 123);
      keeper.keep(TWO, second);
      second.recordStage(STAGE, 456);
    }
    LatencyModel next = new LatencyModel(LAYOUT, 2);
    try (LatencyKeeper keeper = keeper(LONG)) {
      keeper.keep(ONE, next);
      assertThat(known(next)).isEqualTo(123);
      keeper.keep(TWO, next);
      assertThat(known(next)).isEqualTo(456);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenDisturbsNobody() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");
    LatencyStore nowhere =
        new LatencyStore(
            folder.resolve("file").resolve("latency"),
            new Surroundings("A Processor", 8, 4, "Linux", "amd64", "CPU", "1", "0.1.0"));
    try (LatencyKeeper keeper = new LatencyKeeper(nowhere, Duration.ofMillis(1))) {
      keeper.keep(ONE, model);
      model.recordStage(STAGE, 5);
    }
    assertThat(known(model)).isEqualTo(5);
  }
}
