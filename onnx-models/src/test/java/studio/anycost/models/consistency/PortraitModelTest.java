package studio.anycost.models.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** The measure on the model that comes with the studio, and on the same one untrained. */
@Timeout(300)
class PortraitModelTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(2, 1 << 30);

  /** Of the model as it comes, measured once. */
  private static Consistency shipped;

  private interface Look<T> {
    T at(LoadedGenerator generator) throws Exception;
  }

  private static <T> T with(ModelBundle bundle, Look<T> look) throws Exception {
    try (SessionManager sessions = new SessionManager(OPTIONS)) {
      return look.at(sessions.load(bundle));
    }
  }

  private static Consistency table(ModelBundle bundle) throws Exception {
    return with(bundle, generator -> ConsistencyMeasure.of(generator, TaskContext.none()));
  }

  private static synchronized Consistency shippedTable() throws Exception {
    if (shipped == null) {
      shipped = table(ModelBundle.openDefault());
    }
    return shipped;
  }

  private static ChannelTable channels() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      return bundle.description().channels();
    }
  }

  private static ImageTensor picture(ModelBundle bundle) throws Exception {
    return with(
        bundle,
        generator ->
            generator.render(
                generator.styleOfSeed(3),
                generator.description().channels().full(),
                Noise.FIXED,
                CancellationToken.NONE));
  }

  /** Which tells that nobody changed the model or the measure without measuring anew. */
  @Test
  void theManifestHasWhatIsMeasured() throws Exception {
    Consistency measured = shippedTable();
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      Consistency stored = bundle.manifest().consistency().orElseThrow();
      assertThat(stored.origin()).isEqualTo(measured.origin());
      assertThat(stored.entries()).hasSameSizeAs(measured.entries());
      stored.entries().forEach(entry -> assertAlike(entry, measured));
    }
  }

  /** Another processor may round the last digit the other way. */
  private static void assertAlike(Consistency.Entry entry, Consistency table) {
    assertThat(entry.distance().orElseThrow())
        .as(entry.toString())
        .isEqualTo(
            table.entry(entry.ratio(), entry.resolution()).orElseThrow().distance().orElseThrow(),
            offset(0.011));
  }

  @Test
  void itWasTrainedForEverything() throws Exception {
    assertThat(shippedTable().entries())
        .allSatisfy(entry -> assertThat(entry.distance().orElseThrow()).isLessThan(0.16));
  }

  @Test
  void withItsChannelsInAnyOrderItIsTheSameModelWithoutSubGenerators(@TempDir Path folder)
      throws Exception {
    Path target = folder.resolve("shuffled");
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      ShuffledBundle.write(bundle, target);
    }
    assertThat(picture(ModelBundle.open(target)).toArray())
        .containsExactly(picture(ModelBundle.openDefault()).toArray(), offset(2e-3f));

    Consistency trained = shippedTable();
    Consistency shuffled = table(ModelBundle.open(target));
    ChannelTable table = channels();
    for (Consistency.Entry entry : shuffled.entries()) {
      double distance = entry.distance().orElseThrow();
      if (table
          .subGenerator(entry.ratio(), entry.resolution())
          .equals(table.subGenerator(1, entry.resolution()))) {
        assertAlike(entry, trained);
      } else {
        assertThat(distance).as(entry.toString()).isGreaterThan(0.2);
      }
    }
    assertThat(shuffled.entries()).hasSize(4 * ChannelTable.RATIOS.size());
  }
}
