/**
 * Attribute boundaries as other tools leave them: one direction a file, several in a dictionary or
 * a list, one with a row for every style, or a matrix of factors.
 *
 * <p>{@link studio.anycost.export.boundaries.BoundaryReader} finds them in files and folders, names
 * them and brings them to length 1. File formats live in {@code arrays}; what is measured along a
 * direction, and what becomes of it, is not known here.
 */
package studio.anycost.export.boundaries;
