/**
 * The plugin that finds faces in photos: where to look, what the networks say, and the square that
 * generators are trained on. Knows the plugin API and the JDK, nothing else; what a face looks like
 * is the networks' to know.
 */
package studio.anycost.plugins.alignment;
