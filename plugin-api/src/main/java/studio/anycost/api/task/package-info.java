/**
 * Progress, published values, stopping and cancellation of background work, free of any
 * user-interface toolkit.
 *
 * <p>Executors and threads belong to the studio and do not live here.
 */
package studio.anycost.api.task;
