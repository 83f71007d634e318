package studio.anycost.app.fx.direction;

import javafx.scene.paint.Color;
import studio.anycost.app.fx.theme.Appearance;

/**
 * The colours of angles: grey at a right angle, and the stronger the more two directions go
 * together (red) or against each other (blue). Angles of directions lie close around the right one,
 * so that the first degrees away from it take most of the scale. A figure stands on every colour:
 * none has to be told from another.
 */
enum AngleColours {
  LIGHT("#e9e9ec", "#b3261e", "#0b57d0"),
  DARK("#3a3a40", "#ff8f80", "#7db8ff");

  private static final double CURVE = 0.6;
  private static final Color DARK_INK = Color.BLACK;
  private static final Color LIGHT_INK = Color.WHITE;

  private final Color right;
  private final Color together;
  private final Color against;

  AngleColours(String right, String together, String against) {
    this.right = Color.web(right);
    this.together = Color.web(together);
    this.against = Color.web(against);
  }

  static AngleColours of(Appearance appearance) {
    return appearance == Appearance.DARK ? DARK : LIGHT;
  }

  /**
   * @param degrees 0..180
   */
  Color of(double degrees) {
    double share = Math.pow(Math.min(1, Math.abs(degrees - 90) / 90), CURVE);
    return right.interpolate(degrees < 90 ? together : against, share);
  }

  /** What is read best on a colour: black or white, either of which stands out from any. */
  static Color ink(Color ground) {
    return contrast(DARK_INK, ground) >= contrast(LIGHT_INK, ground) ? DARK_INK : LIGHT_INK;
  }

  /** As WCAG 2.1 has it, 1..21. */
  static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
