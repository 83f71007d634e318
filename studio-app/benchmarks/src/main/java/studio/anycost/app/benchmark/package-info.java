/**
 * Benchmarks of the studio for those who work on it: a drag of a slider, a soak, cancelled renders,
 * memory, the roofline of the machine. Never shipped; compiled with every build.
 *
 * <p>Drives the same engine and preview as the window. What only measuring needs lives here, not in
 * the product; what also tells a person what a model costs is the command {@code studio bench}.
 */
package studio.anycost.app.benchmark;
