package studio.anycost.app.fx.align;

import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import studio.anycost.api.model.FacePoints.Place;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.photo.QuarterTurn;

/** A round magnifier: the photo's own pixels around a place, with a cross on it. */
final class Loupe extends Pane {
  /** Its size on the screen. */
  static final double DIAMETER = 168;

  /** As many times as large as the photo around it, where the photo has the pixels. */
  private static final double LARGER = 4;

  private static final double LARGEST_PIXEL = 12;
  private static final double GAP = 5;

  private final ImageView picture = new ImageView();
  private RgbImage photo;
  private QuarterTurn turn = QuarterTurn.NONE;

  Loupe() {
    setId("hand-loupe");
    getStyleClass().add("hand-loupe");
    setMouseTransparent(true);
    setManaged(false);
    setVisible(false);
    resize(DIAMETER, DIAMETER);
    double middle = DIAMETER / 2;
    picture.setSmooth(false);
    Pane lens = new Pane(picture);
    lens.resize(DIAMETER, DIAMETER);
    lens.setManaged(false);
    lens.setClip(new Circle(middle, middle, middle - 1));
    Circle ring = new Circle(middle, middle, middle - 1.5);
    ring.getStyleClass().add("hand-loupe-ring");
    getChildren().addAll(lens, ring);
    for (String style : new String[] {"hand-cross-under", "hand-cross"}) {
      for (int side = 0; side < 4; side++) {
        double dx = side == 0 ? 1 : side == 1 ? -1 : 0;
        double dy = side == 2 ? 1 : side == 3 ? -1 : 0;
        double far = 26;
        Line line =
            new Line(middle + GAP * dx, middle + GAP * dy, middle + far * dx, middle + far * dy);
        line.getStyleClass().add(style);
        getChildren().add(line);
      }
    }
  }

  /** Takes the photo and how it is turned. */
  void show(RgbImage pixels, QuarterTurn turned) {
    photo = pixels;
    turn = turned;
  }

  /**
   * Shows a place.
   *
   * @param place on the turned photo, in pixels of {@link #show}'s photo
   * @param scale of the photo on the screen: logical pixels a pixel
   */
  void look(Place place, double scale) {
    if (photo == null) {
      return;
    }
    double pixel = Math.max(1, Math.min(LARGEST_PIXEL, Math.round(LARGER * scale)));
    int reach = (int) Math.ceil(DIAMETER / 2 / pixel) + 1;
    int size = 2 * reach + 1;
    int column = (int) Math.floor(place.x());
    int row = (int) Math.floor(place.y());
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        argb[y * size + x] = pixel(column + x - reach, row + y - reach);
      }
    }
    WritableImage image = new WritableImage(size, size);
    image
        .getPixelWriter()
        .setPixels(0, 0, size, size, PixelFormat.getIntArgbInstance(), argb, 0, size);
    picture.setImage(image);
    picture.setFitWidth(size * pixel);
    picture.setFitHeight(size * pixel);
    picture.relocate(
        DIAMETER / 2 - (reach + place.x() - column) * pixel,
        DIAMETER / 2 - (reach + place.y() - row) * pixel);
  }

  /** A pixel of the turned photo; black outside. */
  private int pixel(int x, int y) {
    Place there = turn.back(new Place(x + 0.5, y + 0.5), photo.width(), photo.height());
    int column = (int) Math.floor(there.x());
    int row = (int) Math.floor(there.y());
    boolean inside = column >= 0 && row >= 0 && column < photo.width() && row < photo.height();
    return inside ? photo.argb(column, row) : 0xff000000;
  }
}
