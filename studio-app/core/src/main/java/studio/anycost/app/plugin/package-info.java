/**
 * The plugin host: finds, checks, starts and isolates plugins.
 *
 * <p>Knows PF4J and the plugin API, and nothing else of the studio: no JavaFX, no documents, no
 * generator. Everything that comes out of a plugin passes a guard here before the studio sees it;
 * code outside this package never holds an object of a plugin directly, but for the panel of an
 * edit, which goes with its {@link studio.anycost.app.plugin.PluginGuard}.
 */
package studio.anycost.app.plugin;
