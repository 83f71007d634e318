package studio.anycost.app.plugin;

import org.pf4j.DefaultVersionManager;
import studio.anycost.api.PluginApi;
import studio.anycost.app.words.Texts;

/** Compares the ranges that plugins state with {@link PluginApi#COMPATIBLE}. */
final class PluginVersions {
  private PluginVersions() {}

  /**
   * @param requires a range, or a bare version, which means that one or a newer one
   * @throws PluginException if no version that the studio's API stands for is in the range, or it
   *     is none
   */
  static void requireFits(String requires) throws PluginException {
    boolean accepted;
    try {
      String range = requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
      DefaultVersionManager versions = new DefaultVersionManager();
      accepted =
          PluginApi.COMPATIBLE.stream()
              .anyMatch(version -> versions.checkVersionConstraint(version, range));
    } catch (RuntimeException e) { // the parser behind it has kinds of its own
      throw new PluginException(Texts.of("plugin.pluginVersions.itsPluginRequiresIs", requires), e);
    }
    if (!accepted) {
      throw new PluginException(
          Texts.of("plugin.pluginVersions.itNeedsPluginApi", requires, PluginApi.VERSION));
    }
  }
}
