package studio.anycost.app.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Resampling;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.export.features.LpipsImport;
import studio.anycost.models.io.Npy;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** The networks as they ship, on the real runtime. */
class StudioPortraitsTest {
  private static final Path LPIPS =
      Path.of("..", "..", "export-tools", "src", "test", "resources", "golden");
  private static final Path FACES = Path.of("src", "test", "resources", "faces");

  @TempDir Path folder;
  private SessionManager sessions;
  private FeatureStore store;
  private boolean importedIsChosen;
  private StudioPortraits portraits;

  @BeforeEach
  void open() {
    sessions = new SessionManager(RuntimeOptions.defaults());
    store = new FeatureStore(folder.resolve("features"));
    portraits = new StudioPortraits(sessions.networks(), store, () -> importedIsChosen);
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  /** A face of a picture, with what an independent implementation says of it. */
  private record Golden(Alignment square, RgbImage portrait, JsonNode node) {
    /** Mean distance of all places, in pixels of the picture. */
    double distance(FaceMesh mesh) {
      double sum = 0;
      for (int i = 0; i < FaceMesh.PLACES; i++) {
        double across = 2 * mesh.x().get(i) - 1;
        double down = 2 * mesh.y().get(i) - 1;
        double x = square.centreX() + across * square.axisX() - down * square.axisY();
        double y = square.centreY() + across * square.axisY() + down * square.axisX();
        sum +=
            Math.hypot(
                x - node.path("mesh").get(2 * i).asDouble(),
                y - node.path("mesh").get(2 * i + 1).asDouble());
      }
      return sum / FaceMesh.PLACES;
    }

    float[] descriptor() {
      float[] values = new float[128];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) node.path("descriptor").get(i).asDouble();
      }
      return values;
    }
  }

  private static List<Golden> golden(String name, int side) throws IOException {
    RgbImage photo = new PhotoReader().read(FACES.resolve(name + ".png")).pixels();
    JsonNode all = new ObjectMapper().readTree(FACES.resolve("meshes.json").toFile());
    List<Golden> result = new ArrayList<>();
    for (JsonNode face : all.path(name)) {
      Alignment square =
          new Alignment(
              face.path("centre").get(0).asDouble(),
              face.path("centre").get(1).asDouble(),
              face.path("axis").get(0).asDouble(),
              face.path("axis").get(1).asDouble());
      result.add(new Golden(square, Cutout.of(photo, square, side), face));
    }
    return result;
  }

  private FaceMesh mesh(RgbImage portrait) throws IOException {
    return portraits.mesh(portrait, CancellationToken.NONE).orElseThrow();
  }

  /**
   * The same network looks at nearly the same region; where it looks moves what it says a little.
   */
  @ParameterizedTest
  @CsvSource({"astronaut, 256", "astronaut, 1024", "group, 256", "group, 1024"})
  void theMeshOfAPortraitIsThatOfThePhoto(String name, int side) throws IOException {
    for (Golden face : golden(name, side)) {
      assertThat(face.distance(mesh(face.portrait()))).isLessThan(1.1);
    }
  }

  /** Even in a square that somebody drew by hand. */
  @Test
  void theMeshIsFoundInARoughSquare() throws IOException {
    Golden face = golden("astronaut", 512).get(0);
    Alignment rough =
        new Alignment(
            face.square().centreX() + 12,
            face.square().centreY() - 8,
            1.2 * face.square().axisX() - 10,
            1.2 * face.square().axisY() + 14);
    RgbImage photo = new PhotoReader().read(FACES.resolve("astronaut.png")).pixels();
    Golden seen = new Golden(rough, Cutout.of(photo, rough, 512), face.node());
    assertThat(seen.distance(mesh(seen.portrait()))).isLessThan(1.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 300})
  void thereIsNoMeshWithoutAFace(int side) throws IOException {
    int[] grey = new int[side * side];
    Arrays.fill(grey, 0x808080);
    assertThat(portraits.mesh(RgbImage.of(side, side, grey), CancellationToken.NONE)).isEmpty();
  }

  @Test
  void aMeshCanBeCancelled() throws IOException {
    CancellationSource source = new CancellationSource();
    source.cancel();
    RgbImage portrait = golden("astronaut", 256).get(0).portrait();
    assertThatThrownBy(() -> portraits.mesh(portrait, source.token()))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 1024})
  void theDescriptorOfAPortraitIsThatOfThePhoto(int side) throws IOException {
    List<Golden> group = golden("group", side);
    for (Golden face : group) {
      FeatureNetwork identity = portraits.identity(mesh(face.portrait()));
      float[] actual =
          identity
              .network()
              .run(
                  Map.of("image", identity.input().see(ImageTensor.of(face.portrait()))),
                  Set.of("descriptor"),
                  Priority.BACKGROUND,
                  CancellationToken.NONE)
              .get("descriptor")
              .toArray();
      for (Golden other : group) {
        double distance = distance(actual, other.descriptor());
        if (other == face) {
          assertThat(distance).isLessThan(0.15);
        } else {
          assertThat(distance).isGreaterThan(0.45);
        }
      }
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /**
   * What NumPy makes of the same network's features of the same pictures. Over twenty renders they
   * are 0.067, 0.075, 0.064, 0.152 and 0.437 on average.
   */
  @Test
  void thePerceptualDistanceIsThatOfTheFormula() throws IOException {
    ImageTensor face = read("render");
    FeatureDistance distance = FeatureDistance.to(portraits.perceptual(), face);
    assertThat(distance.of(face, CancellationToken.NONE)).isZero();
    assertThat(distance.of(blurred(face), CancellationToken.NONE))
        .isCloseTo(0.0871, within(0.0005));
    assertThat(distance.of(shifted(face, 2), CancellationToken.NONE))
        .isCloseTo(0.0790, within(0.0005));
    assertThat(distance.of(brighter(face), CancellationToken.NONE))
        .isCloseTo(0.0554, within(0.0005));
    ImageTensor coarse = Resampling.of(64, 256).apply(Resampling.of(256, 64).apply(face));
    assertThat(distance.of(coarse, CancellationToken.NONE)).isCloseTo(0.1888, within(0.0005));
    ImageTensor photo = read("astronaut");
    ImageTensor other = Resampling.of(photo.side(), 256).apply(photo);
    assertThat(distance.of(other, CancellationToken.NONE)).isCloseTo(0.6122, within(0.002));
  }

  private static ImageTensor read(String name) throws IOException {
    return ImageTensor.of(new PhotoReader().read(FACES.resolve(name + ".png")).pixels());
  }

  private static ImageTensor shifted(ImageTensor image, int by) {
    int side = image.side();
    float[] values = new float[3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.get(i / (side * side), i / side % side, (i % side + by) % side);
    }
    return ImageTensor.wrap(side, values);
  }

  private static ImageTensor brighter(ImageTensor image) {
    float[] values = image.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, (values[i] + 1) * 1.2f - 1);
    }
    return ImageTensor.wrap(image.side(), values);
  }

  /** By a Gaussian of one pixel. */
  private static ImageTensor blurred(ImageTensor image) {
    double[] kernel = new double[7];
    double total = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Math.exp(-(i - 3) * (i - 3) / 2.0);
      total += kernel[i];
    }
    int side = image.side();
    float[] values = new float[3 * side * side];
    for (int i = 0; i < values.length; i++) {
      int plane = i / (side * side);
      double sum = 0;
      for (int dy = -3; dy <= 3; dy++) {
        for (int dx = -3; dx <= 3; dx++) {
          int y = Math.max(0, Math.min(side - 1, i / side % side + dy));
          int x = Math.max(0, Math.min(side - 1, i % side + dx));
          sum += kernel[dy + 3] * kernel[dx + 3] * image.get(plane, y, x);
        }
      }
      values[i] = (float) (sum / (total * total));
    }
    return ImageTensor.wrap(side, values);
  }

  /** The two pictures and the number are PyTorch's, of a VGG of few channels. */
  @Test
  void comparesByTheImportedNetworkWhereItIsChosen() throws IOException {
    ImageTensor a = ImageTensor.of(48, Npy.read(LPIPS.resolve("lpips_a.npy")).data());
    ImageTensor b = ImageTensor.of(48, Npy.read(LPIPS.resolve("lpips_b.npy")).data());
    importedIsChosen = true;
    assertThatThrownBy(() -> portraits.perceptual())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("studio import-features");

    store.keep(
        LpipsImport.of(
            LPIPS.resolve("lpips_vgg.pth"), Optional.of(LPIPS.resolve("lpips_lin.pth"))));
    FeatureNetwork lpips = portraits.perceptual();
    assertThat(FeatureDistance.to(lpips, a).of(b, CancellationToken.NONE))
        .isCloseTo(0.222540, within(1e-5));
    assertThat(portraits.perceptual()).isSameAs(lpips);

    importedIsChosen = false;
    assertThat(portraits.perceptual().layers()).hasSize(5).isNotEqualTo(lpips.layers());
    importedIsChosen = true;
    Files.writeString(store.file(), "no graph");
    assertThatThrownBy(() -> portraits.perceptual())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lpips.onnx");
    assertThat(store.remove()).isTrue();
    assertThat(store.remove()).isFalse();
  }

  @Test
  void comparesPicturesOfAnySize() throws IOException {
    FeatureNetwork perceptual = portraits.perceptual();
    RgbImage portrait = golden("astronaut", 1024).get(0).portrait();
    ImageTensor large = ImageTensor.of(portrait);
    for (int side : new int[] {1, 4, 16, 17, 33, 64, 250, 1024}) {
      ImageTensor small = Resampling.of(1024, side).apply(large);
      assertThat(FeatureDistance.to(perceptual, large).of(small, CancellationToken.NONE))
          .isLessThan(side < 16 ? 0.4 : 0.01);
    }
    assertThat(perceptual.input().sideOf(512)).isEqualTo(256);
  }
}
