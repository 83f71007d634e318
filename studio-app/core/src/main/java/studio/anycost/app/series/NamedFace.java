package studio.anycost.app.series;

import studio.anycost.app.words.Texts;

/**
 * One face of a series.
 *
 * @param number what a pattern of names takes: the seed, or the place in its file from 0 on
 * @param label for people, as in {@code seed 7}
 * @param fileName what its file is called in a folder, without ending
 * @param start where it comes from
 */
public record NamedFace(long number, String label, String fileName, FaceStart start) {
  private static final int DIGITS = 4;

  /** The face of a seed, in files named as other programs do. */
  public static NamedFace ofSeed(long seed, FaceStart start) {
    return new NamedFace(
        seed,
        Texts.of("series.namedFace.seed", seed),
        "seed" + NamePattern.padded(seed, DIGITS),
        start);
  }

  /**
   * One of the faces of a file.
   *
   * @param stem the file's name without its ending
   * @param index from 0 on
   * @param count how many there are
   */
  public static NamedFace ofFile(String stem, int index, int count, FaceStart start) {
    return count == 1
        ? new NamedFace(0, stem, stem, start)
        : new NamedFace(
            index, stem + " " + index, stem + "-" + NamePattern.padded(index, DIGITS), start);
  }
}
