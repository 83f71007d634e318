package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.ModelBundle;

/** All uniform sub-generators of the real model, with less memory for sessions than they take. */
@Timeout(120)
class BudgetTest {
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

  private static float[] render(LoadedGenerator generator, SubGenerator subGenerator)
      throws IOException {
    return generator
        .render(generator.styleOfSeed(7), subGenerator, Noise.FIXED, CancellationToken.NONE)
        .toArray();
  }

  @Test
  void sessionsAreEvictedAndPicturesStayTheSame() throws IOException {
    LoadedGenerator plenty = load(1L << 30);
    SessionManager roomy = managers.get(0);
    List<SubGenerator> all = SqueezedRenders.uniform(plenty.description().channels());
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
}
