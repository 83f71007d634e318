package studio.anycost.app.fx.portrait;

import java.util.Optional;
import javafx.geometry.Rectangle2D;

/**
 * Where a picture lies in a view: pure arithmetic, immutable.
 *
 * <p>A portrait is measured in pixels of the <em>full</em> generator, whatever sub-generator drew
 * it: a sharper picture of the same face lands in the same place.
 *
 * @param width of the view, logical pixels
 * @param height of the view, logical pixels
 * @param across of the picture, pixels
 * @param down of the picture, pixels
 * @param scale logical pixels per picture pixel; ignored while fitting
 * @param centreX picture coordinate in the middle of the view, 0..across
 * @param centreY picture coordinate in the middle of the view, 0..down
 * @param fitting whether the picture follows the size of the view
 */
public record Viewport(
    double width,
    double height,
    int across,
    int down,
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
  private static final double HIGHEST_TOLD = 1000;

  /** A view without a size yet, fitting. */
  public static Viewport initial(int side) {
    return initial(side, side);
  }

  private static Viewport initial(int across, int down) {
    return new Viewport(0, 0, across, down, 1, across / 2.0, down / 2.0, true);
  }

  /** The part of the picture in words, for {@link #ofText}. */
  public String toText() {
    return scale + " " + centreX + " " + centreY + " " + across + " " + down;
  }

  /** A part of a picture that {@link #toText} told; empty if the text tells none. */
  public static Optional<Viewport> ofText(String text) {
    String[] words = text.split(" ");
    if (words.length != 5) {
      return Optional.empty();
    }
    try {
      double scale = Double.parseDouble(words[0]);
      Viewport told =
          initial(Integer.parseInt(words[3]), Integer.parseInt(words[4]))
              .at(scale, Double.parseDouble(words[1]), Double.parseDouble(words[2]));
      boolean sane =
          told.across > 0
              && told.down > 0
              && scale > 0
              && scale <= HIGHEST_TOLD
              && Double.isFinite(told.centreX)
              && Double.isFinite(told.centreY);
      return sane ? Optional.of(told) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Viewport at(double newScale, double x, double y) {
    return new Viewport(width, height, across, down, newScale, x, y, false).clamped();
  }

  /** The same part as another view shows, where the picture has the same size. */
  public Viewport like(Viewport other) {
    return other.across == across && other.down == down
        ? at(other.scale, other.centreX, other.centreY)
        : this;
  }

  /** The same picture in a view of another size. */
  public Viewport resized(double newWidth, double newHeight) {
    return new Viewport(newWidth, newHeight, across, down, scale, centreX, centreY, fitting)
        .clamped();
  }

  /** Another square picture; keeps the visible part where the side is the same. */
  public Viewport withSide(int newSide) {
    return withSize(newSide, newSide);
  }

  /** Another picture; keeps the visible part where the size is the same. */
  public Viewport withSize(int newAcross, int newDown) {
    return newAcross == across && newDown == down
        ? this
        : initial(newAcross, newDown).resized(width, height);
  }

  /** Shows the whole picture, as large as the view allows. */
  public Viewport fit() {
    return new Viewport(width, height, across, down, scale, across / 2.0, down / 2.0, true);
  }

  /**
   * Shows a part of the picture as large as the view allows; all of the picture where that is no
   * smaller.
   *
   * @param part in pixels of the picture
   */
  public Viewport onto(Rectangle2D part) {
    double wide = Math.max(SMALLEST, width - 2 * MARGIN) / part.getWidth();
    double high = Math.max(SMALLEST, height - MARGIN - BOTTOM) / part.getHeight();
    double next = Math.min(highest(), Math.min(wide, high));
    if (next <= fitScale()) {
      return fit();
    }
    double middleX = (part.getMinX() + part.getMaxX()) / 2;
    // In the middle of what the floating bar leaves free.
    double middleY = (part.getMinY() + part.getMaxY()) / 2 + (BOTTOM - MARGIN) / 2 / next;
    return new Viewport(width, height, across, down, next, middleX, middleY, false).clamped();
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
    return new Viewport(
            width, height, across, down, now, centreX - dx / now, centreY - dy / now, false)
        .clamped();
  }

  /** Logical pixels per picture pixel, fitting or not. */
  public double effectiveScale() {
    return fitting ? fitScale() : scale;
  }

  /** The picture's place in view coordinates. */
  public Rectangle2D picture() {
    double now = effectiveScale();
    double x = fitting ? (width - across * now) / 2 : width / 2 - centreX * now;
    double y = fitting ? (height - down * now - BOTTOM + MARGIN) / 2 : height / 2 - centreY * now;
    return new Rectangle2D(x, y, across * now, down * now);
  }

  private Viewport withScaleAround(double x, double y, double wanted) {
    double now = effectiveScale();
    double next = Math.max(lowest(), Math.min(highest(), wanted));
    Rectangle2D place = picture();
    double pictureX = (x - place.getMinX()) / now;
    double pictureY = (y - place.getMinY()) / now;
    double nextCentreX = pictureX - (x - width / 2) / next;
    double nextCentreY = pictureY - (y - height / 2) / next;
    return new Viewport(width, height, across, down, next, nextCentreX, nextCentreY, false)
        .clamped();
  }

  private double fitScale() {
    double wide = Math.max(SMALLEST, width - 2 * MARGIN) / across;
    double high = Math.max(SMALLEST, height - MARGIN - BOTTOM) / down;
    return Math.min(LARGEST_FIT, Math.min(wide, high));
  }

  private double lowest() {
    return Math.min(SMALLEST / Math.max(across, down), fitScale());
  }

  private double highest() {
    return Math.max(LARGEST_FACTOR, 4 * fitScale());
  }

  /** The middle of the view never leaves the picture, so that it cannot be lost. */
  private Viewport clamped() {
    return new Viewport(
        width,
        height,
        across,
        down,
        scale,
        Math.max(0, Math.min(across, centreX)),
        Math.max(0, Math.min(down, centreY)),
        fitting);
  }
}
