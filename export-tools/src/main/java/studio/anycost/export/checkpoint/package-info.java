/**
 * Reads the files that {@code torch.save} writes, and safetensors files, without Python and without
 * trusting them.
 *
 * <p>{@link studio.anycost.export.checkpoint.TorchCheckpoint} opens a file in any of the formats
 * and shows its content as {@linkplain studio.anycost.export.checkpoint.CheckpointValue values} and
 * as {@linkplain studio.anycost.export.checkpoint.TensorTable tables of named tensors}. A
 * checkpoint comes from a stranger, so a file is checked before it is believed: a pickle's opcodes
 * are scanned before it is unpickled, only the names listed in one place have an answer (all others
 * are placeholders that do nothing, see {@link studio.anycost.export.checkpoint.CheckpointUnread}),
 * every length, offset and shape is compared with the bytes that are really there, and {@link
 * studio.anycost.export.checkpoint.CheckpointLimits} bounds the rest.
 *
 * <p>What may live here: file formats, pickles, storages, element types, and their checks; telling
 * a file of another kind apart. What may not: anything that knows what a tensor means (generators,
 * encoders, ONNX), judgement of values such as non-finite weights, logging, progress, and user
 * interface. Nothing outside of this package sees the pickle library.
 */
package studio.anycost.export.checkpoint;
