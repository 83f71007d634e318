/**
 * The page that follows a training run.
 *
 * <p>What may live here: how a run is shown. What may not: reading its files, training.
 */
package studio.anycost.app.fx.training;
