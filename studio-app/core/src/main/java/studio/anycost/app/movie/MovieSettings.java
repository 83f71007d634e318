package studio.anycost.app.movie;

/**
 * How a film is played.
 *
 * @param framesPerSecond 1 to {@link #MOST_FRAMES_PER_SECOND}
 * @param loop whether it begins anew at its end, where the format can say so
 */
public record MovieSettings(int framesPerSecond, boolean loop) {
  public static final int MOST_FRAMES_PER_SECOND = 60;

  public static final int DEFAULT_FRAMES_PER_SECOND = 30;

  public MovieSettings {
    if (framesPerSecond < 1 || framesPerSecond > MOST_FRAMES_PER_SECOND) {
      throw new IllegalArgumentException(
          "A film has 1 to "
              + MOST_FRAMES_PER_SECOND
              + " frames per second, not "
              + framesPerSecond
              + ".");
    }
  }
}
