/**
 * Generators that nobody trained: the tensors of a checkpoint, drawn from a seed.
 *
 * <p>For measurements and tests, which need a model of a given shape but not its pictures. What may
 * live here: shapes by name and how their weights are drawn. Writing and running them is the
 * importer's and the runtime's business.
 */
package studio.anycost.export.synthetic;
