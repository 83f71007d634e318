package studio.anycost.app.animation;

import java.util.List;
import java.util.Objects;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.words.Texts;

/**
 * Portraits in an order, and how the time between them is filled. Immutable.
 *
 * @param keys at least two, of one model; the noise of the first is that of every frame
 * @param frames how many pictures there are altogether, 2 to {@link #MOST_FRAMES}
 * @param loop whether the last key frame turns into the first again: the first frame then follows
 *     the last one, and does not come twice. Otherwise the last frame is the last key frame
 */
public record Animation(
    List<PortraitDocument> keys, int frames, boolean loop, Easing easing, Through through) {
  /** More than ten minutes. */
  public static final int MOST_FRAMES = 20_000;

  public static final int MOST_KEYS = 1_000;

  /** Frames of an animation between two key frames. */
  public static final int DEFAULT_FRAMES = 60;

  public Animation {
    keys = List.copyOf(keys);
    Objects.requireNonNull(easing);
    Objects.requireNonNull(through);
    if (keys.size() < 2 || keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          Texts.of("animation.animation.keyCount", MOST_KEYS, keys.size()));
    }
    if (keys.stream().map(PortraitDocument::bundleIdentity).distinct().count() > 1) {
      throw new IllegalArgumentException(Texts.of("animation.animation.severalModels"));
    }
    if (frames < 2 || frames > MOST_FRAMES) {
      throw new IllegalArgumentException(
          Texts.of("animation.animation.frameCount", MOST_FRAMES, frames));
    }
  }

  /** Pieces between two key frames. */
  public int segments() {
    return loop ? keys.size() : keys.size() - 1;
  }

  /**
   * Where a frame lies.
   *
   * @param from index of the key frame before it, or that it is
   * @param to index of the key frame after it
   * @param share how far the face has come from one to the other, 0..1, eased
   */
  public record Place(int from, int to, double share) {}

  /**
   * Where a frame lies.
   *
   * @param frame 0..frames-1
   */
  public Place place(int frame) {
    Objects.checkIndex(frame, frames);
    long steps = loop ? frames : frames - 1;
    long passed = (long) frame * segments();
    int segment = (int) Math.min(passed / steps, segments() - 1);
    double share = (double) (passed - segment * steps) / steps;
    return new Place(segment, (segment + 1) % keys.size(), easing.at(share));
  }
}
