/**
 * Decides what to render while a slider moves and when it rests, and delivers the frames.
 *
 * <p>No toolkit: callbacks go to an executor of the caller. No runtime types beyond the one adapter
 * ({@code RuntimeRenderer}), so that the rules are tested with a renderer of the test's own.
 */
package studio.anycost.app.preview;
