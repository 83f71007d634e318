/**
 * The session manager: the one place that talks to ONNX Runtime.
 *
 * <p>It owns the process's ONNX Runtime environment, a memory-budgeted cache of sessions, every
 * native tensor, the threads that render, and the policy that decides which render goes first. What
 * comes out are plain Java values. No user-interface toolkit, no dependency injection, no file
 * format and no graph transform lives here, and no ONNX Runtime type leaves this package.
 *
 * <p>Two kinds of graphs run here. The stages of a generator make pictures ({@code LoadedGenerator}
 * and what it is built from). Every other graph is a {@code Network} of the plugin API, from a
 * bundle or from a file of its own: a handle without native memory, whose session comes from the
 * shared cache. Both get sessions from {@code SessionBuilder} and cores from {@code ComputeGate}.
 *
 * <p>A loss over style codes ({@code GeneratorObjective}) joins the two: stages forwards, terms
 * that look at the picture, stages backwards. It computes no gradient itself; the graphs come from
 * {@code models.graph}.
 */
package studio.anycost.models.runtime;
