/**
 * One ONNX model that runs without this program, made of the stages of a bundle. Only transforms of
 * graphs live here: nothing runs them, and nothing reads or writes files.
 */
package studio.anycost.models.graph.standalone;
