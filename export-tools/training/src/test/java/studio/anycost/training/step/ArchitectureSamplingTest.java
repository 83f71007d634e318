package studio.anycost.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.step.ArchitectureSampling.Mode;

class ArchitectureSamplingTest {
  // Widths 32, 32, 32, 32, 20, 20 of which the cap cuts the first four.
  private static final ChannelTable CHANNELS = new ChannelTable(16, 20.0 / 1024, 32);

  private static Set<Architecture> drawn(Mode mode) {
    ArchitectureSampling sampling = new ArchitectureSampling(CHANNELS, mode, 8, 4);
    SplittableRandom random = new SplittableRandom(1);
    Set<Architecture> drawn = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      drawn.add(sampling.draw(random));
    }
    return drawn;
  }

  @Test
  void uniformOnesAreFour() {
    assertThat(drawn(Mode.FULL)).containsExactly(Architecture.full(CHANNELS));
    assertThat(drawn(Mode.UNIFORM))
        .containsExactlyInAnyOrderElementsOf(
            ChannelTable.RATIOS.stream()
                .map(ratio -> Architecture.uniform(CHANNELS, ratio))
                .toList());
  }

  @Test
  void flexibleOnesAreMultiplesWithinTheLayersAndNoNarrowerThanTheNarrowest() {
    Set<Architecture> drawn = drawn(Mode.FLEXIBLE);
    assertThat(drawn).hasSizeGreaterThan(100);
    List<Integer> full = Architecture.full(CHANNELS).channels().widths();
    assertThat(full).containsExactly(32, 32, 32, 32, 20, 20);
    Set<Double> ofFirst = new HashSet<>();
    Set<Double> ofLast = new HashSet<>();
    Set<Integer> widthsOfLast = new HashSet<>();
    for (Architecture one : drawn) {
      for (int i = 0; i < full.size(); i++) {
        int width = one.channels().widths().get(i);
        assertThat(width).isBetween(8, full.get(i));
        assertThat(width % 4).isZero();
      }
      ofFirst.add(one.ratios().get(0));
      ofLast.add(one.ratios().get(5));
      widthsOfLast.add(one.channels().widths().get(5));
    }
    // A quarter of 4 px' uncapped width is above half the cap.
    assertThat(ofFirst).containsExactlyInAnyOrder(0.75, 1.0);
    assertThat(ofLast).containsExactlyInAnyOrderElementsOf(ChannelTable.RATIOS);
    assertThat(widthsOfLast).containsExactlyInAnyOrder(8, 12, 16, 20);
  }

  @Test
  void aSandwichHasBothEnds() {
    Set<Architecture> drawn = drawn(Mode.SANDWICH);
    assertThat(drawn)
        .contains(Architecture.full(CHANNELS), Architecture.uniform(CHANNELS, 0.25))
        .hasSizeGreaterThan(50);
  }
}
