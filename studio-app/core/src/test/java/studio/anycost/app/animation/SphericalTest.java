package studio.anycost.app.animation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SphericalTest {
  private static float[] random(Random random, int count) {
    float[] vector = new float[count];
    for (int i = 0; i < count; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  private static double length(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double angle(float[] one, float[] other) {
    return Math.acos(Math.min(1, Math.max(-1, dot(one, other) / length(one) / length(other))));
  }

  @Test
  void theEndsAreExact() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      float[] from = random(random, 512);
      float[] to = random(random, 512);
      assertThat(Spherical.between(from, to, 0)).containsExactly(from);
      assertThat(Spherical.between(from, to, 1)).containsExactly(to);
    }
  }

  @Test
  void theLengthGoesStraightFromOneToTheOtherAndTheAngleTurnsEvenly() {
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      float[] from = random(random, 2 + random.nextInt(100));
      float[] to = random(random, from.length);
      double share = random.nextDouble();
      float[] between = Spherical.between(from, to, share);
      assertThat(length(between))
          .isCloseTo(length(from) + share * (length(to) - length(from)), within(1e-5));
      assertThat(angle(from, between)).isCloseTo(share * angle(from, to), within(1e-3));
      assertThat(angle(between, to)).isCloseTo((1 - share) * angle(from, to), within(1e-3));
    }
  }

  @Test
  void oppositePointsHaveAnArcToo() {
    float[] from = random(new Random(3), 64);
    float[] to = new float[64];
    for (int i = 0; i < 64; i++) {
      to[i] = -from[i];
    }
    for (int step = 0; step <= 10; step++) {
      float[] between = Spherical.between(from, to, step / 10.0);
      assertThat(length(between)).isCloseTo(length(from), within(1e-5));
      assertThat(angle(from, between)).isCloseTo(Math.PI * step / 10, within(1e-3));
      assertThat(between).containsExactly(Spherical.between(from, to, step / 10.0));
    }
  }

  @Test
  void pointsInOneDirectionAreJoinedStraight() {
    float[] from = {3, 4};
    assertThat(Spherical.between(from, from, 0.3)).containsExactly(from);
    assertThat(Spherical.between(from, new float[] {6, 8}, 0.5)).containsExactly(4.5f, 6f);
    assertThat(Spherical.between(from, new float[2], 0.5)).containsExactly(1.5f, 2f);
  }

  @Test
  void otherLengthsHaveNoArc() {
    assertThatThrownBy(() -> Spherical.between(new float[2], new float[3], 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
