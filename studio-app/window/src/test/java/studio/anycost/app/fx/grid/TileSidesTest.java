package studio.anycost.app.fx.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileSidesTest {
  private static final TileSides SIDES = new TileSides(140, 14);

  /** 840 x 660 is the middle of a window of 1440 x 900. */
  @ParameterizedTest
  @CsvSource({
    "1, 840, 660, 2048, 594", // as high as the room
    "2, 840, 660, 2048, 413", // beside each other
    "3, 840, 660, 2048, 270", // 3 across; two rows of them would be 257 high
    "4, 840, 660, 2048, 257", // 2 x 2
    "1, 840, 660, 512, 512", // a picture gets no better
    "6, 840, 660, 2048, 257",
    "3, 300, 400, 2048, 143", // scrolled: 2 across
    "60, 840, 660, 2048, 156", // scrolled: 5 across
    "2, 100, 660, 2048, 100"
  })
  void takeTheRoomThereIs(int count, double width, double height, double largest, double expected) {
    assertThat(SIDES.of(count, width, height, 66, largest)).isEqualTo(expected);
  }
}
