package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.WeightStorage;

/** Profiles of sessions, and graphs that are run for their time alone. */
class MeasuringTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(2, 1 << 28);

  @TempDir Path folder;

  @Test
  void everyStageLeavesAProfile() throws Exception {
    List<String> stages;
    try (SessionManager manager = new SessionManager(OPTIONS.withProfiles(folder));
        LoadedGenerator generator = manager.load(ModelBundle.openDefault())) {
      SubGenerator small = generator.description().channels().subGenerator(0.25, 16);
      for (int run = 0; run < 3; run++) {
        generator.render(generator.styleOfSeed(run), small, Noise.FIXED, CancellationToken.NONE);
      }
      stages = List.of("stage-for-4-px", "stage-for-8-px", "stage-for-16-px");
    }

    List<String> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertThat(files).hasSize(stages.size() + 1).allMatch(file -> file.endsWith(".json"));
    for (String stage : stages) {
      assertThat(files).filteredOn(file -> file.contains("_" + stage + "-")).hasSize(1);
    }
  }

  @Test
  void withoutAFolderThereIsNoProfile() {
    assertThat(OPTIONS.profiles()).isEmpty();
    assertThat(OPTIONS.withProfiles(folder).profiles()).contains(folder);
    assertThat(OPTIONS.withProfiles(folder).threads()).isEqualTo(2);
  }

  @Test
  void timesAGraphThatBelongsToNoBundle() throws IOException {
    SessionManager manager = new SessionManager(OPTIONS);
    try {
      try (TimedGraph graph =
          manager.openTimed(product(), "product", new float[] {1, 2, 3, 4}, 2, 2)) {
        assertThat(graph.run()).isPositive();
        assertThat(graph.run()).isPositive();
        assertThat(manager.status().openHandles()).isEqualTo(2);
      }
      try (TimedGraph graph =
          manager.openTimed(product(), "product", new float[] {1, 2, 3}, 3, 1)) {
        assertThatThrownBy(graph::run)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("product");
      }
    } finally {
      manager.close();
    }
    assertThat(manager.status().openHandles()).isZero();
  }

  private static byte[] product() {
    GraphBuilder graph = new GraphBuilder("product", WeightStorage.FLOAT32);
    String x = graph.input("x", "2", "2");
    String w = graph.constant("w", new float[] {1, 0, 0, 1}, 2, 2);
    graph.output("y", graph.node("MatMul", "xw", List.of(x, w)), "2", "2");
    return graph.build().toByteArray();
  }
}
