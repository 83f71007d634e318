/**
 * A training run: what it is told, what it holds, one step of it, and how it goes on after it ended
 * in whatever way.
 *
 * <p>What may live here: the order of things in a run, its files. What may not: layers, losses,
 * formats; user interface and command lines.
 */
package studio.anycost.training.run;
