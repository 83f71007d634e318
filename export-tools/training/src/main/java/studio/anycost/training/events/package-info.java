/**
 * Writing what TensorBoard reads.
 *
 * <p>What may live here: the format of event files. What may not: what a run measures.
 */
package studio.anycost.training.events;
