package studio.anycost.models.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FlexibleWidths;
import studio.anycost.api.model.SubGenerator;

class CalibrationPlanTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);

  @Test
  void aFlexibleConfigurationStaysAboveTheSmallestUniformOne() {
    FlexibleWidths widths = new FlexibleWidths(TABLE);
    assertThat(widths.choices(0)).as("capped").containsExactly(512);
    assertThat(widths.choices(6)).as("32 px").containsExactly(256, 384, 512);
    assertThat(widths.choices(17)).as("1024 px").containsExactly(8, 16, 24, 32);

    Random random = new Random(1);
    Set<SubGenerator> drawn = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      SubGenerator one = widths.draw(256, random);
      assertThat(one.resolution()).isEqualTo(256);
      for (int entry = 0; entry < one.channels().widths().size(); entry++) {
        assertThat(widths.choices(entry)).contains(one.channels().widths().get(entry));
      }
      drawn.add(one);
    }
    assertThat(drawn).hasSize(50);
    assertThat(widths.draw(256, new Random(9))).isEqualTo(widths.draw(256, new Random(9)));
  }

  @Test
  void thePlanVariesTheWidthsOfEveryStageIndependently() {
    List<SubGenerator> plan = CalibrationPlan.thorough(TABLE, 12);
    assertThat(plan).hasSize(16).startsWith(TABLE.full()).doesNotHaveDuplicates();
    assertThat(CalibrationPlan.thorough(TABLE, 12)).isEqualTo(plan);
    for (int resolution = 128; resolution <= 1024; resolution *= 2) {
      int index = StageShape.index(resolution);
      Set<StageShape> shapes =
          plan.stream().map(sub -> StageShape.of(sub).get(index)).collect(Collectors.toSet());
      assertThat(shapes).as("stages for %d px", resolution).hasSizeGreaterThanOrEqualTo(14);
      for (int width = 0; width < 3; width++) {
        int position = width;
        assertThat(shapes.stream().map(shape -> shape.widths().get(position)).distinct())
            .hasSize(4);
      }
    }
  }

  @Test
  void aTinyGeneratorHasAPlan() {
    ChannelTable tiny = new ChannelTable(8, 1.0 / 4096, 4);
    assertThat(CalibrationPlan.thorough(tiny, 4)).containsExactly(tiny.full());
  }
}
