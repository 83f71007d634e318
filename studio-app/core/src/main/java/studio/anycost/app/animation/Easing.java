package studio.anycost.app.animation;

import java.util.Locale;

/** How fast one key frame turns into the next. */
public enum Easing {
  /** At the same speed all the way. */
  LINEAR {
    @Override
    public double at(double share) {
      return share;
    }
  },

  /** Slow at both ends: a rest at every key frame. */
  SMOOTH {
    @Override
    public double at(double share) {
      return share * share * (3 - 2 * share);
    }
  };

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * How far the face has come.
   *
   * @param share of the time between two key frames that is over, 0..1
   * @return 0 at 0 and 1 at 1, never falling
   */
  public abstract double at(double share);
}
