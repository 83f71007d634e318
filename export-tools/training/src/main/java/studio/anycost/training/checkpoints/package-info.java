/**
 * Writing what {@code torch.load} reads. Reading is {@link studio.anycost.export.checkpoint}'s.
 *
 * <p>What may live here: the file format and how a file takes its place. What may not: what the
 * values mean.
 */
package studio.anycost.training.checkpoints;
