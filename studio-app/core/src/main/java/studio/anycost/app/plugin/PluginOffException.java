package studio.anycost.app.plugin;

import java.io.IOException;

/**
 * Work of a plugin ended because the plugin was switched off; the message is one sentence for
 * people. It holds nothing of the plugin.
 */
public final class PluginOffException extends IOException {
  private static final long serialVersionUID = 1L;

  PluginOffException(String message) {
    super(message);
  }
}
