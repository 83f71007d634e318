/**
 * What the trainer needs of libtorch: loading it, the operations that are not simply its own,
 * gradients, and tables of weights.
 *
 * <p>A tensor is a native resource. Work runs inside of a {@link
 * org.bytedeco.javacpp.PointerScope}, which frees what was made in it; a tensor that outlives its
 * scope has one owner, which {@linkplain studio.anycost.training.tensors.Tensors#keep keeps} and
 * closes it. What a method here returns belongs to the scope that it was called in, if nothing else
 * is said. Nothing here is safe to use from several threads at once.
 *
 * <p>What may live here: what is true of any network. What may not: layers, losses, files.
 */
package studio.anycost.training.tensors;
