package studio.anycost.app.fx.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class ViewportTest {
  private final Viewport fitting = Viewport.initial(128).resized(800, 600);

  @Test
  void fitsThePictureWithRoomForTheBar() {
    Rectangle2D place = fitting.picture();

    assertThat(place.getWidth()).isEqualTo(600 - Viewport.MARGIN - Viewport.BOTTOM);
    assertThat(place.getMinY()).isCloseTo(Viewport.MARGIN, within(1e-9));
    assertThat(place.getMinX()).isCloseTo((800 - place.getWidth()) / 2, within(1e-9));
  }

  @Test
  void doesNotBlowUpASmallPicture() {
    Rectangle2D place = Viewport.initial(64).resized(2000, 1400).picture();

    assertThat(place.getWidth()).isEqualTo(64 * Viewport.LARGEST_FIT);
    assertThat(place.getMinX()).isEqualTo((2000 - place.getWidth()) / 2);
  }

  @Test
  void keepsThePointUnderThePointer() {
    Rectangle2D before = fitting.picture();
    double x = 350;
    double y = 220;

    Rectangle2D after = fitting.zoomedAround(x, y, 1.7).zoomedAround(x, y, 0.9).picture();

    assertThat(after.getWidth()).isCloseTo(before.getWidth() * 1.7 * 0.9, within(1e-9));
    assertThat((x - after.getMinX()) / after.getWidth())
        .isCloseTo((x - before.getMinX()) / before.getWidth(), within(1e-9));
    assertThat((y - after.getMinY()) / after.getHeight())
        .isCloseTo((y - before.getMinY()) / before.getHeight(), within(1e-9));
  }

  @Test
  void staysWithinItsLimits() {
    Viewport small = fitting;
    Viewport large = fitting;
    for (int i = 0; i < 100; i++) {
      small = small.zoomedAround(0, 0, 0.5);
      large = large.zoomedAround(0, 0, 2);
    }
    assertThat(small.picture().getWidth()).isGreaterThanOrEqualTo(48 - 1e-9);
    assertThat(large.effectiveScale()).isBetween(16.0, 64.0);
  }

  @Test
  void cannotLoseThePicture() {
    Rectangle2D place = fitting.withScale(2).panned(100_000, -100_000).picture();

    assertThat(place.intersects(0, 0, 800, 600)).isTrue();
  }

  @Test
  void keepsItsPlaceForASharperPictureAndFitsAnotherModel() {
    Viewport zoomed = fitting.withScale(3).panned(10, 0);

    assertThat(zoomed.withSide(128)).isEqualTo(zoomed);
    assertThat(zoomed.withSide(256).fitting()).isTrue();
    assertThat(zoomed.fit().picture()).isEqualTo(fitting.picture());
  }

  @Test
  void aPartIsShownAsLargeAsTheViewAllows() {
    Viewport view = Viewport.initial(1).withSize(1000, 1000).resized(640, 584);
    Viewport onto = view.onto(new Rectangle2D(600, 300, 100, 100));

    assertThat(onto.effectiveScale()).isCloseTo(5, within(1e-9));
    Rectangle2D place = onto.picture();
    assertThat(place.getMinX() + 5 * 650).as("in the middle").isCloseTo(320, within(1e-9));
    assertThat(place.getMinY() + 5 * 300).as("its top").isCloseTo(20, within(1e-9));
    assertThat(view.onto(new Rectangle2D(0, 0, 1000, 1000)).fitting()).isTrue();
  }
}
