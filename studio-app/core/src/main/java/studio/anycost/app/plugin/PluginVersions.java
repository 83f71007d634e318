package studio.anycost.app.plugin;

import org.pf4j.DefaultVersionManager;
import studio.anycost.api.PluginApi;

/** Compares the ranges that plugins state with {@link PluginApi#VERSION}. */
final class PluginVersions {
  private PluginVersions() {}

  /**
   * @param requires a range, or a bare version, which means that one or a newer one
   * @throws PluginException if the studio's API is not in the range, or it is none
   */
  static void requireFits(String requires) throws PluginException {
    boolean accepted;
    try {
      String range = requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
      accepted = new DefaultVersionManager().checkVersionConstraint(PluginApi.VERSION, range);
    } catch (RuntimeException e) { // the parser behind it has kinds of its own
      throw new PluginException(
          "its Plugin-Requires '" + requires + "' is no range such as >=0.3.0 & <0.4.0", e);
    }
    if (!accepted) {
      throw new PluginException(
          "it needs plugin API " + requires + ", and this studio has " + PluginApi.VERSION);
    }
  }
}
