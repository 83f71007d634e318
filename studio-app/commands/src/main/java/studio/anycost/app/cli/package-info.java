/**
 * The command line: options, sentences and exit codes around the same engine as the window's.
 *
 * <p>Nothing here loads JavaFX. Other programs rely on the commands, their options, the exit codes
 * (0 done, 1 failed, 2 wrong input) and the fields of the JSON output: change them with care.
 */
package studio.anycost.app.cli;
