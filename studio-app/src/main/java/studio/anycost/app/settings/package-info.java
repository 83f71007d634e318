/**
 * What the studio remembers between two starts, and the folders it uses.
 *
 * <p>Values and their file; nothing here knows a window or a model.
 */
package studio.anycost.app.settings;
