package studio.anycost.app.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/**
 * The log's file, with a few older ones. Opened with the first message: a command that has nothing
 * to say leaves no file and loses no time.
 */
final class LogFile extends AppenderBase<ILoggingEvent> {
  private static final String PATTERN =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{36} - %msg%n";
  private static final long MOST_BYTES = 2 << 20;
  private static final int OLD_FILES = 3;

  private final Path folder;
  private RollingFileAppender<ILoggingEvent> opened;

  LogFile(Path folder) {
    this.folder = folder;
    setName("FILE");
  }

  /** Called with the lock of this appender held. */
  @Override
  protected void append(ILoggingEvent event) {
    if (opened == null) {
      opened = open();
    }
    opened.doAppend(event);
  }

  private RollingFileAppender<ILoggingEvent> open() {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(getContext());
    appender.setName(getName());
    appender.setFile(folder.resolve("studio.log").toString());

    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    encoder.setParent(appender);
    appender.setEncoder(started(encoder));

    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setFileNamePattern(folder.resolve("studio.%i.log").toString());
    older.setMinIndex(1);
    older.setMaxIndex(OLD_FILES);
    older.setParent(appender);
    appender.setRollingPolicy(started(older));

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setMaxFileSize(new FileSize(MOST_BYTES));
    appender.setTriggeringPolicy(started(size));
    appender.start();
    return appender;
  }

  private <T extends LifeCycle & ContextAware> T started(T part) {
    part.setContext(getContext());
    part.start();
    return part;
  }

  @Override
  public void stop() {
    super.stop();
    if (opened != null) {
      opened.stop();
    }
  }
}
