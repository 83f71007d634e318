package studio.anycost.app.plugin;

import java.util.List;

/**
 * The checked descriptor of a plugin file.
 *
 * @param id letters, digits and {@code _ . -}; at most 64
 * @param version semantic version
 * @param name for people
 * @param pluginClass class with start and stop; PF4J's own {@code Plugin} if none is named
 * @param extensions names of the classes with {@code @Extension}, in the order of the index
 * @param details what else it tells
 */
record PluginManifest(
    String id,
    String version,
    String name,
    String pluginClass,
    List<String> extensions,
    PluginDetails details) {
  PluginManifest {
    extensions = List.copyOf(extensions);
  }

  /** How sentences call the plugin. */
  String title() {
    return "The plugin '" + id + "'";
  }
}
