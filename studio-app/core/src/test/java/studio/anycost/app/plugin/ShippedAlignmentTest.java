package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/**
 * All points of the mesh that the alignment plugin works with, where they lie in the photo: against
 * those of an independent implementation.
 *
 * <p>The plugin tells of four places alone. The services of this test note what its mesh network
 * says, in pixels of what that looked at, and the four places are how this lies in the photo.
 */
class ShippedAlignmentTest {
  private static final Path PLUGINS = Path.of("..", "target", "distribution", "plugins");
  private static final Path FACES = Path.of("src", "test", "resources", "faces");
  private static final int POINTS = 468;
  private static final int[] LEFT_EYE = {
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7
  };
  private static final int[] RIGHT_EYE = {
    263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249
  };
  private static final int LEFT_CORNER = 61;
  private static final int RIGHT_CORNER = 291;

  @TempDir Path user;
  private PluginHost host;
  private SessionManager sessions;

  @BeforeEach
  void start() {
    sessions = new SessionManager(RuntimeOptions.defaults());
    host = new PluginHost(List.of(PLUGINS), user);
    host.start();
  }

  @AfterEach
  void close() {
    host.close();
    sessions.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "group", "render"})
  void theMeshLiesWhereItShould(String name) throws IOException {
    Noting noting = new Noting(new FakeGenerator(), sessions.networks(), new ArrayList<>());
    Tool tool =
        host.contributions().tools().stream()
            .filter(each -> each.info().id().equals("alignment"))
            .findFirst()
            .orElseThrow();
    RgbImage photo = new PhotoReader().read(FACES.resolve(name + ".png")).pixels();
    ToolRequest request =
        new ToolRequest(
            tool.parameters(noting.generator().description()).defaults(),
            Optional.of(photo),
            Optional.empty());
    List<Face> faces = ((ToolResult.Faces) tool.run(request, noting, TaskContext.none())).faces();

    List<Places> expected = golden(name);
    assertThat(faces).hasSameSizeAs(expected);
    for (int i = 0; i < faces.size(); i++) {
      Places four = Places.of(faces.get(i).points().orElseThrow());
      // Of the faces that were looked at it is the one that its four places fit.
      Places mesh =
          noting.meshes().stream()
              .map(each -> each.onto(four))
              .min(Comparator.comparingDouble(each -> each.four().farthest(four)))
              .orElseThrow();
      assertThat(mesh.four().farthest(four)).isLessThan(1e-2);
      assertThat(mesh.farthest(expected.get(i))).isLessThan(0.5);
    }
  }

  private static List<Places> golden(String name) throws IOException {
    JsonNode all = new ObjectMapper().readTree(FACES.resolve("meshes.json").toFile());
    List<JsonNode> faces = new ArrayList<>();
    all.path(name).forEach(faces::add);
    faces.sort(
        Comparator.comparingDouble(
                (JsonNode face) ->
                    Math.hypot(
                        face.path("axis").get(0).asDouble(), face.path("axis").get(1).asDouble()))
            .reversed());
    List<Places> result = new ArrayList<>();
    for (JsonNode face : faces) {
      double[] xy = new double[2 * POINTS];
      for (int i = 0; i < xy.length; i++) {
        xy[i] = face.path("mesh").get(i).asDouble();
      }
      result.add(new Places(xy));
    }
    return result;
  }

  /**
   * Places of a picture.
   *
   * @param xy x and y of one after the other
   */
  private record Places(double[] xy) {
    static Places of(FacePoints points) {
      return new Places(
          new double[] {
            points.leftEye().x(), points.leftEye().y(),
            points.rightEye().x(), points.rightEye().y(),
            points.leftMouth().x(), points.leftMouth().y(),
            points.rightMouth().x(), points.rightMouth().y()
          });
    }

    /** Eyes and mouth of a mesh. */
    Places four() {
      double[] four = new double[8];
      int[][] groups = {LEFT_EYE, RIGHT_EYE, {LEFT_CORNER}, {RIGHT_CORNER}};
      for (int i = 0; i < groups.length; i++) {
        for (int index : groups[i]) {
          four[2 * i] += xy[2 * index] / groups[i].length;
          four[2 * i + 1] += xy[2 * index + 1] / groups[i].length;
        }
      }
      return new Places(four);
    }

    /** This mesh, moved, turned and scaled so that its eyes and mouth lie as others do. */
    Places onto(Places others) {
      double[] from = four().xy;
      double[] to = others.xy;
      double[] fromMean = mean(from);
      double[] toMean = mean(to);
      double across = 0;
      double turned = 0;
      double square = 0;
      for (int i = 0; i < from.length; i += 2) {
        double x = from[i] - fromMean[0];
        double y = from[i + 1] - fromMean[1];
        double u = to[i] - toMean[0];
        double v = to[i + 1] - toMean[1];
        across += x * u + y * v;
        turned += x * v - y * u;
        square += x * x + y * y;
      }
      double[] moved = new double[xy.length];
      for (int i = 0; i < xy.length; i += 2) {
        double x = (xy[i] - fromMean[0]) / square;
        double y = (xy[i + 1] - fromMean[1]) / square;
        moved[i] = toMean[0] + across * x - turned * y;
        moved[i + 1] = toMean[1] + turned * x + across * y;
      }
      return new Places(moved);
    }

    private static double[] mean(double[] xy) {
      double[] mean = new double[2];
      for (int i = 0; i < xy.length; i++) {
        mean[i % 2] += 2 * xy[i] / xy.length;
      }
      return mean;
    }

    /** The largest distance of two of the same number. */
    double farthest(Places other) {
      assertThat(other.xy).hasSameSizeAs(xy);
      double farthest = 0;
      for (int i = 0; i < xy.length; i += 2) {
        farthest = Math.max(farthest, Math.hypot(xy[i] - other.xy[i], xy[i + 1] - other.xy[i + 1]));
      }
      return farthest;
    }
  }

  /**
   * Lends networks, and notes what those with a mesh say.
   *
   * @param meshes takes them, in pixels of what was looked at
   */
  private record Noting(Generator generator, Networks real, List<Places> meshes)
      implements Services {
    @Override
    public Networks networks() {
      return (name, onnx) -> new NotingNetwork(real.open(name, onnx), meshes);
    }

    @Override
    public PortraitNetworks portraits() {
      throw new AssertionError("the plugin brings its own networks");
    }
  }

  private record NotingNetwork(Network real, List<Places> meshes) implements Network {
    @Override
    public String name() {
      return real.name();
    }

    @Override
    public List<Port> inputs() {
      return real.inputs();
    }

    @Override
    public List<Port> outputs() {
      return real.outputs();
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation)
        throws IOException {
      Map<String, FloatTensor> result = real.run(inputs, outputs, priority, cancellation);
      if (result.containsKey("mesh")) {
        float[] values = result.get("mesh").toArray();
        for (int at = 0; at < values.length; at += 3 * POINTS) {
          double[] xy = new double[2 * POINTS];
          for (int i = 0; i < POINTS; i++) {
            xy[2 * i] = values[at + 3 * i];
            xy[2 * i + 1] = values[at + 3 * i + 1];
          }
          meshes.add(new Places(xy));
        }
      }
      return result;
    }
  }
}
