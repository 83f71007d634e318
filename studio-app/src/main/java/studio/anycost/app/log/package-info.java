/**
 * How the log is written. Knows no other package of the studio; everybody else logs through SLF4J
 * and need not know this one.
 */
package studio.anycost.app.log;
