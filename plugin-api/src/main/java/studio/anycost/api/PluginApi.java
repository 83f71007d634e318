package studio.anycost.api;

/** The version of the contract between the studio and its plugins. */
public final class PluginApi {
  /**
   * Semantic version of this API. A plugin states in {@code Plugin-Requires} of its manifest which
   * versions it works with, for instance {@code >=0.3.0 & <0.4.0}; the studio refuses to start a
   * plugin whose range does not hold this version.
   *
   * <p>Below 1.0.0 a new second number may change or remove anything, so a range ends before the
   * next one. 1.0.0 comes when every extension point has proved itself in the product.
   */
  public static final String VERSION = "0.3.0";

  private PluginApi() {}
}
