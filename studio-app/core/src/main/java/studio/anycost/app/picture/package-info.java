/**
 * A portrait as a picture file: what is written into it beside its pixels.
 *
 * <p>Knows documents and the edits of the open model; how a format holds what is written belongs to
 * {@code image}, and who asks for a picture is not known here.
 */
package studio.anycost.app.picture;
