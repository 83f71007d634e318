/**
 * {@code studio evaluate}: options, what is measured for them, and the numbers as text and JSON.
 *
 * <p>The conventions are those of the studio's own commands, from {@code studio.anycost.app.cli}.
 * Other programs rely on the fields of the JSON output: change them with care.
 */
package studio.anycost.evaluation.command;
