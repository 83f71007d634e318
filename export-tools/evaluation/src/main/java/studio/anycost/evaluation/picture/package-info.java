/**
 * Where the pictures that are measured come from: faces of seeds, rendered, and files of a folder.
 *
 * <p>Sources give pictures by their place, so that any part of them may be asked for anywhere. What
 * is made of the pictures is not known here.
 */
package studio.anycost.evaluation.picture;
