package studio.anycost.app.plugin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what plugins threw into the log. Printing such an exception runs code of the plugin. */
final class PluginLog {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLog.class);

  private PluginLog() {}

  static void error(String sentence, Throwable cause) {
    safely(sentence, () -> LOG.error(sentence, cause));
  }

  static void warn(String sentence, Throwable cause) {
    safely(sentence, () -> LOG.warn(sentence, cause));
  }

  private static void safely(String sentence, Runnable logging) {
    try {
      logging.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("{} Its exception cannot even be printed.", sentence);
    }
  }
}
