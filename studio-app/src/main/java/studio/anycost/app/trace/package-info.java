/**
 * When the phases of a start were reached, for people who look for lost time.
 *
 * <p>Knows no other package of the studio, so that every one of them may leave a mark.
 */
package studio.anycost.app.trace;
