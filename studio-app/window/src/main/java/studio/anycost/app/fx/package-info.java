/**
 * The window. Here lives its launcher alone; its parts live in the packages below.
 *
 * <p>The only place of the application that may use JavaFX.
 */
package studio.anycost.app.fx;
