/**
 * Benchmarks of what only the package of this name can see: the forms that a stage is written in.
 */
package studio.anycost.models.graph.blocked;
