package studio.anycost.app.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.models.latency.KernelLayout;
import studio.anycost.models.latency.LatencySnapshot;
import studio.anycost.models.latency.LatencySnapshot.PictureTimes;
import studio.anycost.models.latency.LatencySnapshot.StageTimes;
import studio.anycost.models.latency.StageShape;

class LatencyStoreTest {
  private static final String IDENTITY = "0123456789abcdef";
  private static final KernelLayout LAYOUT = new KernelLayout("blocked-1", 16);
  private static final Surroundings HERE =
      new Surroundings("A Processor", 8, 4, "Linux", "amd64", "CPU", "1.29.0", "0.1.0");
  private static final LatencySnapshot TIMES =
      new LatencySnapshot(
          List.of(
              new StageTimes(new StageShape(4, List.of(512, 384)), List.of(0.25f, 1e-3f, 7f)),
              new StageTimes(new StageShape(64, List.of(1, 2, 3)), List.of(12.345678f))),
          List.of(new PictureTimes(128, List.of(0.5f, 0.75f))));

  @TempDir Path home;

  private Path folder() {
    return home.resolve("cache").resolve("latency");
  }

  private Path file() {
    return folder().resolve(IDENTITY + ".json");
  }

  private LatencyStore store() {
    return new LatencyStore(folder(), HERE);
  }

