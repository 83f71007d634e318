/**
 * An evolutionary search for sub-generators that are good at their cost.
 *
 * <p>A plugin like any other: it sees the plugin API, PF4J's annotations and the JDK, and nothing
 * of the studio. No JavaFX, no state between calls, and no file but its notes: in the folder that
 * the studio lends, or where a person wants them.
 */
package studio.anycost.plugins.search;
