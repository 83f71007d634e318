/**
 * The open generator together with the edits of the plugins: evaluates documents, finds parameters
 * by name, opens bundles.
 *
 * <p>No toolkit and no picture on a screen; ONNX Runtime stays behind onnx-models.
 */
package studio.anycost.app.engine;
