package studio.anycost.plugins.alignment;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.task.CancellationToken;

/** The detector and the mesh, from pictures to what they say. */
final class FaceNetworks {
  private static final int DETECTOR_SIDE = 128;
  private static final int MESH_SIDE = 192;
  private static final int POINTS = 6;
  private static final int MESH_POINTS = 468;
  private static final int COLOURS = 3;

  /** What the mesh network is sure enough of. */
  private static final double PRESENT = 0.5;

  private final Network detector;
  private final Network mesh;

  private FaceNetworks(Network detector, Network mesh) {
    this.detector = detector;
    this.mesh = mesh;
  }

  static FaceNetworks open(Networks networks) throws IOException {
    return new FaceNetworks(
        open(networks, "face detector", "face_detector.onnx"),
        open(networks, "face mesh", "face_mesh.onnx"));
  }

  private static Network open(Networks networks, String name, String file) throws IOException {
    try (InputStream in = FaceNetworks.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(Texts.of("faceNetworks.thePluginsFileIs", file));
      }
      return networks.open(name, in.readAllBytes());
    }
  }

  /**
   * Looks at several squares at once.
   *
   * @return for each of them what was found with at least some score, in units of its side
   */
  List<List<Detection>> detect(
      Sampler photo, List<Square> squares, double score, CancellationToken cancellation)
      throws IOException {
    Map<String, FloatTensor> found =
        detector.run(
            Map.of("image", pictures(photo, squares, DETECTOR_SIDE)),
            Set.of("boxes", "keypoints", "scores"),
            Priority.BACKGROUND,
            cancellation);
    float[] scores = found.get("scores").toArray();
    float[] boxes = found.get("boxes").toArray();
    float[] points = found.get("keypoints").toArray();
    int anchors = scores.length / squares.size();
    List<List<Detection>> result = new ArrayList<>();
    for (int square = 0; square < squares.size(); square++) {
      List<Detection> detections = new ArrayList<>();
      for (int i = square * anchors; i < (square + 1) * anchors; i++) {
        if (scores[i] >= score) {
          detections.add(detection(scores[i], boxes, points, i));
        }
      }
      result.add(detections);
    }
    return result;
  }

  private static Detection detection(float score, float[] boxes, float[] points, int at) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      int first = 2 * (at * POINTS + i);
      places.add(new Place(points[first], points[first + 1]));
    }
    int box = 4 * at;
    return new Detection(score, boxes[box], boxes[box + 1], boxes[box + 2], boxes[box + 3], places);
  }

  /**
   * The points of the faces in some squares of the photo.
   *
   * @return for each square its mesh, or null where there is no face after all
   */
  List<Mesh> mesh(Sampler photo, List<Square> squares, CancellationToken cancellation)
      throws IOException {
    Map<String, FloatTensor> found =
        mesh.run(
            Map.of("image", pictures(photo, squares, MESH_SIDE)),
            Set.of("mesh", "presence"),
            Priority.BACKGROUND,
            cancellation);
    float[] presence = found.get("presence").toArray();
    float[] points = found.get("mesh").toArray();
    List<Mesh> result = new ArrayList<>();
    for (int square = 0; square < squares.size(); square++) {
      result.add(presence[square] >= PRESENT ? mesh(points, square, squares.get(square)) : null);
    }
    return result;
  }

  private static Mesh mesh(float[] points, int at, Square square) {
    List<Place> places = new ArrayList<>(MESH_POINTS);
    for (int i = 0; i < MESH_POINTS; i++) {
      int first = COLOURS * (at * MESH_POINTS + i);
      places.add(square.at(points[first] / MESH_SIDE, points[first + 1] / MESH_SIDE));
    }
    return new Mesh(places);
  }

  private static FloatTensor pictures(Sampler photo, List<Square> squares, int side) {
    int each = COLOURS * side * side;
    float[] pictures = new float[squares.size() * each];
    for (int i = 0; i < squares.size(); i++) {
      photo.sample(squares.get(i), side, pictures, i * each);
    }
    return FloatTensor.wrap(pictures, squares.size(), COLOURS, side, side);
  }
}
