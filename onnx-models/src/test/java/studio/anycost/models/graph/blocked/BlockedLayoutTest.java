package studio.anycost.models.graph.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockedLayoutTest {
  private final BlockedLayout layout = new BlockedLayout(8);

  @Test
  void storesWholeBlocks() {
    assertThat(layout.padded(1)).isEqualTo(8);
    assertThat(layout.padded(8)).isEqualTo(8);
    assertThat(layout.padded(9)).isEqualTo(16);
    assertThat(layout.blocks(17)).isEqualTo(3);
  }

  @Test
  void putsTheChannelsOfABlockInnermost() {
    int channels = 11;
    int pixels = 6;
    float[] values = random(channels * pixels);
    float[] blocked = layout.features(values, channels, pixels);
    assertThat(blocked).hasSize(16 * pixels);
    for (int c = 0; c < 16; c++) {
      for (int p = 0; p < pixels; p++) {
        float expected = c < channels ? values[c * pixels + p] : 0;
        assertThat(blocked[(c / 8 * pixels + p) * 8 + c % 8]).isEqualTo(expected);
      }
    }
  }

  @Test
  void putsBlocksOfOutputsInnermostInWeights() {
    int out = 9;
    int in = 12;
    int taps = 4;
    float[] values = random(out * in * taps);
    float[] blocked = layout.weight(values, out, in, taps);
    assertThat(blocked).hasSize(16 * 16 * taps);
    for (int o = 0; o < 16; o++) {
      for (int i = 0; i < 16; i++) {
        for (int t = 0; t < taps; t++) {
          float expected = o < out && i < in ? values[(o * in + i) * taps + t] : 0;
          int place = (((o / 8 * 2 + i / 8) * taps + t) * 8 + i % 8) * 8 + o % 8;
          assertThat(blocked[place]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void fillsUpEveryRow() {
    assertThat(new BlockedLayout(4).rows(new float[] {1, 2, 3, 4, 5, 6}, 3))
        .containsExactly(1, 2, 3, 0, 4, 5, 6, 0);
  }

  @Test
  void knowsSensibleBlocksOnly() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BlockedLayout(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BlockedLayout(128));
  }

  private static float[] random(int count) {
    Random random = new Random(5);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() + 0.5f;
    }
    return values;
  }
}
