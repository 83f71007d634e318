package studio.anycost.app.fx.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TapsTest {
  @Test
  void tapsWithinASecondAreOneGesture() {
    AtomicLong clock = new AtomicLong(5);
    Taps taps = new Taps(clock::get);

    long first = taps.pressed();
    clock.addAndGet(20_000_000_000L); // held for long
    taps.released();
    clock.addAndGet(900_000_000L);
    assertThat(taps.pressed()).isEqualTo(first);
    taps.released();
    clock.addAndGet(1_100_000_000L);
    assertThat(taps.pressed()).isNotEqualTo(first);
  }
}
