package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * The alignment plugin as it ships, on the real runtime: against the squares that an independent
 * implementation of the same networks and formula gives.
 */
class FaceAlignmentTest {
  private static final Path FACES = Path.of("src", "test", "resources", "faces");

  @TempDir Path home;
  private StudioEngine engine;

  @BeforeEach
  void open() throws IOException {
    StudioFolders folders =
        new StudioFolders(
            home,
            home.resolve("plugins"),
            home.resolve("logs"),
            home.resolve("cache"),
            Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY))));
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<Face> find(RgbImage pixels, TaskContext<ToolResult> task) throws IOException {
    Offered<Tool> tool =
        engine.tool("alignment").orElseThrow(() -> new AssertionError(engine.plugins().reports()));
    PortraitDocument document = engine.newDocument(new BaseStyle.Seed(1));
    ToolInput input = new ToolInput(document, Optional.of(pixels));
    ToolResult result = engine.run(tool, tool.schema().defaults(), input, task);
    return ((ToolResult.Faces) result).faces();
  }

  private static RgbImage read(String name) throws IOException {
    Photo photo = new PhotoReader().read(FACES.resolve(name + ".png"));
    assertThat(PhotoSource.of(photo).width()).isEqualTo(photo.pixels().width());
    return photo.pixels();
  }

  private static List<Face> golden(String name) throws IOException {
    JsonNode all = new ObjectMapper().readTree(FACES.resolve("faces.json").toFile());
    List<Face> faces = new ArrayList<>();
    for (JsonNode face : all.path(name)) {
      JsonNode points = face.path("points");
      faces.add(
          new Face(
              new Alignment(
                  face.path("centre").get(0).asDouble(),
                  face.path("centre").get(1).asDouble(),
                  face.path("axis").get(0).asDouble(),
                  face.path("axis").get(1).asDouble()),
              face.path("score").asDouble(),
              Optional.of(
                  new FacePoints(
                      place(points.get(0)),
                      place(points.get(1)),
                      place(points.get(2)),
                      place(points.get(3))))));
    }
    faces.sort(Comparator.comparingDouble((Face face) -> face.alignment().side()).reversed());
    return faces;
  }

  private static FacePoints.Place place(JsonNode xy) {
    return new FacePoints.Place(xy.get(0).asDouble(), xy.get(1).asDouble());
  }

  private static void assertNear(FacePoints.Place actual, FacePoints.Place expected) {
    assertThat(Math.hypot(actual.x() - expected.x(), actual.y() - expected.y()))
        .as("from %s to %s", actual, expected)
        .isLessThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "group", "render"})
  void findsEveryFaceWhereItIs(String name) throws IOException {
    List<Face> found = find(read(name), TaskContext.none());

    List<Face> expected = golden(name);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Alignment actual = found.get(i).alignment();
      Alignment square = expected.get(i).alignment();
      assertThat(actual.centreX()).isCloseTo(square.centreX(), within(0.5));
      assertThat(actual.centreY()).isCloseTo(square.centreY(), within(0.5));
      assertThat(actual.axisX()).isCloseTo(square.axisX(), within(0.5));
      assertThat(actual.axisY()).isCloseTo(square.axisY(), within(0.5));
      FacePoints points = found.get(i).points().orElseThrow();
      FacePoints places = expected.get(i).points().orElseThrow();
      assertNear(points.leftEye(), places.leftEye());
      assertNear(points.rightEye(), places.rightEye());
      assertNear(points.leftMouth(), places.leftMouth());
      assertNear(points.rightMouth(), places.rightMouth());
      assertThat(found.get(i).confidence()).isCloseTo(expected.get(i).confidence(), within(0.01));
    }
  }

  /** Four times as wide, as a camera would have it: looked at smaller, and found all the same. */
  @Test
  void findsTheFaceOfALargePhoto() throws IOException {
    RgbImage small = read("astronaut");
    int factor = 6;
    int width = small.width() * factor;
    int height = small.height() * factor;
    int[] large = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        large[y * width + x] = small.argb(x / factor, y / factor);
      }
    }

    List<Face> found = find(RgbImage.of(width, height, large), TaskContext.none());

    Alignment expected = golden("astronaut").get(0).alignment();
    assertThat(found).hasSize(1);
    Alignment actual = found.get(0).alignment();
    double near = 0.03 * factor * expected.side();
    assertThat(actual.centreX()).isCloseTo(factor * expected.centreX(), within(near));
    assertThat(actual.centreY()).isCloseTo(factor * expected.centreY(), within(near));
    assertThat(actual.side()).isCloseTo(factor * expected.side(), within(near));
  }

  /** The detector knows upright faces; what it is not sure of is looked at from all sides. */
  @ParameterizedTest
  @EnumSource
  void findsFacesWhicheverWayTheyStand(QuarterTurn turn) throws IOException {
    RgbImage photo = read("astronaut");

    List<Face> found = find(turn.apply(photo), TaskContext.none());

    assertThat(found).hasSize(1);
    Alignment back = turn.back(found.get(0).alignment(), photo.width(), photo.height());
    Alignment expected = golden("astronaut").get(0).alignment();
    assertThat(back.centreX()).isCloseTo(expected.centreX(), within(3.0));
    assertThat(back.centreY()).isCloseTo(expected.centreY(), within(3.0));
    assertThat(back.axisX()).isCloseTo(expected.axisX(), within(3.0));
    assertThat(back.axisY()).isCloseTo(expected.axisY(), within(4.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 400})
  void findsNoneWhereThereIsNone(int side) throws IOException {
    int[] pixels = new int[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 31 % 256 * 0x010101;
    }
    assertThat(find(RgbImage.of(side, side, pixels), TaskContext.none())).isEmpty();
  }

  @Test
  void endsWhenItIsCancelled() throws IOException {
    CancellationSource source = new CancellationSource();
    source.cancel();
    RgbImage photo = read("group");
    assertThatThrownBy(() -> find(photo, TaskContext.of(source.token(), ProgressListener.NONE)))
        .isInstanceOf(CancellationException.class);
  }
}
