/**
 * The trainer's command line.
 *
 * <p>What may live here: options, messages, exit codes. What may not: anything that a run does.
 */
package studio.anycost.training.cli;
