package studio.anycost.plugins.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;

class DrawsTest {
  private static final ChannelTable CHANNELS = FakeGenerator.DESCRIPTION.channels();
  private static final int FULL = CHANNELS.resolution();

  private final FakeGenerator generator = new FakeGenerator();

  private static List<SubGenerator> drawn(Draws draws, int times, int largest) {
    List<SubGenerator> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(draws.next(largest));
    }
    return all;
  }

  @Test
  void drawsAllRatiosAtTheThreeHighestResolutionsAlike() {
    Map<SubGenerator, Integer> times = new HashMap<>();
    drawn(Draws.of(generator, 1), 12_000, FULL).forEach(each -> times.merge(each, 1, Integer::sum));

    Set<SubGenerator> expected = new HashSet<>();
    for (int resolution : List.of(16, 32, 64)) {
      ChannelTable.RATIOS.forEach(ratio -> expected.add(CHANNELS.subGenerator(ratio, resolution)));
    }
    assertThat(times.keySet()).isEqualTo(expected);
    assertThat(times.values()).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void drawsOnlyWhatTheModelWasTrainedFor() {
    List<SubGenerator> trained = List.of(CHANNELS.subGenerator(1, 32), CHANNELS.full());
    FakeGenerator plain =
        new FakeGenerator() {
          @Override
          public List<SubGenerator> trainedSubGenerators() {
            return trained;
          }
        };

    assertThat(new HashSet<>(drawn(Draws.of(plain, 2), 100, FULL)))
        .isEqualTo(new HashSet<>(trained));
  }

  @Test
  void takesWhatASearchFoundHalfOfTheTime() {
    List<Integer> widths = new ArrayList<>(CHANNELS.uniform(0.5, FULL).widths());
    widths.set(3, widths.get(3) + 1);
    SubGenerator evolved = new SubGenerator(new ChannelConfiguration(widths), FULL);
    SubGenerator tooSmall = CHANNELS.subGenerator(0.25, 8);
    generator.found = List.of(new Candidate(evolved, 0.1), new Candidate(tooSmall, 0.5));

    List<SubGenerator> all = drawn(Draws.of(generator, 3), 1000, FULL);

    assertThat(all).doesNotContain(tooSmall);
    assertThat(all.stream().filter(evolved::equals).count()).isBetween(420L, 580L);
  }

  @Test
  void cutsDownWhatIsTooLargeForNow() {
    assertThat(drawn(Draws.of(generator, 4), 200, 32))
        .allMatch(each -> each.resolution() <= 32)
        .contains(CHANNELS.subGenerator(0.25, 32), CHANNELS.subGenerator(1, 16));
    assertThat(drawn(Draws.fullOnly(CHANNELS), 3, 16)).containsOnly(CHANNELS.subGenerator(1, 16));
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    assertThat(drawn(Draws.of(generator, 5), 50, FULL))
        .isEqualTo(drawn(Draws.of(generator, 5), 50, FULL))
        .isNotEqualTo(drawn(Draws.of(generator, 6), 50, FULL));
  }

  @Test
  void goesFromCoarseToFine() {
    Schedule schedule = Schedule.of(CHANNELS, 40);

    assertThat(schedule.largest(0)).isEqualTo(16);
    assertThat(schedule.largest(4)).isEqualTo(16);
    assertThat(schedule.largest(5)).isEqualTo(32);
    assertThat(schedule.largest(10)).isEqualTo(64);
    assertThat(schedule.largest(39)).isEqualTo(64);
    assertThat(Schedule.of(CHANNELS, 1).largest(0)).isEqualTo(16);
    assertThat(Schedule.of(new ChannelTable(8, 1, 8), 10).largest(0)).isEqualTo(8);
  }
}
