package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.models.bundle.ModelBundle;

class BundleGeneratorSourceTest {
  private final ModelBundle bundle = openDefault();
  private final BundleGeneratorSource source = new BundleGeneratorSource(bundle, Optional::empty);

  private static ModelBundle openDefault() {
    try {
      return ModelBundle.openDefault();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    source.close();
  }

  private byte[] stage(int index, double ratio) throws IOException {
    ChannelTable channels = source.description().channels();
    ChannelConfiguration widths = channels.subGenerator(ratio, channels.resolution()).channels();
    return source.stage(source.stages().get(index), widths).model();
  }

  @Test
  void keptStagesAreCutWithoutTheBundle() throws IOException {
    int last = source.stages().size() - 1;
    byte[] half = stage(last, 0.5);
    try (KeptStages kept = source.keepStages()) {
      byte[] full = stage(last, 1);
      bundle.close();
      assertThat(stage(last, 0.5)).isEqualTo(half).isNotEqualTo(full);
      assertThat(stage(last, 1)).isEqualTo(full);
      // Not read while they were kept.
      assertThatThrownBy(() -> stage(0, 1)).hasMessageEndingWith("is closed.");
      assertThat(kept).isNotNull();
    }
    assertThatThrownBy(() -> stage(last, 0.5)).hasMessageEndingWith("is closed.");
  }
}
