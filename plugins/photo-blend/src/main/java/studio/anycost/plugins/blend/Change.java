package studio.anycost.plugins.blend;

/**
 * What an edit means for the photo, over the square of the face.
 *
 * <p>The photo is the unedited render, a soft difference of light and colour, and what else the
 * projection missed. The edited face gets the soft difference always: that is the colour match.
 * What was missed is kept where the edit changes no structure, so that skin, hair and grain stay
 * the photo's, and is let go where it does: a mouth that opens must not keep the line of the closed
 * one.
 *
 * @param colours to be added to the photo
 * @param detail one plane, 0..1: how much of what is finer than the renders stays the photo's
 */
record Change(Planes colours, Planes detail) {
  /** From this error on the photo's finest detail does not fit to a render, 0..255. */
  private static final double ALIKE = 6;

  private static final double APART = 20;

  /** Where the error is looked at: standard deviation, of the side. */
  private static final double NEAR = 0.012;

  /**
   * @param moved what the edit does to the picture
   * @param replaces whether the rendered face takes the place of the photo's, instead of the edit's
   *     difference being added to it
   */
  static Change of(Missed missed, Movement moved, boolean replaces) {
    Planes difference = moved.difference();
    Planes rest = missed.rest();
    int side = rest.side();
    float[] error = rest.amplitude(NEAR * side);
    Planes colours = Planes.zero(side, Planes.COLOURS);
    Planes detail = Planes.zero(side, 1);
    for (int i = 0; i < side * side; i++) {
      float kept = 1 - moved.share()[i];
      float rendered = replaces ? 1 : 1 - kept;
      for (int plane = 0; plane < Planes.COLOURS; plane++) {
        colours.data()[plane][i] = difference.data()[plane][i] - rendered * rest.data()[plane][i];
      }
      float fits = 1 - (float) FaceMask.smooth((error[i] - ALIKE) / (APART - ALIKE));
      detail.data()[0][i] = replaces ? kept * fits : kept;
    }
    return new Change(colours, detail);
  }
}
