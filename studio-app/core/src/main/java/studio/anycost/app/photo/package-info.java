/**
 * Photos: files that may be hostile become upright sRGB pixels, and squares of them become
 * portraits.
 *
 * <p>Java2D and image readers only, which also work without a screen; no document, no runtime and
 * no toolkit. Nothing here uses the readers that happen to be registered in the process: which ones
 * read a photo does not depend on plugins, class loaders or the order of the class path.
 */
package studio.anycost.app.photo;
