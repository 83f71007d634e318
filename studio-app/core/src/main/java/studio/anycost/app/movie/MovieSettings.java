package studio.anycost.app.movie;

import studio.anycost.app.words.Texts;

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
          Texts.of("movie.movieSettings.frameRate", MOST_FRAMES_PER_SECOND, framesPerSecond));
    }
  }
}
