package studio.anycost.models.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencySnapshotTest {
  private static final StageShape SHAPE = new StageShape(8, List.of(1, 2, 3));

  @ParameterizedTest
  @CsvSource({"0, 3", "-8, 3", "12, 3", "65536, 3", "8, 0", "8, 2", "8, 4", "4, 3"})
  void noStageHasAnyOtherShape(int resolution, int widths) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StageShape(resolution, Collections.nCopies(widths, 16)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1 << 20, Integer.MAX_VALUE})
  void noStageHasSuchWidths(int width) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StageShape(8, List.of(16, width, 16)));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY, 1e9f})
  void noRunTakesSuchATime(float time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencySnapshot.StageTimes(SHAPE, List.of(1f, time)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencySnapshot.PictureTimes(8, List.of(time)));
  }

  @Test
  void thereIsNoEntryWithoutTimesAndNoneWithMoreThanAreKept() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencySnapshot.StageTimes(SHAPE, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencySnapshot.PictureTimes(100, List.of(1f)));
    assertThat(new LatencySnapshot.StageTimes(SHAPE, Collections.nCopies(500, 2f)).milliseconds())
        .hasSize(TimeWindow.KEPT);
  }
}
