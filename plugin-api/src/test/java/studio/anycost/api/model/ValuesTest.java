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
}
