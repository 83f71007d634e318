package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Boundary;

class AnglesTest {
  @Test
  void angleOfEveryDirectionToEveryOther() {
    double[][] angles =
        Angles.between(
            List.of(
                new Boundary("right", new float[] {1, 0}, 1),
                new Boundary("up", new float[] {0, 1}, 1),
                new Boundary("left", new float[] {-1, 0}, 1),
                new Boundary("between", new float[] {(float) Math.sqrt(0.5), 0.70710678f}, 1)));

    assertThat(angles[0]).containsExactly(new double[] {0, 90, 180, 45}, within(1e-4));
    assertThat(angles[3]).containsExactly(new double[] {45, 45, 135, 0}, within(1e-4));
  }

  @Test
  void oneNormalIsThatOfEveryStyle() {
    Boundary all = new Boundary("all", new float[] {1, 0}, 1);
    Boundary first = Boundary.perStyle("first", new float[] {1, 0, 0, 0}, 2, 1);

    // Half of what the one moves is what the other moves.
    assertThat(Angles.between(List.of(all, first))[1][0]).isCloseTo(45, within(1e-4));
  }
}
