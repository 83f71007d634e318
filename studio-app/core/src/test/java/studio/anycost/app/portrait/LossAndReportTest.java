package studio.anycost.app.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Loss;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Resampling;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** What an optimiser minimises, in graphs, is what a report tells, in plain code. */
class LossAndReportTest {
  private static final Path PHOTO = Path.of("src", "test", "resources", "faces", "render.png");

  @TempDir Path folder;
  private SessionManager sessions;
  private StudioPortraits portraits;
  private LoadedGenerator generator;
  private RgbImage photo;

  @BeforeEach
  void open() throws IOException {
    sessions = new SessionManager(RuntimeOptions.defaults());
    portraits = new StudioPortraits(sessions.networks(), new FeatureStore(folder), () -> false);
    generator = sessions.load(ModelBundle.openDefault());
    photo = new PhotoReader().read(PHOTO).pixels();
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 256, 256", "0.5, 128, 256", "0.25, 64, 256", "1, 256, 1024", "1, 128, 100"})
  void aTermIsTheDistanceOfTheReport(double ratio, int side, int photoSide) throws IOException {
    RgbImage target = Resampling.of(photo.width(), photoSide).apply(ImageTensor.of(photo)).toRgb();
    ImageTensor seen = ImageTensor.of(target);
    FaceMesh mesh = portraits.mesh(photo, CancellationToken.NONE).orElseThrow();
    FeatureNetwork perceptual = portraits.perceptual();
    FeatureNetwork identity = portraits.identity(mesh);
    StyleCode code = generator.styleOfSeed(3);
    SubGenerator sub = generator.description().channels().subGenerator(ratio, side);
    Objective objective =
        generator.objective(
            List.of(
                new Term.Features(1, perceptual, target),
                new Term.Features(2, identity, target),
                new Term.Pixels(3, target)),
            Noise.FIXED);

    Loss loss = objective.loss(code, sub, CancellationToken.NONE);

    ImageTensor picture = generator.render(code, sub, Noise.FIXED, CancellationToken.NONE);
    double perceived = FeatureDistance.to(perceptual, seen).of(picture, CancellationToken.NONE);
    double person = FeatureDistance.to(identity, seen).of(picture, CancellationToken.NONE);
    assertThat(loss.terms().get(0)).isCloseTo(perceived, within(2e-4 * perceived));
    assertThat(loss.terms().get(1)).isCloseTo(person, within(2e-3 * person));
    double pixels = squared(picture, Resampling.of(photoSide, side).apply(seen));
    assertThat(loss.terms().get(2)).isCloseTo(pixels, within(1e-4 * pixels));
  }

  private static double squared(ImageTensor a, ImageTensor b) {
    float[] x = a.toArray();
    float[] y = b.toArray();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (double) (x[i] - y[i]);
    }
    return sum / x.length;
  }

  @Test
  void likenessIsMadeOfTheSameNumbers() throws IOException {
    ImageTensor target = ImageTensor.of(photo);
    ImageTensor other =
        generator.render(
            generator.styleOfSeed(3),
            generator.description().channels().full(),
            Noise.FIXED,
            CancellationToken.NONE);
    Likeness likeness = Likeness.to(photo, portraits, CancellationToken.NONE);

    Difference same = likeness.of(target, CancellationToken.NONE);
    assertThat(same.l1() + same.mse() + same.perceptual()).isZero();
    assertThat(same.identity().orElseThrow()).isZero();

    Difference different = likeness.of(other, CancellationToken.NONE);
    FeatureNetwork identity =
        portraits.identity(portraits.mesh(photo, CancellationToken.NONE).orElseThrow());
    double squared = FeatureDistance.to(identity, target).of(other, CancellationToken.NONE);
    assertThat(different.identity().orElseThrow()).isCloseTo(Math.sqrt(squared), within(1e-6));
    assertThat(different.mse()).isCloseTo(squared(other, target), within(1e-6));
    assertThat(different.perceptual()).isPositive();
  }

  @Test
  void thereIsNoPersonInAPictureOfNobody() throws IOException {
    RgbImage grey = RgbImage.of(64, 64, new int[64 * 64]);
    Likeness likeness = Likeness.to(grey, portraits, CancellationToken.NONE);
    assertThat(likeness.of(ImageTensor.of(photo), CancellationToken.NONE).identity()).isEmpty();
  }
}
