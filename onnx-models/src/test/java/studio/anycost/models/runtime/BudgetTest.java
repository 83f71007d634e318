package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.ModelBundle;

/** All uniform sub-generators of the real model, with less memory for sessions than they take. */
@Timeout(120)
class BudgetTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int ROUNDS = 6;

  private final List<SessionManager> managers = new ArrayList<>();

  private LoadedGenerator load(long budget) throws IOException {
    SessionManager manager = new SessionManager(new RuntimeOptions(2, budget));
    managers.add(manager);
    return manager.load(ModelBundle.openDefault());
  }

  @AfterEach
  void closeAndCount() {
    for (SessionManager manager : managers) {
      manager.close();
      assertThat(manager.status().openHandles()).isZero();
    }
  }

  private static List<SubGenerator> uniform(ChannelTable table) {
    List<SubGenerator> all = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : table.highestResolutions()) {
        all.add(table.subGenerator(ratio, resolution));
      }
    }
    return all;
  }

  private static float[] render(LoadedGenerator generator, SubGenerator subGenerator)
      throws IOException {
    return generator
        .render(generator.styleOfSeed(7), subGenerator, Noise.FIXED, CancellationToken.NONE)
        .toArray();
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sessionsAreEvictedAndPicturesStayTheSame() throws IOException {
    LoadedGenerator plenty = load(1L << 30);
    SessionManager roomy = managers.get(0);
    List<SubGenerator> all = uniform(plenty.description().channels());
    List<float[]> expected = new ArrayList<>();
    for (SubGenerator subGenerator : all) {
      expected.add(render(plenty, subGenerator));
    }
    long budget = roomy.status().cachedBytes() / 4;

    LoadedGenerator tight = load(budget);
    SessionManager squeezed = managers.get(1);
    for (int i = 0; i < all.size(); i++) {
      assertThat(render(tight, all.get(i))).isEqualTo(expected.get(i));
      assertThat(squeezed.status().cachedBytes()).isBetween(1L, budget);
      assertThat(squeezed.status().cachedSessions()).isLessThan(roomy.status().cachedSessions());
    }
  }

  @Test
  void evictedSessionsGiveTheirMemoryBack() throws IOException {
    Assumptions.assumeTrue(Files.isReadable(STATUS));
    LoadedGenerator plenty = load(1L << 30);
    List<SubGenerator> all = uniform(plenty.description().channels());
    for (SubGenerator subGenerator : all) {
      render(plenty, subGenerator);
    }
    long cached = managers.get(0).status().cachedBytes();
    LoadedGenerator tight = load(cached / 4);
    for (SubGenerator subGenerator : all) {
      render(tight, subGenerator);
    }

    long before = residentKilobytes();
    for (int round = 0; round < ROUNDS; round++) {
      for (SubGenerator subGenerator : all) {
        render(tight, subGenerator);
      }
    }
    // Every round opens all sessions anew: if they were not freed, this would be six times them
    // all.
    assertThat((residentKilobytes() - before) << 10).isLessThan(cached);
  }
}
