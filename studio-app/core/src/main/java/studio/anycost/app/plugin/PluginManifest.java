package studio.anycost.app.plugin;

import java.util.List;
import studio.anycost.app.words.Texts;

/**
 * The checked descriptor of a plugin file.
 *
 * @param id letters, digits and {@code _ . -}; at most 64
 * @param version semantic version
 * @param name for people
 * @param pluginClass class with start and stop; PF4J's own {@code Plugin} if none is named
 * @param extensions names of the classes with {@code @Extension}, in the order of the index
 * @param details what else it tells
 * @param words what it and its controls are called in the language of the studio
 */
record PluginManifest(
    String id,
    String version,
    String name,
    String pluginClass,
    List<String> extensions,
    PluginDetails details,
    PluginWords words) {
  PluginManifest {
    extensions = List.copyOf(extensions);
  }

  /** How sentences call the plugin. */
  String title() {
    return Texts.of("plugin.pluginManifest.thePlugin", id);
  }
}
