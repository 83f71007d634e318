package studio.anycost.api;

import java.util.List;

/** The version of the contract between the studio and its plugins. */
public final class PluginApi {
  /**
   * Semantic version of this API. A plugin states in {@code Plugin-Requires} of its manifest which
   * versions it works with, for instance {@code >=0.5.0 & <0.6.0}; the studio refuses to start a
   * plugin whose range holds none of the {@link #COMPATIBLE} versions.
   *
   * <p>Below 1.0.0 a new second number may change or remove anything, so a range ends before the
   * next one. 1.0.0 comes when every extension point has proved itself in the product.
   */
  public static final String VERSION = "0.5.0";

  /**
   * The versions of which everything is still there, with the present one the last: what was built
   * for one of them runs. A version that takes something away begins this list anew.
   */
  public static final List<String> COMPATIBLE = List.of("0.3.0", "0.4.0", VERSION);

  private PluginApi() {}
}
