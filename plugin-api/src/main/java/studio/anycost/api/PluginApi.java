package studio.anycost.api;

/** The version of the contract between the studio and its plugins. */
public final class PluginApi {
  /**
   * Semantic version of this API. A plugin states in {@code Plugin-Requires} of its manifest which
   * versions it works with, for instance {@code >=1.0.0 & <2.0.0}; the studio refuses to start a
   * plugin whose range does not hold this version.
   */
  public static final String VERSION = "1.0.0";

  private PluginApi() {}
}
