/**
 * Writing anycost generators as ONNX: what a generator looks like, its stage graphs, its mapping.
 *
 * <p>Graphs come from tensors and go out as protos; files, bundles and running a graph have no
 * place here.
 */
package studio.anycost.export.onnx;