  @Test
  void timesAreThereAfterARestart() throws IOException {
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
    assertThat(folder()).doesNotExist();
    store().save(IDENTITY, LAYOUT, TIMES);
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(TIMES);
    assertThat(Files.list(folder())).as("nothing but the file").containsExactly(file());
    assertThat(store().load("fedcba9876543210", LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
  }

  static Stream<UnaryOperator<Surroundings>> changes() {
    return Stream.of(
        s -> change(s, "Another", s.cores(), s.threads(), s.system(), s.onnxRuntime(), s.studio()),
        s -> change(s, s.processor(), 9, s.threads(), s.system(), s.onnxRuntime(), s.studio()),
        s -> change(s, s.processor(), s.cores(), 2, s.system(), s.onnxRuntime(), s.studio()),
        s -> change(s, s.processor(), s.cores(), s.threads(), "Mac", s.onnxRuntime(), s.studio()),
        s -> change(s, s.processor(), s.cores(), s.threads(), s.system(), "1.30.0", s.studio()),
        s -> change(s, s.processor(), s.cores(), s.threads(), s.system(), s.onnxRuntime(), "2"));
  }

  private static Surroundings change(
      Surroundings now,
      String processor,
      int cores,
      int threads,
      String system,
      String onnxRuntime,
      String studio) {
    return new Surroundings(
        processor, cores, threads, system, now.architecture(), now.provider(), onnxRuntime, studio);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void timesOfOtherSurroundingsAreMeasuredAnew(UnaryOperator<Surroundings> change)
      throws IOException {
    store().save(IDENTITY, LAYOUT, TIMES);
    LatencyStore elsewhere = new LatencyStore(folder(), change.apply(HERE));
    assertThat(elsewhere.load(IDENTITY, LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
    elsewhere.save(IDENTITY, LAYOUT, TIMES);
    assertThat(elsewhere.load(IDENTITY, LAYOUT)).isEqualTo(TIMES);
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
  }

  @Test
  void timesOfOtherKernelsAreMeasuredAnew() throws IOException {
    store().save(IDENTITY, LAYOUT, TIMES);
    assertThat(store().load(IDENTITY, new KernelLayout("blocked-2", 16)).isEmpty()).isTrue();
    assertThat(store().load(IDENTITY, new KernelLayout("blocked-1", 8)).isEmpty()).isTrue();
  }

  @Test
  void aFileUnderAnotherModelsNameDoesNotCount() throws IOException {
    store().save(IDENTITY, LAYOUT, TIMES);
    Files.move(file(), folder().resolve("aaaaaaaaaaaaaaaa.json"));
    assertThat(store().load("aaaaaaaaaaaaaaaa", LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"resolution\":4|\"resolution\":5",
        "\"resolution\":64|\"resolution\":1e300",
        "\"resolution\":128|\"resolution\":-128",
        "[512,384]|[512]",
        "[512,384]|[512,-384]",
        "[512,384]|\"512,384\"",
        "[1,2,3]|[1,2,3,4]",
        "12.345678|-1",
        "12.345678|1e30",
        "12.345678|\"fast\"",
        "12.345678|null",
        "[0.5,0.75]|[]",
        "\"format\":1|\"format\":2",
        "}|",
        "{|[",
        "\"stages\"|\"format\"",
      })
  void aWrongFileIsIgnoredAndReplaced(String change) throws IOException {
    store().save(IDENTITY, LAYOUT, TIMES);
    String[] parts = (change + " ").split("\\|");
    String text = Files.readString(file());
    assertThat(text).contains(parts[0]);
    Files.writeString(file(), text.replace(parts[0], parts[1].strip()));
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
    store().save(IDENTITY, LAYOUT, TIMES);
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(TIMES);
  }

  @Test
  void aDamagedFileNeverDoesMoreThanBeIgnored() throws IOException {
    store().save(IDENTITY, LAYOUT, TIMES);
    byte[] good = Files.readAllBytes(file());
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      Files.write(file(), bad);
      for (StageTimes times : store().load(IDENTITY, LAYOUT).stages()) {
        assertThat(times.milliseconds()).isNotEmpty().allMatch(time -> time >= 0 && time <= 1e7);
      }
    }
  }

  @Test
  void aHugeFileIsNotReadAndReplaced() throws IOException {
    Files.createDirectories(folder());
    byte[] huge = "[".repeat(LatencyStore.LIMIT + 1).getBytes(StandardCharsets.US_ASCII);
    Files.write(file(), huge);
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
    store().save(IDENTITY, LAYOUT, TIMES);
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(TIMES);
  }

  @Test
  void theFullestModelFits() throws IOException {
    Random random = new Random(6);
    List<StageTimes> stages =
        IntStream.range(0, 9 * 128)
            .mapToObj(
                i ->
                    new StageTimes(
                        new StageShape(8 << (i % 8), List.of(512, 384, 1 + i)),
                        IntStream.range(0, 24).mapToObj(j -> random.nextFloat() * 999).toList()))
            .toList();
    LatencySnapshot full = new LatencySnapshot(stages, List.of());
    store().save(IDENTITY, LAYOUT, full);
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(full);
    assertThat(Files.size(file())).isLessThan(LatencyStore.LIMIT / 2);
  }

  @Test
  void aFailedWriteLeavesTheOldFileAlone() throws IOException {
    Files.createDirectories(file());
    Files.writeString(file().resolve("something"), "in the way");
    assertThatIOException().isThrownBy(() -> store().save(IDENTITY, LAYOUT, TIMES));
    assertThat(file().resolve("something")).hasContent("in the way");
    assertThat(store().load(IDENTITY, LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
    assertThat(Files.list(folder())).as("no half-written files").containsExactly(file());
  }

  @Test
  void theTimesOfModelsUsedLongAgoGo() throws IOException {
    for (int i = 0; i < LatencyStore.MOST_FILES + 3; i++) {
      String identity = String.format("%016x", i);
      store().save(identity, LAYOUT, TIMES);
      Files.setLastModifiedTime(
          folder().resolve(identity + ".json"), FileTime.fromMillis(1_000_000L * i));
    }
    assertThat(Files.list(folder())).hasSize(LatencyStore.MOST_FILES);
    assertThat(store().load("0000000000000002", LAYOUT)).isEqualTo(LatencySnapshot.EMPTY);
    assertThat(store().load("0000000000000003", LAYOUT)).isEqualTo(TIMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "0123456789ABCDEF", "0123/56789abcdef"})
  void noPathLeavesTheFolder(String identity) {
    assertThatIllegalArgumentException().isThrownBy(() -> store().load(identity, LAYOUT));
  }
}
