package studio.anycost.api.fx;

/**
 * Implemented beside an extension point of any kind by a class that shows a panel of its own
 * instead of generated controls.
 */
public interface PanelContribution {
  /**
   * Builds a panel. Called on the JavaFX application thread, whenever the contribution comes on the
   * screen for an opened bundle; must return within milliseconds.
   *
   * @param context the panel's own, valid until {@link Panel#close}
   */
  Panel createPanel(PanelContext context);
}
