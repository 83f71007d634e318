/**
 * Portraits that turn into each other: which portrait belongs to a frame, and the work of rendering
 * all of them into a file.
 *
 * <p>No toolkit, and no file format, which is the business of {@code movie}.
 */
package studio.anycost.app.animation;
