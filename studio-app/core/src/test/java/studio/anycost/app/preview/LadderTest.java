package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.Consistency;

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
  void candidatesStandByTheirDistanceAmongAllUniformOnes(long seed) {
    Random random = new Random(seed);
    List<Candidate> found = RandomLadders.candidates(TABLE, random, 30);
    Ladder ladder = Ladder.of(TABLE, found);

    Map<SubGenerator, Double> distances = new HashMap<>();
    found.forEach(c -> distances.merge(c.subGenerator(), c.distance(), Math::min));
    distances.put(TABLE.full(), 0.0);
    List<SubGenerator> rungs = ladder.rungs();
    List<SubGenerator> evolved = new ArrayList<>(rungs);
    evolved.retainAll(distances.keySet());
    for (SubGenerator leftOut : distances.keySet()) {
      if (!evolved.contains(leftOut)) {
        assertThat(evolved)
            .as("something better takes clearly less work")
            .anyMatch(
                rung ->
                    distances.get(rung) <= distances.get(leftOut)
                        && work(rung) < 0.81 * work(leftOut));
      }
    }
    for (int i = 1; i < evolved.size(); i++) {
      assertThat(distances.get(evolved.get(i)))
          .isLessThanOrEqualTo(distances.get(evolved.get(i - 1)));
    }
    // Nothing says how they compare with what was found.
    List<SubGenerator> uniform = new ArrayList<>(Ladder.uniform(TABLE).rungs());
    uniform.removeAll(distances.keySet());
    assertThat(rungs).containsSubsequence(uniform).doesNotHaveDuplicates();
    assertThat(ladder.full()).isEqualTo(TABLE.full());

    List<Candidate> shuffled = new ArrayList<>(found);
    Collections.shuffle(shuffled, random);
    assertThat(Ladder.of(TABLE, shuffled).rungs()).isEqualTo(rungs);
  }

  /** Nearer to the full generator the more work they do. */
  private static UniformGrid measured() {
    List<Consistency.Entry> entries = new ArrayList<>();
    List<SubGenerator> ascending = Ladder.uniform(TABLE).rungs();
    for (int resolution : TABLE.highestResolutions()) {
      for (double ratio : ChannelTable.RATIOS) {
        int rank = ascending.indexOf(TABLE.subGenerator(ratio, resolution));
        entries.add(Consistency.Entry.measured(ratio, resolution, (15 - rank) / 100.0));
      }
    }
    return new UniformGrid(
        TABLE, 512, Optional.of(new Consistency(Consistency.Origin.MEASURED, entries)), 0.5);
  }

  /** A little wider in its last layer than a uniform one. */
  private static SubGenerator like(SubGenerator uniform, double ratio) {
    List<Integer> widths = new ArrayList<>(uniform.channels().widths());
    widths.set(widths.size() - 1, TABLE.channels(uniform.resolution(), ratio));
    return new SubGenerator(new ChannelConfiguration(widths), uniform.resolution());
  }

  @Test
  void oneThatIsKeptLeavesDearerUniformOnesThatAreNearer() {
    UniformGrid grid = measured();
    List<SubGenerator> uniform = Ladder.uniform(grid).rungs();
    SubGenerator kept = like(TABLE.subGenerator(0.25, 256), 0.5);
    double above = 0.5 * (place(grid, 9) + place(grid, 10));
    List<SubGenerator> rungs =
        Ladder.of(grid, List.of(new Candidate(kept, 0.3)), Map.of(kept, above)).rungs();

    assertThat(rungs.subList(rungs.indexOf(kept) + 1, rungs.size()))
        .as("the nearer ones, dearer or not")
        .isEqualTo(uniform.subList(10, 16));
    assertThat(rungs.subList(0, rungs.indexOf(kept)))
        .as("those that are further and not clearly dearer")
        .isEqualTo(
            uniform.subList(0, 10).stream()
                .filter(rung -> work(rung) <= 1.25 * work(kept))
                .toList())
        .isNotEmpty()
        .hasSizeLessThan(10);
  }

  private static double place(UniformGrid grid, int rank) {
    return Ladder.uniform(grid).difference(Ladder.uniform(grid).rungs().get(rank)).orElseThrow();
  }

  @Test
  void oneThatIsFurtherThanACheaperUniformOneIsLeftOut() {
    UniformGrid grid = measured();
    SubGenerator poor = like(TABLE.subGenerator(0.75, 1024), 1);
    Map<SubGenerator, Double> far = Map.of(poor, 0.14);
    assertThat(Ladder.of(grid, List.of(new Candidate(poor, 0)), far).rungs())
        .isEqualTo(Ladder.uniform(grid).rungs());
  }

  @Test
  void oneThatNobodyComparedStandsAmongTheUniformOnesByItsWork() {
    UniformGrid grid = measured();
    SubGenerator slim = TABLE.subGenerator(0.5, 256);
    SubGenerator kept = like(slim, 0.75);
    List<SubGenerator> rungs = Ladder.of(grid, List.of(new Candidate(kept, 0.3))).rungs();
    assertThat(rungs).hasSize(17).containsSubsequence(slim, kept, TABLE.subGenerator(0.75, 256));
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
      assertThat(Ladder.of(TABLE, found).rungs()).containsSubsequence(wide, slim, TABLE.full());
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
        .filteredOn(candidate -> candidate.distance() == best)
        .extracting(Candidate::subGenerator)
        .containsAnyElementsOf(rungs);
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
