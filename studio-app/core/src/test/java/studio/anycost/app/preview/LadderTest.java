package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;

class LadderTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);

  private static double work(SubGenerator subGenerator) {
    return MacCount.of(subGenerator, 512).performed();
  }

  @Test
  void theUniformOneGrowsWithTheRatioAndWithTheResolution() {
    Ladder ladder = Ladder.uniform(TABLE);

    assertThat(ladder.rungs()).hasSize(16);
    assertThat(ladder.full()).isEqualTo(TABLE.full());
    for (int resolution : TABLE.highestResolutions()) {
      for (double ratio : ChannelTable.RATIOS) {
        int rank = ladder.rank(TABLE.subGenerator(ratio, resolution)).orElseThrow();
        if (ratio < 1) {
          assertThat(ladder.rank(TABLE.subGenerator(ratio + 0.25, resolution)).orElseThrow())
              .isGreaterThan(rank);
        }
        if (resolution < 1024) {
          assertThat(ladder.rank(TABLE.subGenerator(ratio, 2 * resolution)).orElseThrow())
              .isGreaterThan(rank);
        }
      }
    }
  }

  @Test
  void whatSeveralRatiosMeanIsOneRung() {
    // All layers up to 32 px have 16 channels whatever the ratio.
    ChannelTable capped = new ChannelTable(32, 8, 16);
    assertThat(Ladder.uniform(capped).rungs())
        .doesNotHaveDuplicates()
        .hasSize(capped.highestResolutions().size())
        .endsWith(capped.full());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void candidatesStandByTheirDistanceAboveUniformOnesWithLessWork(long seed) {
    Random random = new Random(seed);
    List<Candidate> found = RandomLadders.candidates(TABLE, random, 30);
    Ladder ladder = Ladder.of(TABLE, found);

    Map<SubGenerator, Double> distances = new HashMap<>();
    found.forEach(c -> distances.merge(c.subGenerator(), c.distance(), Math::min));
    distances.put(TABLE.full(), 0.0);
    List<SubGenerator> rungs = ladder.rungs();
    List<SubGenerator> above = new ArrayList<>(rungs);
    above.retainAll(distances.keySet());
    int uniform = rungs.size() - above.size();
    assertThat(rungs.subList(uniform, rungs.size())).as("they come last").isEqualTo(above);
    for (SubGenerator leftOut : distances.keySet()) {
      if (!above.contains(leftOut)) {
        assertThat(above)
            .as("something better takes clearly less work")
            .anyMatch(
                rung ->
                    distances.get(rung) <= distances.get(leftOut)
                        && work(rung) < 0.81 * work(leftOut));
      }
    }
    for (int i = uniform + 1; i < rungs.size(); i++) {
      assertThat(distances.get(rungs.get(i))).isLessThanOrEqualTo(distances.get(rungs.get(i - 1)));
    }
    double least = above.stream().mapToDouble(LadderTest::work).min().orElseThrow();
    assertThat(rungs.subList(0, uniform))
        .isSubsetOf(Ladder.uniform(TABLE).rungs())
        .allSatisfy(rung -> assertThat(work(rung)).isLessThan(least));
    assertThat(ladder.full()).isEqualTo(TABLE.full());

    List<Candidate> shuffled = new ArrayList<>(found);
    Collections.shuffle(shuffled, random);
    assertThat(Ladder.of(TABLE, shuffled).rungs()).isEqualTo(rungs);
  }

  @Test
  void ofTwoThatAreAsGoodTheOneWithLessWorkStandsHigher() {
    SubGenerator slim = TABLE.subGenerator(0.5, 1024);
    List<Integer> widths = new ArrayList<>(slim.channels().widths());
    widths.set(widths.size() - 1, TABLE.channels(1024, 0.75));
    SubGenerator wide = new SubGenerator(new ChannelConfiguration(widths), 1024);
    for (List<Candidate> found :
        List.of(
            List.of(new Candidate(slim, 0.1), new Candidate(wide, 0.1)),
            List.of(new Candidate(wide, 0.1), new Candidate(slim, 0.1)))) {
      assertThat(Ladder.of(TABLE, found).rungs()).endsWith(wide, slim, TABLE.full());
    }
  }

  @Test
  void theFullGeneratorIsTheTopWhateverASearchSaysOfIt() {
    SubGenerator good = TABLE.subGenerator(0.75, 1024);
    Ladder ladder =
        Ladder.of(TABLE, List.of(new Candidate(TABLE.full(), 0.5), new Candidate(good, 0)));
    assertThat(ladder.rungs()).endsWith(good, TABLE.full()).doesNotHaveDuplicates();
  }

  @Test
  void ofVeryManyCandidatesSomeOfEveryCostAreKept() {
    List<Candidate> found = RandomLadders.candidates(TABLE, new Random(3), 4000);
    List<SubGenerator> rungs = Ladder.of(TABLE, found).rungs();
    assertThat(rungs).hasSizeLessThanOrEqualTo(Ladder.MOST + 16);
    assertThat(rungs).doesNotHaveDuplicates();
    double best = found.stream().mapToDouble(Candidate::distance).min().orElseThrow();
    assertThat(found)
        .filteredOn(candidate -> candidate.subGenerator().equals(rungs.get(rungs.size() - 2)))
        .extracting(Candidate::distance)
        .contains(best);
  }

  @Test
  void withoutCandidatesItIsTheUniformOne() {
    assertThat(Ladder.of(TABLE, List.of()).rungs()).isEqualTo(Ladder.uniform(TABLE).rungs());
  }

  @Test
  void aCandidateOfAnotherGeneratorIsRefused() {
    SubGenerator wider = new ChannelTable(1024, 4, 1024).full();
    assertThatThrownBy(() -> Ladder.of(TABLE, List.of(new Candidate(wider, 0.1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024 channels");
  }
}
