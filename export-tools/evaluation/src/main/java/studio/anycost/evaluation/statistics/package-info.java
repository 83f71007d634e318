/**
 * The mathematics of measuring: accumulators that take one sample at a time and can be merged, and
 * the numbers that come out of them.
 *
 * <p>Numbers in, numbers out. Nothing here knows pictures, networks, files or threads; everything
 * that accumulates is serializable, so that parts of the samples may be taken elsewhere.
 */
package studio.anycost.evaluation.statistics;
