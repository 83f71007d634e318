/**
 * What was open when the studio was left, for the next start. Knows documents and files; neither
 * the window nor the engine may be known here.
 */
package studio.anycost.app.session;
