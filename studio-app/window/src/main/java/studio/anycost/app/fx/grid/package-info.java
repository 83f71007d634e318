/**
 * The comparison of sub-generators: one face, every channel ratio, the highest resolutions.
 *
 * <p>Shows what arrives; renders nothing itself.
 */
package studio.anycost.app.fx.grid;
