/**
 * Pictures to train on: prepared once into one file of bytes, which is mapped into memory.
 *
 * <p>What may live here: the file, how pictures become what is in it, and drawing from it. What may
 * not: decoding formats, which is whoever's reader is passed in, and anything about networks.
 */
package studio.anycost.training.data;
