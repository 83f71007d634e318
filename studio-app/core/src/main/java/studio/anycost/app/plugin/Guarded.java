package studio.anycost.app.plugin;

import java.util.Optional;

/** Something of a plugin behind its guard. */
public interface Guarded {
  /** The guard, for code of the plugin that the studio must run elsewhere, such as its panel. */
  PluginGuard guard();

  /**
   * The plugin's own object, if it is of another type, too. Its code is the plugin's: call it
   * within {@link PluginGuard#call}.
   */
  <T> Optional<T> as(Class<T> type);

  /** What the plugin and its controls are called in the language of the studio. */
  PluginWords words();
}
