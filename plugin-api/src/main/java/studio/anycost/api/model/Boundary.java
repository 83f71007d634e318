package studio.anycost.api.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * A linear attribute boundary in w (InterFaceGAN): moving a style along the normal changes the
 * attribute. Most have one normal for all styles of a code; some have a row of their own for every
 * style, where the longest row has length 1. Immutable.
 */
public final class Boundary {
  /**
   * Standard deviations of w at the end of a slider, in either direction, so that all sliders of
   * all models feel alike.
   */
  public static final double RANGE_DEVIATIONS = 3;

  private final String name;
  private final int rows;
  private final float[] values;
  private final double standardDeviation;
  private final Optional<SliderQuality> quality;
  private final Optional<Validation> validation;
  private final Optional<String> finder;

  /**
   * A boundary with one normal for all styles.
   *
   * @param name the attribute's name as the bundle has it, for instance {@code 31_Smiling}
   * @param normal unit normal, length = style dimension; copied
   * @param standardDeviation of {@code w . normal} over mapped samples, in units of w, above 0
   */
  public Boundary(String name, float[] normal, double standardDeviation) {
    this(name, 1, normal.clone(), standardDeviation);
  }

  private Boundary(String name, int rows, float[] values, double standardDeviation) {
    this(
        name,
        rows,
        values,
        standardDeviation,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Boundary(
      String name,
      int rows,
      float[] values,
      double standardDeviation,
      Optional<SliderQuality> quality,
      Optional<Validation> validation,
      Optional<String> finder) {
    if (!(standardDeviation > 0) || !Double.isFinite(standardDeviation)) {
      throw new IllegalArgumentException(
          "The boundary '" + name + "' needs a standard deviation above 0.");
    }
    this.name = name;
    this.rows = rows;
    this.values = values;
    this.standardDeviation = standardDeviation;
    this.quality = quality;
    this.validation = validation;
    this.finder = finder;
  }

  /**
   * A boundary with a row for every style; one with equal rows has one normal for all.
   *
   * @param rows {@code [styles, style dimension]}, row-major, the longest row of length 1; copied
   * @param styles number of styles of a code, at least 1
   * @param standardDeviation of w along the rows over mapped samples, in units of w, above 0: the
   *     root of the sum of {@code variance(w . row)} over the sum of the rows' squared lengths
   */
  public static Boundary perStyle(String name, float[] rows, int styles, double standardDeviation) {
    if (styles < 1 || rows.length % styles != 0) {
      throw new IllegalArgumentException(
          "The boundary '" + name + "' does not have " + styles + " rows of one length.");
    }
    int dimension = rows.length / styles;
    boolean equal = true;
    for (int style = 1; equal && style < styles; style++) {
      int at = style * dimension;
      equal = Arrays.equals(rows, 0, dimension, rows, at, at + dimension);
    }
    return equal
        ? new Boundary(name, 1, Arrays.copyOf(rows, dimension), standardDeviation)
        : new Boundary(name, styles, rows.clone(), standardDeviation);
  }

  public String name() {
    return name;
  }

  /** The same boundary under another name. */
  public Boundary named(String newName) {
    return new Boundary(newName, rows, values, standardDeviation, quality, validation, finder);
  }

  /** The same boundary with what was measured of its slider. */
  public Boundary measured(SliderQuality measured) {
    return new Boundary(
        name, rows, values, standardDeviation, Optional.of(measured), validation, finder);
  }

  /** The same boundary with how it did on faces that it was not learnt from. */
  public Boundary validated(Validation judged) {
    return new Boundary(
        name, rows, values, standardDeviation, quality, Optional.of(judged), finder);
  }

  /**
   * The same boundary as one that was found on this computer.
   *
   * @param who the tool or the file that it comes from, for people, not blank
   */
  public Boundary foundBy(String who) {
    if (who.isBlank()) {
      throw new IllegalArgumentException("'" + name + "' was found by something with a name.");
    }
    return new Boundary(
        name, rows, values, standardDeviation, quality, validation, Optional.of(who));
  }

  /** What was measured of its slider; empty if nobody did. */
  public Optional<SliderQuality> quality() {
    return quality;
  }

  /** How it did on faces that it was not learnt from; empty if nobody looked. */
  public Optional<Validation> validation() {
    return validation;
  }

  /**
   * What found it on this computer, a tool's or a file's name for people; empty of the model's own.
   */
  public Optional<String> finder() {
    return finder;
  }

  /**
   * How many styles a slider moves if nobody says otherwise: two thirds, as Lin et al. (CVPR 2021)
   * move 12 of 18.
   */
  public static int usualStyles(int styleCount) {
    return (int) Math.round(styleCount * 12 / 18.0);
  }

  /** Whether every style has a row of its own. */
  public boolean isPerStyle() {
    return rows > 1;
  }

  /** How many rows there are: 1 if all styles share the normal, otherwise one for every style. */
  public int rows() {
    return rows;
  }

  /**
   * A copy of the unit normal; of a boundary per style, of its longest row, the first of several.
   */
  public float[] normal() {
    int dimension = values.length / rows;
    int longest = 0;
    double most = -1;
    for (int row = 0; rows > 1 && row < rows; row++) {
      double square = 0;
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        square += (double) values[i] * values[i];
      }
      if (square > most) {
        most = square;
        longest = row;
      }
    }
    return Arrays.copyOfRange(values, longest * dimension, (longest + 1) * dimension);
  }

  /** A copy of all rows, {@code [rows, style dimension]}, row-major. */
  public float[] toArray() {
    return values.clone();
  }

  /** Standard deviation of w along the boundary, in units of w. */
  public double standardDeviation() {
    return standardDeviation;
  }

  /**
   * Moves a code along this boundary.
   *
   * @param step signed length of the move, in units of w
   * @param styles how many styles move, from the first on, 0..count; a boundary per style says
   *     itself which ones move, and takes no notice of this
   * @throws IllegalArgumentException if the code is of another generator
   */
  public StyleCode move(StyleCode code, double step, int styles) {
    return isPerStyle() ? code.plus(values, step) : code.plus(values, step, styles);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Boundary boundary
        && boundary.name.equals(name)
        && boundary.standardDeviation == standardDeviation
        && boundary.rows == rows
        && boundary.quality.equals(quality)
        && boundary.validation.equals(validation)
        && boundary.finder.equals(finder)
        && Arrays.equals(boundary.values, values);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "Boundary[" + name + "]";
  }
}
