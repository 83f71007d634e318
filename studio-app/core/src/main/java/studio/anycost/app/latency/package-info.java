/**
 * Remembers from run to run how long stages take on this machine.
 *
 * <p>The file and when it is written. What the times mean is onnx-models' business, who needs them
 * is the preview's.
 */
package studio.anycost.app.latency;
