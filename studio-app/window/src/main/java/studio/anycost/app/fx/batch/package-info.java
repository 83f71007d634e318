/**
 * The page that applies the edits at hand to many faces, and its queue.
 *
 * <p>What may live here: which faces are asked for, in which order batches run, and how they are
 * shown. What may not: rendering, files.
 */
package studio.anycost.app.fx.batch;
