package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.latency.LatencySnapshot;
import studio.anycost.models.runtime.RuntimeOptions;

/** The real engine with the built-in model, from an empty cache to the next start. */
class RememberedTimesTest {
  @TempDir Path home;

  private StudioEngine open() throws IOException {
    EngineFactory factory =
        new EngineFactory(
            new StudioFolders(
                home,
                home.resolve("plugins"),
                home.resolve("logs"),
                home.resolve("cache"),
                Optional.empty()),
            RuntimeOptions.defaults());
    return factory.openRemembering(factory.openBundle(Optional.empty()));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }

  /** The ratio that the calibration begins with, and that no picture at rest is made of. */
  private static boolean knowsTheSmallestRatio(StudioEngine engine) {
    ChannelTable table = engine.description().channels();
    return engine
        .generator()
        .latency()
        .isMeasured(table.subGenerator(ChannelTable.RATIOS.get(0), table.resolution()));
  }

  @Test
  void aRestingPreviewLearnsWhatADragMayNeedAndTheNextStartKnowsIt() throws Exception {
    LatencySnapshot learned;
    try (StudioEngine engine = open()) {
      assertThat(engine.generator().latency().snapshot().isEmpty()).isTrue();
      PreviewFactory previews = new PreviewFactory(engine);
      try (PreviewController preview = previews.openPreview(previews.grid(), Runnable::run)) {
        preview.show(engine.newDocument(7, 1), false);
        await("the smallest ratio is measured", () -> knowsTheSmallestRatio(engine));
      }
      await("the runtime rests", () -> engine.sessions().status().running() == 0);
      learned = engine.generator().latency().snapshot();
    }
    List<Path> files;
    try (var listed = Files.list(home.resolve("cache").resolve("latency"))) {
      files = listed.toList();
    }
    assertThat(files).hasSize(1);

    try (StudioEngine engine = open()) {
      assertThat(engine.generator().latency().snapshot()).isEqualTo(learned);
      assertThat(knowsTheSmallestRatio(engine)).isTrue();
    }

    Files.delete(files.get(0));
    try (StudioEngine engine = open()) {
      assertThat(engine.generator().latency().snapshot().isEmpty()).isTrue();
    }
  }
}
