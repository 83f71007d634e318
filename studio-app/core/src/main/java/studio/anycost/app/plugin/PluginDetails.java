package studio.anycost.app.plugin;

/**
 * What the manifest of a plugin tells for people; every text may be empty.
 *
 * @param description one sentence
 * @param provider who made it
 * @param license under which licence
 * @param requires versions of the plugin API it works with
 */
public record PluginDetails(String description, String provider, String license, String requires) {
  /** Nothing is known. */
  public static final PluginDetails NONE = new PluginDetails("", "", "", "");
}
