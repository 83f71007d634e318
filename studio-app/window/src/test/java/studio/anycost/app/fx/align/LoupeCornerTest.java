package studio.anycost.app.fx.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

class LoupeCornerTest {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 700;
  private static final Point2D MIDDLE = new Point2D(300, 350);

  private static LoupeCorner next(LoupeCorner now, Point2D looked, Point2D... others) {
    List<Point2D> all = new java.util.ArrayList<>(List.of(others));
    all.add(looked);
    return now.next(WIDTH, HEIGHT, looked, all);
  }

  @Test
  void staysWhereItCoversNothing() {
    for (LoupeCorner corner : LoupeCorner.values()) {
      assertThat(next(corner, MIDDLE)).isEqualTo(corner);
    }
  }

  @Test
  void leavesBeforeTheHandleAndItsNeighboursAreUnderIt() {
    Point2D upperLeft = new Point2D(150, 160);
    assertThat(next(LoupeCorner.TOP_LEFT, upperLeft)).isEqualTo(LoupeCorner.BOTTOM_RIGHT);
    assertThat(next(LoupeCorner.TOP_LEFT, MIDDLE, upperLeft)).isNotEqualTo(LoupeCorner.TOP_LEFT);
    assertThat(next(LoupeCorner.TOP_LEFT, upperLeft, new Point2D(560, 650)))
        .isIn(LoupeCorner.TOP_RIGHT, LoupeCorner.BOTTOM_LEFT);
  }

  @Test
  void whereEveryCornerIsTakenItIsFarFromWhatIsBeingPlaced() {
    assertThat(
            next(
                LoupeCorner.TOP_LEFT,
                new Point2D(90, 90),
                new Point2D(500, 90),
                new Point2D(90, 600),
                new Point2D(500, 600)))
        .isEqualTo(LoupeCorner.BOTTOM_RIGHT);
  }
}
