package studio.anycost.plugins.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {
  private static final int BATCH = 4;
  private static final float[] PROBE = {0.5f, -2};

  @TempDir Path folder;
  private final byte[] digest = new byte[32];
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("scores.bin");
  }

  private ScoreFile open() throws IOException {
    return ScoreFile.open(file, digest, PROBE, BATCH);
  }

  /** Scores that tell record, sample and attribute. */
  private static float[][] record(int number) {
    float[][] scores = new float[BATCH][2];
    for (int i = 0; i < BATCH; i++) {
      scores[i][0] = number * 10 + i;
      scores[i][1] = -scores[i][0];
    }
    return scores;
  }

  private void write(int records) throws IOException {
    try (ScoreFile scores = open()) {
      for (int i = 0; i < records; i++) {
        scores.append(record(i));
      }
    }
  }

  @Test
  void keepsScoresFromRunToRun() throws IOException {
    write(2);
    write(1);

    try (ScoreFile scores = open()) {
      assertThat(scores.samples()).isEqualTo(12);
      assertThat(scores.column(0, 6)).containsExactly(0, 1, 2, 3, 10, 11);
      assertThat(scores.column(1, 12)).endsWith(-0f, -1f, -2f, -3f);
    }
  }

  @Test
  void aRecordThatIsTornAnywhereIsDroppedAndNoOther() throws IOException {
    write(3);
    byte[] whole = Files.readAllBytes(file);
    write(1);
    byte[] more = Files.readAllBytes(file);

    for (int length = whole.length; length < more.length; length++) {
      Files.write(file, Arrays.copyOf(more, length));
      try (ScoreFile scores = open()) {
        assertThat(scores.samples()).as("cut at %d", length).isEqualTo(3 * BATCH);
        scores.append(record(9));
        assertThat(scores.column(0, 16)).endsWith(90, 91, 92, 93);
      }
    }
  }

  @Test
  void whatFollowsADamagedRecordIsScoredAgain() throws IOException {
    write(3);
    byte[] bytes = Files.readAllBytes(file);
    int record = BATCH * 2 * Float.BYTES + Integer.BYTES;
    bytes[bytes.length - 2 * record + 5] ^= 1;
    Files.write(file, bytes);

    try (ScoreFile scores = open()) {
      assertThat(scores.samples()).isEqualTo(BATCH);
    }
  }

  @Test
  void recordsThatChangedPlacesAreNone() throws IOException {
    write(2);
    byte[] bytes = Files.readAllBytes(file);
    int record = BATCH * 2 * Float.BYTES + Integer.BYTES;
    byte[] second = Arrays.copyOfRange(bytes, bytes.length - record, bytes.length);
    System.arraycopy(second, 0, bytes, bytes.length - 2 * record, record);
    Files.write(file, bytes);

    try (ScoreFile scores = open()) {
      assertThat(scores.samples()).isZero();
    }
  }

  @Test
  void beginsAnewWhatWasTornWhileItWasBegun() throws IOException {
    write(0);
    byte[] header = Files.readAllBytes(file);
    for (int length = 0; length < header.length; length++) {
      Files.write(file, Arrays.copyOf(header, length));
      try (ScoreFile scores = open()) {
        assertThat(scores.samples()).isZero();
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(header);
    }
  }

  @Test
  void saysWhatToDoWhereAFolderIsInItsPlace() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(this::open)
        .hasMessage(
            "There is a folder where scores are to be kept: move "
                + file
                + " away, then run it again.");
  }

  /** Whatever is written to this file of Linux, its disk is full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhatToDoWhenTheDiskIsFull() throws IOException {
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    assertThatThrownBy(this::open)
        .hasMessage(
            "There is no room left for the scores in "
                + file
                + ": free some, then run it again; it goes on where it was.");
  }

  @Test
  void refusesWhatIsOfOthers() throws IOException {
    write(1);

    assertThatThrownBy(() -> ScoreFile.open(file, digest, new float[] {0.5f, 2}, BATCH))
        .hasMessageContaining("were made with another predictor");
    digest[3] = 1;
    assertThatThrownBy(this::open).hasMessageContaining("cannot be used");
    digest[3] = 0;
    try (ScoreFile scores = open()) {
      assertThat(scores.samples()).isEqualTo(BATCH);
      assertThatThrownBy(this::open).hasMessageContaining("are in use");
    }
  }
}
