package studio.anycost.plugins.blend;

/**
 * What an edit means for the photo, over the square of the face.
 *
 * <p>The photo is the unedited render in another light, and what else the projection missed (see
 * {@link Missed}). The edited face gets that light always: that is the colour match. What was
 * missed is kept where the edit changes no structure, so that skin, hair and grain stay the
 * photo's, and is let go where it does: a mouth that opens must not keep the line of the closed
 * one.
 *
 * <p>Where it is kept, a photo that is darker or brighter than the render has less room to black or
 * white, and the difference shrinks with the room. Cut off at 0 or 255 instead, one colour would
 * stop before the others, and hair that turns blond would turn yellow.
 *
 * @param colours to be added to the photo
 * @param detail one plane, 0..1: how much of what is finer than the renders stays the photo's
 */
record Change(Planes colours, Planes detail) {
  private static final float WHITE = 255;

  /** From this error on the photo's finest detail does not fit to a render, 0..255. */
  private static final double ALIKE = 6;

  private static final double APART = 20;

  /** Where the error is looked at: standard deviation, of the side. */
  private static final double NEAR = 0.012;

  /**
   * @param unedited the render before the edit
   * @param moved what the edit does to the picture
   * @param replaces whether the rendered face takes the place of the photo's, instead of the edit's
   *     difference being added to it
   */
  static Change of(Missed missed, Planes unedited, Movement moved, boolean replaces) {
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
        float gain = missed.gain().data()[plane][i];
        float lit = gain * unedited.data()[plane][i];
        float missing = rest.data()[plane][i];
        colours.data()[plane][i] =
            roomy(gain * difference.data()[plane][i], lit, lit + (1 - rendered) * missing)
                - rendered * missing;
      }
      float fits = 1 - (float) FaceMask.smooth((error[i] - ALIKE) / (APART - ALIKE));
      detail.data()[0][i] = replaces ? kept * fits : kept;
    }
    return new Change(colours, detail);
  }

  /**
   * A difference that fits one value, for another.
   *
   * @param fitting the value, 0..255
   * @param value the other, 0..255
   * @return no more than the difference, of the same sign
   */
  private static float roomy(float difference, float fitting, float value) {
    float needed = difference < 0 ? fitting : WHITE - fitting;
    float room = difference < 0 ? value : WHITE - value;
    return room >= needed ? difference : difference * Math.max(0, room) / needed;
  }
}
