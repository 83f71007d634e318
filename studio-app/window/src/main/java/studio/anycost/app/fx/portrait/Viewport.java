package studio.anycost.app.fx.portrait;

import javafx.geometry.Rectangle2D;

/**
 * Where a square picture lies in a view: pure arithmetic, immutable.
 *
 * <p>The picture is measured in pixels of the <em>full</em> generator, whatever sub-generator drew
 * it: a sharper picture of the same face lands in the same place.
 *
 * @param width of the view, logical pixels
 * @param height of the view, logical pixels
 * @param side of the picture, pixels of the full generator
 * @param scale logical pixels per picture pixel; ignored while fitting
 * @param centreX picture coordinate in the middle of the view, 0..side
 * @param centreY picture coordinate in the middle of the view, 0..side
 * @param fitting whether the picture follows the size of the view
 */
public record Viewport(
    double width,
    double height,
    int side,
    double scale,
    double centreX,
    double centreY,
    boolean fitting) {
  /** Space kept free above and beside a fitting picture. */
  static final double MARGIN = 20;

  /** Space kept free below a fitting picture, for the floating bar. */
  static final double BOTTOM = 64;

  /** A picture that is enlarged further than this looks worse, not larger. */
  static final double LARGEST_FIT = 5;

  private static final double SMALLEST = 48;
  private static final double LARGEST_FACTOR = 16;

  /** A view without a size yet, fitting. */
  public static Viewport initial(int side) {
    return new Viewport(0, 0, side, 1, side / 2.0, side / 2.0, true);
  }

  /** The same picture in a view of another size. */
  public Viewport resized(double newWidth, double newHeight) {
    return new Viewport(newWidth, newHeight, side, scale, centreX, centreY, fitting).clamped();
  }

  /** Another picture; keeps the visible part where the side is the same. */
  public Viewport withSide(int newSide) {
    return newSide == side ? this : initial(newSide).resized(width, height);
  }

  /** Shows the whole picture, as large as the view allows. */
  public Viewport fit() {
    return new Viewport(width, height, side, scale, side / 2.0, side / 2.0, true);
  }

  /** Zooms in (above 1) or out (below 1) and keeps the picture point under (x, y) where it is. */
  public Viewport zoomedAround(double x, double y, double factor) {
    return withScaleAround(x, y, effectiveScale() * factor);
  }

  /** Zooms around the middle of the view to a given scale. */
  public Viewport withScale(double wanted) {
    return withScaleAround(width / 2, height / 2, wanted);
  }

  /** Moves the picture by logical pixels. */
  public Viewport panned(double dx, double dy) {
    double now = effectiveScale();
    return new Viewport(width, height, side, now, centreX - dx / now, centreY - dy / now, false)
        .clamped();
  }

  /** Logical pixels per picture pixel, fitting or not. */
  public double effectiveScale() {
    return fitting ? fitScale() : scale;
  }

  /** The picture's place in view coordinates. */
  public Rectangle2D picture() {
    double now = effectiveScale();
    double x = fitting ? (width - side * now) / 2 : width / 2 - centreX * now;
    double y = fitting ? (height - side * now - BOTTOM + MARGIN) / 2 : height / 2 - centreY * now;
    return new Rectangle2D(x, y, side * now, side * now);
  }

  private Viewport withScaleAround(double x, double y, double wanted) {
    double now = effectiveScale();
    double next = Math.max(lowest(), Math.min(highest(), wanted));
    Rectangle2D place = picture();
    double pictureX = (x - place.getMinX()) / now;
    double pictureY = (y - place.getMinY()) / now;
    double nextCentreX = pictureX - (x - width / 2) / next;
    double nextCentreY = pictureY - (y - height / 2) / next;
    return new Viewport(width, height, side, next, nextCentreX, nextCentreY, false).clamped();
  }

  private double fitScale() {
    double room = Math.max(SMALLEST, Math.min(width - 2 * MARGIN, height - MARGIN - BOTTOM));
    return Math.min(LARGEST_FIT, room / side);
  }

  private double lowest() {
    return Math.min(SMALLEST / side, fitScale());
  }

  private double highest() {
    return Math.max(LARGEST_FACTOR, 4 * fitScale());
  }

  /** The middle of the view never leaves the picture, so that it cannot be lost. */
  private Viewport clamped() {
    return new Viewport(
        width,
        height,
        side,
        scale,
        Math.max(0, Math.min(side, centreX)),
        Math.max(0, Math.min(side, centreY)),
        fitting);
  }
}
