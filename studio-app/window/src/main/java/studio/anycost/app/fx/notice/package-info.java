/**
 * Unobtrusive notices inside the window: what went well, what failed.
 *
 * <p>No questions: what needs an answer is asked elsewhere.
 */
package studio.anycost.app.fx.notice;
