/**
 * The session manager: the one place that talks to ONNX Runtime.
 *
 * <p>It owns the process's ONNX Runtime environment, a memory-budgeted cache of sessions, every
 * native tensor, the threads that render, and the policy that decides which render goes first. What
 * comes out are plain Java values. No user-interface toolkit, no dependency injection, no file
 * format and no graph transform lives here, and no ONNX Runtime type leaves this package.
 */
package studio.anycost.models.runtime;
