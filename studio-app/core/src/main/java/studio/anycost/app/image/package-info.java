/**
 * Pictures as files and as printed sheets, from plain values.
 *
 * <p>Java2D only, which also works without a screen; no toolkit and no rendering of portraits.
 */
package studio.anycost.app.image;
