package studio.anycost.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.file.Path;
import org.slf4j.Logger;

/**
 * Sends the log to a file of the person, and nothing to standard output and error, which belong to
 * the commands. Found by Logback as a service.
 *
 * <p>In code, because to read the same from XML takes a tenth of a second of every start. Who wants
 * another log names a file with {@code -Dlogback.configurationFile}, which wins.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** System property with the folder of the log; the one for temporary files if it is not set. */
  public static final String FOLDER_PROPERTY = "anycost.studio.logs";

  private static final String OVERRIDE_PROPERTY = "logback.configurationFile";

  /** Where the log of this process lies, unless somebody wanted another. */
  public static Path folder() {
    return Path.of(System.getProperty(FOLDER_PROPERTY, System.getProperty("java.io.tmpdir")));
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(OVERRIDE_PROPERTY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LogFile file = new LogFile(folder());
    file.setContext(context);
    file.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(file);
    context.getLogger("studio.anycost").setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
