package studio.anycost.plugins.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConditioningTest {
  private static double[] unit(Random random) {
    double[] a = new double[16];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextGaussian();
    }
    return Conditioning.scaled(a, 1 / Conditioning.length(a));
  }

  @Test
  void whatIsLeftIsAtRightAnglesToAllOfThem() {
    Random random = new Random(3);
    double[] direction = unit(random);
    List<double[]> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      others.add(unit(random));
    }
    others.add(others.get(2).clone()); // the same once more changes nothing

    double[] rest = Conditioning.without(direction, others);

    others.forEach(other -> assertThat(Conditioning.dot(rest, other)).isCloseTo(0, within(1e-12)));
    double length = Conditioning.length(rest);
    assertThat(length).isBetween(0.3, 0.999);
    // It is the part of the direction that is left: along it the direction reaches as far.
    assertThat(Conditioning.dot(rest, direction)).isCloseTo(length * length, within(1e-12));
  }

  @Test
  void nothingIsLeftOfADirectionWithoutItself() {
    double[] direction = unit(new Random(4));

    assertThat(Conditioning.length(Conditioning.without(direction, List.of(direction))))
        .isLessThan(1e-12);
    assertThat(Conditioning.without(direction, List.of())).isEqualTo(direction);
  }
}
