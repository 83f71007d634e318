/**
 * What the studio remembers between two starts, the folders it uses, and the machine it runs on.
 *
 * <p>Values and their file; nothing here knows a window or a model.
 */
package studio.anycost.app.settings;
