/**
 * The encoder's lesson: styles of which an anycost generator makes the picture that was given, at
 * every cost.
 *
 * <p>What may live here: losses and reviews of an encoder. What may not: layers, the order of a
 * run, command lines.
 */
package studio.anycost.training.encoder;
