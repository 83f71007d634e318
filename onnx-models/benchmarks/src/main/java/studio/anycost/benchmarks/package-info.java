/**
 * Microbenchmarks of what runs for every picture, on JMH.
 *
 * <p>Each measures one public operation on the model that comes with the studio. Whole measurements
 * of a machine are {@code studio bench}'s business.
 */
package studio.anycost.benchmarks;
