/**
 * Networks: any ONNX graph, run by the studio's one session manager.
 *
 * <p>Interfaces and plain values only; nothing here knows ONNX Runtime. Generators are in {@code
 * extension}, images and styles in {@code model}.
 */
package studio.anycost.api.compute;
