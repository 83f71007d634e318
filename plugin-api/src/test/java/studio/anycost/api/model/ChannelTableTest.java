package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTableTest {
  private static final ChannelTable CONFIG_F = new ChannelTable(1024, 2, 512);

  @Test
  void appliesTheRatioBeforeTheCap() {
    assertThat(CONFIG_F.channels(32, 0.5)).isEqualTo(512);
    assertThat(CONFIG_F.channels(64, 0.5)).isEqualTo(256);
    assertThat(CONFIG_F.channels(1024, 1)).isEqualTo(32);
    assertThat(CONFIG_F.channels(1024, 0.25)).isEqualTo(8);
    assertThat(new ChannelTable(1024, 0.01, 512).channels(1024, 0.25)).isEqualTo(1);
  }

  @Test
  void configurationsHaveAnEntryForTheConstantAndEveryConvolution() {
    assertThat(new ChannelTable(16, 0.0625, 64).uniform(1, 16).widths())
        .isEqualTo(List.of(64, 64, 64, 64, 64, 64));
    assertThat(CONFIG_F.uniform(1, 1024).widths()).hasSize(18);
    assertThat(CONFIG_F.styleCount()).isEqualTo(18);
    assertThat(CONFIG_F.highestResolutions()).containsExactly(128, 256, 512, 1024);
    assertThat(new ChannelTable(16, 1, 8).highestResolutions()).containsExactly(8, 16);
  }

  @Test
  void lowResolutionsArePrefixes() {
    for (double ratio : ChannelTable.RATIOS) {
      ChannelConfiguration full = CONFIG_F.uniform(ratio, 1024);
      for (int resolution : Resolutions.upTo(1024).subList(1, 9)) {
        assertThat(full.upTo(resolution)).isEqualTo(CONFIG_F.uniform(ratio, resolution));
        assertThat(full.upTo(resolution).resolution()).isEqualTo(resolution);
      }
    }
  }

  @Test
  void refusesWhatCannotBeSliced() {
    SubGenerator wide = new ChannelTable(64, 4, 1024).full();
    assertThatThrownBy(() -> new ChannelTable(64, 0.25, 64).require(wide))
        .hasMessageContaining("Entry 0")
        .hasMessageContaining("the generator has 64 there");
    assertThatThrownBy(() -> CONFIG_F.channels(64, 0)).hasMessageContaining("not at 0.0");
    assertThatThrownBy(() -> CONFIG_F.uniform(1, 2048)).hasMessageContaining("8 to 1024 px");
    assertThatThrownBy(() -> Resolutions.log2(100)).hasMessageContaining("power of two");
    assertThatThrownBy(() -> new ChannelConfiguration(List.of(4, 4, 4)))
        .hasMessageContaining("even number");
    assertThatThrownBy(() -> new ChannelConfiguration(List.of(4, 0)))
        .hasMessageContaining("0 channels");
  }
}
