/**
 * Samples on Apache Spark: a runner of sampling jobs that divides them into parts, which executors
 * make and the driver takes in their order.
 *
 * <p>Spark is known here alone. What a job draws and scores, and what becomes of it, has no place
 * here; nor has anything that is written to disk for longer than a command runs.
 */
package studio.anycost.spark;
