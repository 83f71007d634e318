/**
 * The faces that a person likes, for each model, and their file. Knows where portraits start and
 * files; neither the window nor the engine may be known here.
 */
package studio.anycost.app.favourite;
