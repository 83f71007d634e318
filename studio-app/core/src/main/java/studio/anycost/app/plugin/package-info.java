/**
 * The plugin host: finds, checks, starts and isolates plugins.
 *
 * <p>Knows the plugin API, what PF4J offers to plugin authors, and nothing else of the studio: no
 * JavaFX, no documents, no runtime. Everything that comes out of a plugin passes a guard here
 * before the studio sees it; code outside this package never holds an object of a plugin directly,
 * but for its panel, which goes with its {@link studio.anycost.app.plugin.PluginGuard}.
 */
package studio.anycost.app.plugin;
