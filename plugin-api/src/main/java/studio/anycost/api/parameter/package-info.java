/**
 * Declarations of typed parameters and their values: from one declaration the shell builds
 * controls, the command line builds flags, and a recipe stores values.
 *
 * <p>No control, no flag and no file format lives here; only what all three agree on.
 */
package studio.anycost.api.parameter;
