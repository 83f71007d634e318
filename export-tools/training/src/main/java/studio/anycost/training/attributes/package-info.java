/**
 * The attribute predictor's lesson: which attributes a picture has, from pictures that somebody
 * labelled.
 *
 * <p>What may live here: labels, their loss and their reviews. What may not: layers, the order of a
 * run, command lines.
 */
package studio.anycost.training.attributes;
