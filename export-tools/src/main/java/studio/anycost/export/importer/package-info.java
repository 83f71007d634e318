/**
 * Turning checkpoints into a model bundle.
 *
 * <p>Here the readers of {@code checkpoint}, the graph writers of {@code onnx} and {@code resnet}
 * and the bundle writer meet: finding a network among the tensors of a file, translating other
 * spellings of it, order, progress, cancellation, and what is measured once at import. File
 * formats, graphs and user interface live elsewhere, and nothing here needs ONNX Runtime: the same
 * files give the same bundle, bit by bit, on every machine.
 */
package studio.anycost.export.importer;
