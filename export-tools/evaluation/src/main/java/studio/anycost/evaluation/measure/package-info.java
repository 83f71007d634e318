/**
 * The measures: pictures of a source go through a scorer into an accumulator, chunk by chunk.
 *
 * <p>Chunks have one size and one order, whatever the number of threads, and accumulators take them
 * in that order: the same seed gives the same numbers up to the rounding of the runtime. How the
 * numbers are told to people has no place here.
 */
package studio.anycost.evaluation.measure;
