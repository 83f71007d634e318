package studio.anycost.app.portrait;

import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.objective.Region;

/**
 * The square of a face that dlib's network was trained on: the similarity that brings five places
 * of the mesh closest to dlib's reference points (get_face_chip_details with five landmarks, a
 * quarter of the face's size to each side), by least squares.
 */
final class FaceChip {
  /**
   * Corners of the right eye, outer and inner; of the left eye, outer and inner; under the nose.
   */
  private static final int[] MESH = {263, 362, 33, 133, 2};

  private static final double[][] REFERENCE = {
    {0.8595674595992, 0.2134981538014},
    {0.6460604764104, 0.2289674387677},
    {0.1205750620789, 0.2137274526848},
    {0.3340850613712, 0.2290642403242},
    {0.4901123135679, 0.6277975316475},
  };

  private static final double PADDING = 0.25;

  private FaceChip() {}

  /** In fractions of the portrait. */
  static Region of(FaceMesh mesh) {
    int count = MESH.length;
    double[][] from = new double[count][2];
    double[] fromMean = new double[2];
    double[] toMean = new double[2];
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 2; axis++) {
        from[i][axis] = (PADDING + REFERENCE[i][axis]) / (1 + 2 * PADDING);
        fromMean[axis] += from[i][axis] / count;
      }
      toMean[0] += mesh.x().get(MESH[i]) / count;
      toMean[1] += mesh.y().get(MESH[i]) / count;
    }
    double size = 0;
    double along = 0;
    double across = 0;
    for (int i = 0; i < count; i++) {
      double ax = from[i][0] - fromMean[0];
      double ay = from[i][1] - fromMean[1];
      double bx = mesh.x().get(MESH[i]) - toMean[0];
      double by = mesh.y().get(MESH[i]) - toMean[1];
      size += ax * ax + ay * ay;
      along += ax * bx + ay * by;
      across += ax * by - ay * bx;
    }
    double axisX = along / size;
    double axisY = across / size;
    double x = 0.5 - fromMean[0];
    double y = 0.5 - fromMean[1];
    return new Region(
        toMean[0] + axisX * x - axisY * y, toMean[1] + axisY * x + axisX * y, axisX / 2, axisY / 2);
  }
}
