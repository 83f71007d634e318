/**
 * Writing networks in which pictures are compared as ONNX, from the checkpoints that measures of
 * perception are published as, and the one file that such a network is kept in.
 *
 * <p>Which layers there are is read off names and shapes. Running a graph has no place here, nor
 * where files are kept or which network is in use.
 */
package studio.anycost.export.features;
