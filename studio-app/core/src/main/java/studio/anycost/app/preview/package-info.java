/**
 * Decides what to render while a slider moves and when it rests, and delivers the frames.
 *
 * <p>No toolkit: callbacks go to an executor of the caller. The runtime is reached through {@code
 * PreviewGenerator} alone, whose one real implementation is {@code RuntimeGenerator}, so that the
 * rules are tested with a generator of the test's own; of the models only what predicts times is
 * used beside it.
 */
package studio.anycost.app.preview;
