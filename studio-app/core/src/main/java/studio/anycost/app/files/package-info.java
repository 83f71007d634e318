/**
 * Bounded reading and atomic writing of the studio's own files, and what failed in words.
 *
 * <p>Bytes only: what they mean is the business of the packages that use this one.
 */
package studio.anycost.app.files;
