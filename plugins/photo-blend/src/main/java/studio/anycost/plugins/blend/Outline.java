package studio.anycost.plugins.blend;

import java.util.List;
import studio.anycost.api.model.FaceMesh;

/**
 * The outline of a face, or of a head, in fractions of the square's side: a closed polygon.
 *
 * @param x of its corners
 * @param y of its corners
 * @param width of the face inside of it, which feathers are measured in
 */
record Outline(double[] x, double[] y, double width) {
  /** The border of the mesh of a face, from the top on to the right of the picture. */
  private static final int[] OVAL = {
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
  };

  private static final int TOP = 10;
  private static final int CHIN = 152;
  private static final int LEFT = 234;
  private static final int RIGHT = 454;

  /** The mesh ends below the hair: its upper part is drawn on by so much of the face's height. */
  private static final double FOREHEAD = 0.14;

  /** What a head has above, beside and below the outline of its face, in heights and widths. */
  private static final double HAIR = 0.42;

  private static final double SIDES = 0.30;
  private static final double NECK = 0.15;

  /** Where faces are in aligned portraits, for want of a mesh: an ellipse. */
  private static final double MIDDLE_Y = 0.58;

  private static final double HALF_WIDTH = 0.245;
  private static final double HALF_HEIGHT = 0.33;
  private static final int CORNERS = 48;

  /** The faces of meshes with their foreheads; where one is expected, if there are none. */
  static List<Outline> faces(List<FaceMesh> meshes) {
    return meshes.isEmpty()
        ? List.of(ellipse(0, 0, 0))
        : meshes.stream().map(mesh -> extended(mesh, FOREHEAD, 0, 0)).toList();
  }

  /** The heads of meshes, with hair and neck; where one is expected, if there are none. */
  static List<Outline> heads(List<FaceMesh> meshes) {
    return meshes.isEmpty()
        ? List.of(ellipse(HAIR - FOREHEAD, SIDES, NECK))
        : meshes.stream().map(mesh -> extended(mesh, HAIR, SIDES, NECK)).toList();
  }

  private static Outline ellipse(double above, double beside, double below) {
    double[] x = new double[CORNERS];
    double[] y = new double[CORNERS];
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      double sine = Math.sin(angle);
      x[i] = 0.5 + HALF_WIDTH * (1 + 2 * beside) * Math.cos(angle);
      y[i] = MIDDLE_Y + HALF_HEIGHT * (1 + 2 * (sine < 0 ? above : below)) * sine;
    }
    return new Outline(x, y, 2 * HALF_WIDTH);
  }

  private static double[] places(List<Float> mesh) {
    double[] result = new double[OVAL.length];
    for (int i = 0; i < OVAL.length; i++) {
      result[i] = mesh.get(OVAL[i]);
    }
    return result;
  }

  /** Middle and directions of a face: up by its height, right by its width. */
  private record Axes(
      double middleX, double middleY, double upX, double upY, double rightX, double rightY) {
    double height() {
      return Math.hypot(upX, upY);
    }

    double width() {
      return Math.hypot(rightX, rightY);
    }
  }

  private static Axes axes(FaceMesh mesh) {
    double middleX = (mesh.x().get(LEFT) + mesh.x().get(RIGHT)) / 2;
    double middleY = (mesh.y().get(LEFT) + mesh.y().get(RIGHT)) / 2;
    double upX = mesh.x().get(TOP) - mesh.x().get(CHIN);
    double upY = mesh.y().get(TOP) - mesh.y().get(CHIN);
    return new Axes(
        middleX,
        middleY,
        upX,
        upY,
        mesh.x().get(RIGHT) - mesh.x().get(LEFT),
        mesh.y().get(RIGHT) - mesh.y().get(LEFT));
  }

  /**
   * Moves corners outwards: what lies far up by most of {@code above}, and so on; beside the chin
   * there is no hair that belongs to the head alone.
   */
  private static Outline extended(FaceMesh mesh, double above, double beside, double below) {
    double[] x = places(mesh.x());
    double[] y = places(mesh.y());
    Axes axes = axes(mesh);
    double[] movedX = x.clone();
    double[] movedY = y.clone();
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - axes.middleX();
      double dy = y[i] - axes.middleY();
      double up = share(dx, dy, axes.upX(), axes.upY());
      double right = share(dx, dy, axes.rightX(), axes.rightY());
      double lift = up > 0 ? above * smooth(up / 0.5) : -below * smooth(-up / 0.6);
      double spread = 2 * beside * right * smooth((up + 0.45) / 0.4);
      movedX[i] += lift * axes.upX() + spread * axes.rightX();
      movedY[i] += lift * axes.upY() + spread * axes.rightY();
    }
    return new Outline(movedX, movedY, axes.width());
  }

  private static double share(double dx, double dy, double axisX, double axisY) {
    return (dx * axisX + dy * axisY) / (axisX * axisX + axisY * axisY);
  }

  private static double smooth(double value) {
    double bounded = Math.max(0, Math.min(1, value));
    return bounded * bounded * (3 - 2 * bounded);
  }

  /** How far inside a place is; negative outside. */
  double depth(double u, double v) {
    double nearest = Double.POSITIVE_INFINITY;
    boolean inside = false;
    for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
      nearest = Math.min(nearest, squaredDistance(u, v, i, j));
      boolean crosses = y[i] > v != y[j] > v;
      if (crosses && u < (x[j] - x[i]) * (v - y[i]) / (y[j] - y[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
  }

  private double squaredDistance(double u, double v, int i, int j) {
    double ex = x[j] - x[i];
    double ey = y[j] - y[i];
    double length = ex * ex + ey * ey;
    double along = length == 0 ? 0 : ((u - x[i]) * ex + (v - y[i]) * ey) / length;
    double bounded = Math.max(0, Math.min(1, along));
    double dx = u - x[i] - bounded * ex;
    double dy = v - y[i] - bounded * ey;
    return dx * dx + dy * dy;
  }
}
