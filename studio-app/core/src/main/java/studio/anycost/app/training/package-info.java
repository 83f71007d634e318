/**
 * Looking at a training run from outside: what it has written into its folder so far. The trainer
 * is another program, which the studio never depends on; all that is known of it are its files.
 *
 * <p>What may live here: reading such files while they grow. What may not: training, JavaFX.
 */
package studio.anycost.app.training;
