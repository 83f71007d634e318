package studio.anycost.api.fx;

import studio.anycost.api.extension.Contribution;

/**
 * A contribution of any kind that shows a panel of its own instead of generated controls. A class
 * implements it beside its extension point.
 */
public interface PanelContribution extends Contribution {
  /**
   * Builds a panel. Called on the JavaFX application thread, whenever the contribution comes on the
   * screen for an opened bundle; must return within milliseconds.
   *
   * @param context the panel's own, valid until {@link Panel#close}
   */
  Panel createPanel(PanelContext context);
}
