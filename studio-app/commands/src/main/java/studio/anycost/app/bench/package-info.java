/**
 * Measurements of the real thing on this machine, and what their reports have in common.
 *
 * <p>Drives the same engine as the window. Here live those that tell people what a model costs
 * them; what only tells developers whether their work was good lives in the module {@code
 * benchmarks}, which builds on this package and is not shipped.
 */
package studio.anycost.app.bench;
