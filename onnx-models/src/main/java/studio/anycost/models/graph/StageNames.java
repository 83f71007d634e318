package studio.anycost.models.graph;

/** Names of the inputs and outputs of stage, mapping, encoder and attribute graphs. */
public final class StageNames {
  /** Input of every stage: float32 {@code [1, nStyles, styleDim]}. */
  public static final String STYLES = "styles";

  /** Input of the stages above 4 px: float32 {@code [1, c, r/2, r/2]}. */
  public static final String FEATURES = "features";

  /** Input of the stages above 4 px: float32 {@code [1, 3, r/2, r/2]}. */
  public static final String SKIP = "skip";

  /** Output of every stage: float32 {@code [1, c', r, r]}. */
  public static final String FEATURES_OUT = "features_out";

  /** Output of every stage: the image so far, float32 {@code [1, 3, r, r]}, not clamped. */
  public static final String SKIP_OUT = "skip_out";

  /** Input of the mapping graph: float32 {@code [n, styleDim]}. */
  public static final String Z = "z";

  /** Output of the mapping graph: float32 {@code [n, styleDim]}. */
  public static final String W = "w";

  /** Output of a standalone generator, input of encoder and attribute predictor. */
  public static final String IMAGE = "image";

  /** Output of the attribute predictor: float32 {@code [1, K, 2]}. */
  public static final String LOGITS = "logits";

  private static final String NOISE_PREFIX = "noise_";

  private StageNames() {}

  /**
   * Input for the noise of one styled convolution: float32 {@code [1, 1, r, r]}.
   *
   * @param convolution index of the styled convolution, 0 = the first
   */
  public static String noise(int convolution) {
    return NOISE_PREFIX + convolution;
  }

  /** Whether an input takes noise. */
  public static boolean isNoise(String input) {
    return input.startsWith(NOISE_PREFIX);
  }

  /**
   * The styled convolution whose noise an input takes.
   *
   * @throws IllegalArgumentException if the name is not one of {@link #noise}
   */
  public static int convolutionOfNoise(String input) {
    if (!input.matches(NOISE_PREFIX + "[0-9]{1,3}")) {
      throw new IllegalArgumentException("'" + input + "' is no noise input.");
    }
    return Integer.parseInt(input.substring(NOISE_PREFIX.length()));
  }
}
