/**
 * A run that teaches a ResNet something: its folder, its files, how it goes on after it ended in
 * whatever way.
 *
 * <p>What may live here: the order of things in such a run. What may not: what is learnt, layers,
 * command lines.
 */
package studio.anycost.training.lesson;
