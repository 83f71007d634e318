/**
 * The look of the studio: light and dark, the desktop's own setting, fonts and style sheets.
 *
 * <p>No views and no preferences live here; who chooses a theme hands the choice in.
 */
package studio.anycost.app.fx.theme;
