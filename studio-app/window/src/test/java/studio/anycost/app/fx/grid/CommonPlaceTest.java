package studio.anycost.app.fx.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class CommonPlaceTest {
  private final CommonPlace place = new CommonPlace();

  private Rectangle2D now() {
    return place.property().get();
  }

  @Test
  void keepsThePointUnderThePointer() {
    place.zoom(0.25, 0.75, 2);
    assertThat(now().getWidth()).isEqualTo(0.5);
    assertThat(now().getMinX() + 0.25 * now().getWidth()).isCloseTo(0.25, within(1e-9));
    assertThat(now().getMinY() + 0.75 * now().getHeight()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void neverLeavesThePicture() {
    place.zoom(0.5, 0.5, 4);
    place.pan(10, -10);
    assertThat(now()).isEqualTo(new Rectangle2D(0, 0.75, 0.25, 0.25));
    place.zoom(0, 1, 0.1);
    assertThat(now()).isEqualTo(new Rectangle2D(0, 0, 1, 1));
    place.zoom(0.5, 0.5, 1000);
    assertThat(now().getWidth()).isEqualTo(1.0 / 16);
    place.reset();
    assertThat(now()).isEqualTo(new Rectangle2D(0, 0, 1, 1));
  }
}
