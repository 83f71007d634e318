package studio.anycost.app.animation;

import java.util.Locale;

/** Where one face goes on its way to another. */
public enum Through {
  /** On the straight line between the style codes, layer by layer: takes every face. */
  W,

  /**
   * On the sphere of the input latents, then through the mapping network: what lies between is as
   * likely as a drawn face. Takes drawn faces only.
   */
  Z;

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
