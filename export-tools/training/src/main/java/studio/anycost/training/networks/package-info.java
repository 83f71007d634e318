/**
 * The networks of the method as libtorch computes them, under the names that the public
 * implementation gives their tensors: the anycost generator with its mapping, and the discriminator
 * of StyleGAN2 with inputs at several resolutions, conditioned on the architecture of the
 * generator.
 *
 * <p>A network owns its weights; what it returns belongs to the scope of the call. Pictures are
 * {@code [batch, 3, size, size]} with values around -1 to 1.
 *
 * <p>What may live here: layers, networks, how weights begin. What may not: losses, optimizers,
 * files, randomness other than that of the first weights.
 */
package studio.anycost.training.networks;
