/**
 * ONNX Runtime's profiles: what the operators of a session took.
 *
 * <p>What may live here: the names and the format of the files. Who lets sessions write them is the
 * runtime's business, what a session computes its owner's.
 */
package studio.anycost.models.profile;
