package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;

/** On the bundle that comes along. */
class StyleDistanceTest {
  private static final double SLIDER_END = 3;

  @TempDir Path home;
  private StudioEngine engine;
  private LoadedGenerator generator;
  private StyleDistance distance;

  @BeforeEach
  void open() throws IOException {
    EngineFactory engines =
        new EngineFactory(
            new StudioFolders(
                home,
                home.resolve("plugins"),
                home.resolve("logs"),
                home.resolve("cache"),
                Optional.empty()),
            RuntimeOptions.defaults());
    engine = engines.openWithoutPlugins(engines.openBundle(Optional.empty()));
    generator = engine.generator();
    distance = StyleDistance.of(generator);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private StyleCode bold(long seed) {
    return generator.styleOfSeed(seed).truncated(generator.description().meanStyleArray(), 1.5);
  }

  @Test
  void mappedStylesAreNearHoweverBold() {
    for (long seed = 1000; seed < 1100; seed++) {
      assertThat(distance.of(bold(seed))).isLessThan(StyleDistance.FAR);
    }
    float[] mean = generator.description().meanStyleArray();
    assertThat(distance.of(StyleCode.broadcast(mean, generator.description().styleCount())))
        .isZero();
  }

  @Test
  void editsAtTheEndsOfTheirSlidersAreNear() {
    for (Boundary boundary : generator.description().boundaries()) {
      for (int end : new int[] {-1, 1}) {
        StyleCode code = bold(1000 + end);
        double step = end * SLIDER_END * boundary.standardDeviation();
        StyleCode edited = code.plus(boundary.normal(), step, code.count());
        assertThat(distance.of(edited)).as(boundary.name()).isLessThan(StyleDistance.FAR);
      }
    }
  }

  @Test
  void projectedCodesAreNear() throws IOException {
    Network encoder = generator.encoder().orElseThrow();
    for (long seed = 0; seed < 5; seed++) {
      ImageTensor picture =
          generator.render(
              generator.styleOfSeed(seed),
              generator.description().channels().full(),
              Noise.FIXED,
              CancellationToken.NONE);
      int side = picture.side();
      float[] styles =
          encoder
              .run(FloatTensor.wrap(picture.toArray(), 1, 3, side, side), CancellationToken.NONE)
              .toArray();
      int count = generator.description().styleCount();
      StyleCode code = StyleCode.of(count, styles.length / count, styles);
      assertThat(distance.of(code)).isLessThan(StyleDistance.FAR);
    }
  }

  @Test
  void inputLatentsThatWereTakenForStylesAreFar() {
    int dimension = generator.description().styleDimension();
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      float[] z = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        z[i] = (float) random.nextGaussian();
      }
      assertThat(distance.of(StyleCode.broadcast(z, generator.description().styleCount())))
          .isGreaterThan(StyleDistance.FAR);
    }
  }

  @Test
  void mostLayersDecide() {
    int dimension = generator.description().styleDimension();
    StyleCode near = generator.styleOfSeed(7);
    StyleCode far = StyleCode.broadcast(new float[dimension], near.count());
    assertThat(distance.of(near.mixedWith(far, near.count() - 2))).isLessThan(StyleDistance.FAR);
    assertThat(distance.of(far.mixedWith(near, near.count() - 2))).isEqualTo(distance.of(far));
  }
}
