package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.RgbImage;
import studio.anycost.training.data.PicturePreparation;

/** Two processes on this machine and one alone, with the same batch. */
class SeveralProcessesTest {
  private static final int PICTURES = 24;

  @TempDir private Path folder;

  private final Map<String, String> values =
      new TreeMap<>(
          Map.of(
              "steps", "6",
              "batch", "8",
              "d-reg-every", "2",
              "g-reg-every", "3",
              "channel-max", "8",
              "style-dim", "8",
              "mapping-layers", "2",
              "perceptual", "none",
              "checkpoint-every", "2",
              "threads", "1"));

  @BeforeEach
  void prepare() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < PICTURES; i++) {
      Files.writeString(photos.resolve("%02d".formatted(i)), "");
    }
    Path data = folder.resolve("data");
    new PicturePreparation(
            file -> {
              Random random = new Random(file.getFileName().hashCode());
              int[] rgb = new int[16 * 16];
              Arrays.setAll(rgb, i -> random.nextInt(1 << 24));
              return RgbImage.of(16, 16, rgb);
            })
        .prepare(photos, 16, data, (seen, all) -> {});
    values.put("data", data.toString());
    values.put("evaluate-every", "0");
    // Half the precision rounds sums over half a batch too coarsely to compare.
    values.put("precision", "float32");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process start(String name, int rank, int port, long haltAt, Map<String, String> values)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                PeerProcess.class.getName(),
                folder.resolve(name + rank).toString(),
                String.valueOf(rank),
                String.valueOf(port),
                String.valueOf(haltAt)));
    values.forEach((key, value) -> command.add(key + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(name, rank).toFile())
        .start();
  }

  private Path log(String name, int rank) {
    return folder.resolve(name + rank + ".log");
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String said(String name, int rank) throws IOException {
    return Files.readString(log(name, rank), StandardCharsets.UTF_8);
  }

  /** Every number of the curve. */
  private List<double[]> curve(String run) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve(TrainingRun.METRICS)).stream()
        .skip(1)
        .map(
            line ->
                Arrays.stream(line.split(","))
                    .mapToDouble(cell -> cell.isEmpty() ? 0 : Double.parseDouble(cell))
                    .toArray())
        .toList();
  }

  private void requireSame(List<double[]> one, List<double[]> other) {
    assertThat(one).hasSize(other.size());
    for (int row = 0; row < one.size(); row++) {
      for (int cell = 0; cell < one.get(row).length; cell++) {
        double wanted = one.get(row)[cell];
        assertThat(other.get(row)[cell])
            .as("row %d, column %d", row, cell)
            .isCloseTo(wanted, within(1e-3 * Math.max(1, Math.abs(wanted))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stylegan2", "adaptive"})
  void twoProcessesHaveTheLossesOfOneWithTheSameBatch(String stage) throws Exception {
    values.put("stage", stage);
    values.put("consistency", stage.equals("adaptive") ? "self" : "none");
    new TrainingRun(folder.resolve("alone"), RunFile.plan(values)).run(() -> false, losses -> {});

    int port = freePort();
    Process second = start("both", 1, port, -1, values);
    Process first = start("both", 0, port, -1, values);
    assertThat(end(first)).as(said("both", 0)).isZero();
    assertThat(end(second)).as(said("both", 1)).isZero();

    List<double[]> alone = curve("alone");
    assertThat(alone).hasSize(6);
    requireSame(alone, curve("both0"));
    assertThat(folder.resolve("both1").resolve(TrainingRun.METRICS)).doesNotExist();
  }

  @Test
  void whenOneIsKilledTheOtherSaysSoAndBothGoOn() throws Exception {
    new TrainingRun(folder.resolve("alone"), RunFile.plan(values)).run(() -> false, losses -> {});

    int port = freePort();
    Process second = start("both", 1, port, 3, values);
    Process first = start("both", 0, port, -1, values);
    assertThat(end(second)).isEqualTo(7);
    assertThat(end(first)).isEqualTo(1);
    assertThat(said("both", 0)).contains("FAILED").contains("Another process of the run has ended");

    int again = freePort();
    second = start("both", 1, again, -1, values);
    first = start("both", 0, again, -1, values);
    assertThat(end(first)).as(said("both", 0)).isZero();
    assertThat(end(second)).as(said("both", 1)).isZero();
    requireSame(curve("alone"), curve("both0"));
  }

  @Test
  void differentOptionsAreRefusedByBoth() throws Exception {
    int port = freePort();
    Map<String, String> other = new TreeMap<>(values);
    other.put("lr", "0.01");
    Process second = start("both", 1, port, -1, other);
    Process first = start("both", 0, port, -1, values);
    assertThat(end(first)).isEqualTo(1);
    assertThat(end(second)).isEqualTo(1);
    assertThat(said("both", 0)).contains("were given different options");
    assertThat(said("both", 1)).contains("were given different options");
  }
}
