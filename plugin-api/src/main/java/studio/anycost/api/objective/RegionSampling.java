package studio.anycost.api.objective;

import studio.anycost.api.model.ImageTensor;

/**
 * How a region of a square picture becomes a picture of its own. Where it becomes smaller by a
 * factor of 1.5 or more, the picture is first averaged down by the nearest whole factor ({@link
 * #averaged}); then every pixel of the result is a weighted sum of four of it, bilinear between
 * their centres, with the picture continued over half a pixel at its border and zeros beyond.
 * Immutable.
 */
public final class RegionSampling {
  private static final int TAPS = 4;

  private final int side;
  private final Resampling averaging;
  private final int[] places;
  private final float[] weights;

  private RegionSampling(Region region, int pictureSide, int side) {
    this.side = side;
    double shrinking = 2 * Math.hypot(region.axisX(), region.axisY()) * pictureSide / side;
    int whole = (int) Math.max(1, Math.min(pictureSide, Math.rint(shrinking)));
    int averaged = Math.max(1, Math.round(pictureSide / (float) whole));
    this.averaging = Resampling.of(pictureSide, averaged);
    int count = Math.multiplyExact(side, side);
    this.places = new int[Math.multiplyExact(TAPS, count)];
    this.weights = new float[TAPS * count];
    for (int row = 0; row < side; row++) {
      double down = (2 * row + 1.0) / side - 1;
      for (int column = 0; column < side; column++) {
        double across = (2 * column + 1.0) / side - 1;
        double x = region.centreX() + across * region.axisX() - down * region.axisY();
        double y = region.centreY() + across * region.axisY() + down * region.axisX();
        place(row * side + column, count, x * averaged, y * averaged, averaged);
      }
    }
  }

  /**
   * For pictures of one size.
   *
   * @param pictureSide of the whole picture, pixels
   * @param side of the result, pixels
   */
  public static RegionSampling of(Region region, int pictureSide, int side) {
    return new RegionSampling(region, pictureSide, side);
  }

  private void place(int at, int count, double x, double y, int last) {
    if (!(x >= 0 && y >= 0 && x < last && y < last)) {
      return; // weights of 0 at place 0
    }
    int left = (int) Math.floor(x - 0.5);
    int top = (int) Math.floor(y - 0.5);
    float right = (float) (x - 0.5 - left);
    float below = (float) (y - 0.5 - top);
    int row0 = Math.max(0, top) * last;
    int row1 = Math.min(last - 1, top + 1) * last;
    int column0 = Math.max(0, left);
    int column1 = Math.min(last - 1, left + 1);
    tap(0, at, count, row0 + column0, (1 - below) * (1 - right));
    tap(1, at, count, row0 + column1, (1 - below) * right);
    tap(2, at, count, row1 + column0, below * (1 - right));
    tap(3, at, count, row1 + column1, below * right);
  }

  private void tap(int tap, int at, int count, int place, float weight) {
    places[tap * count + at] = place;
    weights[tap * count + at] = weight;
  }

  /** How the whole picture is brought to the size that is sampled; often to its own. */
  public Resampling averaging() {
    return averaging;
  }

  /**
   * Where the four pixels of each pixel lie: {@code [4][side * side]} indices into a plane of
   * {@code averaging().to()} squared values. A new array.
   */
  public int[] places() {
    return places.clone();
  }

  /**
   * Their weights {@code [4][side * side]}: four that sum to 1, or four zeros outside the picture.
   * A new array.
   */
  public float[] weights() {
    return weights.clone();
  }

  /**
   * The region as a picture.
   *
   * @param outside the value of what lies outside the picture
   * @throws IllegalArgumentException if the picture has another side
   */
  public ImageTensor apply(ImageTensor picture, float outside) {
    ImageTensor averaged = averaging.apply(picture);
    float[] values = averaged.toArray();
    int plane = averaged.side() * averaged.side();
    int count = side * side;
    float[] result = new float[3 * count];
    for (int colour = 0; colour < 3; colour++) {
      for (int i = 0; i < count; i++) {
        float sum = outside;
        for (int tap = 0; tap < TAPS; tap++) {
          float weight = weights[tap * count + i];
          sum += weight * (values[colour * plane + places[tap * count + i]] - outside);
        }
        result[colour * count + i] = sum;
      }
    }
    return ImageTensor.wrap(side, result);
  }
}
