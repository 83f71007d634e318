package studio.anycost.app.plugin;

/** Something about a plugin is wrong; the message is one sentence for people that names it. */
public final class PluginException extends Exception {
  private static final long serialVersionUID = 1L;

  public PluginException(String message) {
    super(message);
  }

  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
