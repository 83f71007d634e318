/**
 * How the log is written, and when the phases of a start were reached, for people who look for lost
 * time. Knows no other package of the studio, so that every one of them may leave a mark; everybody
 * logs through SLF4J and need not know how.
 */
package studio.anycost.app.log;
