package studio.anycost.app.fx.state;

import java.util.Objects;
import studio.anycost.app.image.ScreenPicture;

/**
 * A whole photo on the screen, as it is and with the edited face in it.
 *
 * @param width of the photo itself, in pixels
 * @param height of the photo itself, in pixels
 * @param note how the face was put in, for people; may be empty
 */
public record PhotoView(
    ScreenPicture before, ScreenPicture after, int width, int height, String note) {
  public PhotoView {
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
    Objects.requireNonNull(note);
  }
}
