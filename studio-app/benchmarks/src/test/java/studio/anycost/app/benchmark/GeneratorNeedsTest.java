package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.models.bundle.ModelBundle;

class GeneratorNeedsTest {
  @Test
  void activationsAreEveryMapOnce() {
    // 8 px: the constant and one convolution at 4, two at 8; an image at both.
    ChannelTable tiny = new ChannelTable(8, 1, 10);
    long values = 2 * 10 * 16 + 3 * 16 + 2 * 10 * 64 + 3 * 64;
    assertThat(GeneratorNeeds.activationBytes(tiny.full())).isEqualTo(4 * values);
  }

  @Test
  void configF() {
    long bytes = GeneratorNeeds.activationBytes(new ChannelTable(1024, 2, 512).full());
    assertThat(bytes).isBetween(540_000_000L, 545_000_000L);
  }

  @Test
  void weightsAreCountedAsFloatsWhateverTheFileHolds() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      long stored =
          bundle.stages().stream()
              .mapToLong(stage -> bundle.manifest().files().get(stage.file()).bytes())
              .sum();
      // The files hold float16 and a little text.
      assertThat(GeneratorNeeds.of(bundle).weightBytes())
          .isBetween((long) (1.8 * stored), 2 * stored);
    }
  }
}
