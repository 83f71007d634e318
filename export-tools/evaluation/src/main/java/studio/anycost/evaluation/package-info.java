/**
 * How good a model is. The packages below build on each other in this order: {@code statistics},
 * {@code picture}, {@code score}, {@code measure}, {@code command}.
 *
 * <p>The studio knows nothing of this: its command line finds the command as a service, where the
 * module lies on the class path.
 */
package studio.anycost.evaluation;
