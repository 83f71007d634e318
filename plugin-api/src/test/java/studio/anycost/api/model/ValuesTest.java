package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What alignments, latencies, faces and candidates refuse. */
class ValuesTest {
  @Test
  void theCentredSquareIsTheLargestThatFits() {
    Alignment square = Alignment.centred(300, 200);
    assertThat(square).isEqualTo(new Alignment(150, 100, 100, 0));
    assertThat(square.side()).isCloseTo(200, within(1e-9));
    assertThat(new Alignment(0, 0, 3, 4).side()).isCloseTo(10, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4, Double.NaN, Double.POSITIVE_INFINITY})
  void anAlignmentHasASize(double axis) {
    assertThatThrownBy(() -> new Alignment(1, 1, axis, 0)).hasMessageContaining("at least one");
  }

  @Test
  void aLatencyIsOrdered() {
    assertThatThrownBy(() -> new Latency(1, 2, 3)).hasMessageContaining("low <= median");
    assertThatThrownBy(() -> new Latency(1, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("low <= median");
    assertThat(new Latency(2, 1, 4).median()).isEqualTo(2);
  }

  @Test
  void confidenceAndDistanceHaveRanges() {
    SubGenerator full = new ChannelTable(16, 1, 8).full();
    assertThatThrownBy(() -> new Face(Alignment.centred(4, 4), 1.1)).hasMessageContaining("0..1");
    assertThatThrownBy(() -> new Candidate(full, -1)).hasMessageContaining("at least 0");
    assertThatThrownBy(() -> new Candidate(full, Double.NaN)).hasMessageContaining("at least 0");
  }

  /** Figures of Wilson's interval, by hand. */
  @Test
  void fewFacesVouchForLess() {
    assertThat(new Validation(1, 12).vouched()).isCloseTo(12 / (12 + 1.645 * 1.645), within(1e-12));
    assertThat(new Validation(0.5, 4).vouched()).isCloseTo(0.1824, within(1e-4));
    assertThat(new Validation(0.9, 100_000).vouched()).isCloseTo(0.898, within(1e-3));
    assertThat(new Validation(0, 5).vouched()).isZero();
    assertThatThrownBy(() -> new Validation(1.1, 5)).hasMessageContaining("0..1");
    assertThatThrownBy(() -> new Validation(1, 0)).hasMessageContaining("at least one face");
  }

  /** The usual points of a square are inverse to its formula, whichever way it is turned. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 33, 90, 180, -120})
  void theSquareFollowsFromEyesAndMouth(double degrees) {
    double angle = Math.toRadians(degrees);
    Alignment square = new Alignment(310, 205, 80 * Math.cos(angle), 80 * Math.sin(angle));
    Alignment again = FacePoints.usualIn(square).alignment();
    assertThat(again.centreX()).isCloseTo(square.centreX(), within(1e-9));
    assertThat(again.centreY()).isCloseTo(square.centreY(), within(1e-9));
    assertThat(again.axisX()).isCloseTo(square.axisX(), within(1e-9));
    assertThat(again.axisY()).isCloseTo(square.axisY(), within(1e-9));
  }

  /** Worked out by hand: eyes 60 apart, the mouth 50 below them and 10 to the right. */
  @Test
  void eyesAndMouthTurnTheSquareHalfEach() {
    FacePoints points =
        new FacePoints(
            new FacePoints.Place(70, 100),
            new FacePoints.Place(130, 100),
            new FacePoints.Place(95, 150),
            new FacePoints.Place(125, 150));
    Alignment square = points.alignment();
    // across (60, 0), down (10, 50): the axis points along (60 + 50, -10).
    assertThat(square.axisY() / square.axisX()).isCloseTo(-10.0 / 110, within(1e-9));
    assertThat(square.side()).isCloseTo(2 * 120, within(1e-9));
    assertThat(square.centreX()).isCloseTo(101, within(1e-9));
    assertThat(square.centreY()).isCloseTo(105, within(1e-9));
  }

  @Test
  void noSquareFollowsFromOnePlaceOrAMouthAboveTheEyes() {
    FacePoints.Place place = new FacePoints.Place(5, 5);
    FacePoints one = new FacePoints(place, place, place, place);
    assertThatThrownBy(one::alignment).hasMessageContaining("left eye");
    FacePoints flipped =
        new FacePoints(
            new FacePoints.Place(0, 0),
            new FacePoints.Place(10, 0),
            new FacePoints.Place(0, -10),
            new FacePoints.Place(10, -10));
    assertThatThrownBy(flipped::alignment).hasMessageContaining("mouth below");
  }
}
