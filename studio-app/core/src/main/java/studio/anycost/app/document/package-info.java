/**
 * The portrait as immutable values, its history, and its file.
 *
 * <p>No toolkit, no plugin and no runtime: a document says what is wanted, other packages make the
 * picture.
 */
package studio.anycost.app.document;
