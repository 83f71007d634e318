package studio.anycost.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GaussianTest {
  /** Where covariances commute, the distance is {@code |m|^2 + sum (sqrt a - sqrt b)^2}. */
  @Test
  void theDistanceOfKnownDistributionsIsExact() {
    Gaussian one = new Gaussian(new double[] {1, 2, 3}, new double[] {4, 0, 0, 0, 9, 0, 0, 0, 1});
    Gaussian other =
        new Gaussian(new double[] {2, 0, 3}, new double[] {1, 0, 0, 0, 16, 0, 0, 0, 1});
    double wanted = 1 + 4 + 0 + 1 + 1 + 0;
    assertThat(one.frechetDistance(other)).isCloseTo(wanted, within(1e-12));
    assertThat(other.frechetDistance(one)).isCloseTo(wanted, within(1e-12));
    assertThat(one.frechetDistance(one)).isCloseTo(0, within(1e-12));
  }

  /** In two dimensions {@code tr sqrt(M) = sqrt(tr M + 2 sqrt(det M))}. */
  @Test
  void covariancesThatDoNotCommuteAreComparedToo() {
    Gaussian one = new Gaussian(new double[2], new double[] {2, 1, 1, 3});
    Gaussian other = new Gaussian(new double[2], new double[] {5, -2, -2, 1});
    double trace = 2 * 5 + 1 * -2 + 1 * -2 + 3 * 1;
    double root = Math.sqrt(trace + 2 * Math.sqrt(5 * 1));
    assertThat(one.frechetDistance(other)).isCloseTo(5 + 6 - 2 * root, within(1e-12));
  }

  @Test
  void theDistanceOfSamplesIsThatOfSciPy() throws IOException {
    Golden golden = Golden.read();
    double distance =
        Golden.moments(golden.rows("a"))
            .gaussian()
            .frechetDistance(Golden.moments(golden.rows("b")).gaussian());
    assertThat(distance).isCloseTo(golden.number("fid"), within(1e-8));
  }

  @Test
  void singularCovariancesHaveADistance() throws IOException {
    Golden golden = Golden.read();
    double distance =
        Golden.moments(golden.rows("fewA"))
            .gaussian()
            .frechetDistance(Golden.moments(golden.rows("fewB")).gaussian());
    // SciPy's root of a singular matrix is good to half of the digits.
    assertThat(distance).isCloseTo(golden.number("fewFid"), within(1e-5));
  }
}
