package studio.anycost.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long the rest takes, where the beginning tells nothing of it. */
class ProgressTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void whatWasMadeReadyFirstSlowsDownNothing() {
    Progress at =
        Progress.begun(START)
            .with(-1, "Reading the model", after(10))
            .with(0, "0 of 800", after(40))
            .with(0.25, "200 of 800, 4 a second", after(90));

    assertThat(at.remaining(after(90))).contains(Duration.ofSeconds(150));
    assertThat(at.elapsed(after(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void whatAnEarlierRunDidTookNoTimeNow() {
    Progress at =
        Progress.begun(START).with(0.5, "400 of 800", after(1)).with(0.55, "440 of 800", after(11));

    assertThat(at.remaining(after(11))).contains(Duration.ofSeconds(90));
  }

  @Test
  void whatIsToldAfterItsWorkCountsFromTheStart() {
    Progress at = Progress.begun(START).with(0.25, "1 of 4", after(20));

    assertThat(at.remaining(after(20))).contains(Duration.ofSeconds(60));
    assertThat(Progress.begun(START).with(0, "0 of 4", after(1)).remaining(after(20))).isEmpty();
  }
}
