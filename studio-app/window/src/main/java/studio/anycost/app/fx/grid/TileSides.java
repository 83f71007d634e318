package studio.anycost.app.fx.grid;

/**
 * How large square pictures with a few lines below each can be in a room.
 *
 * @param smallest side of a picture; where more would be needed for all of them the room is
 *     scrolled
 * @param gap between two
 */
record TileSides(double smallest, double gap) {
  /**
   * The largest side with which all are seen at once.
   *
   * @param count of the pictures, above 0
   * @param width of the room
   * @param height of the room
   * @param words height of the lines below a picture
   * @param largest of which a picture gets no better
   * @return {@link #smallest} at least if the room is as wide, and a whole number
   */
  double of(int count, double width, double height, double words, double largest) {
    double best = 0;
    for (int across = 1; across <= count; across++) {
      int rows = (count + across - 1) / across;
      double wide = (width - gap * (across - 1)) / across;
      double high = (height - gap * (rows - 1)) / rows - words;
      best = Math.max(best, Math.min(wide, high));
    }
    return Math.floor(best < smallest ? scrolled(count, width) : Math.min(largest, best));
  }

  /** They fill the width then, as many beside each other as there is room for. */
  private double scrolled(int count, double width) {
    int across = (int) Math.max(1, Math.min(count, (width + gap) / (smallest + gap)));
    return Math.max(1, Math.min(2 * smallest, (width - gap * (across - 1)) / across));
  }
}
