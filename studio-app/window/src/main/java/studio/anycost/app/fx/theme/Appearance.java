package studio.anycost.app.fx.theme;

/** The two looks of the studio. */
public enum Appearance {
  LIGHT,
  DARK
}
