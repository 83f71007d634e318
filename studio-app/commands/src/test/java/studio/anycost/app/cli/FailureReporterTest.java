package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What goes to the log when a command is refused. */
class FailureReporterTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(FailureReporter.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    events.start();
    log.addAppender(events);
  }

  @AfterEach
  void stop() {
    log.detachAppender(events);
    log.setLevel(null);
  }

  private List<ILoggingEvent> after(Object... command) {
    assertThat(new Cli(folder).run(command).exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
    return events.list;
  }

  @Test
  void wrongInputIsNoFaultOfTheProgram() {
    assertThat(after("replay", folder.resolve("a.anycost"), "-o", folder.resolve("b.png")))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage()).contains("replay", "There is no file");
              assertThat(event.getThrowableProxy()).isNull();
            });
  }

  @Test
  void theLogNamesTheOptionAsThePersonReadsIt() {
    assertThat(after("sample", "--psi", "much"))
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("'much' is not a number: --psi takes one")
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void neitherIsAnOptionThatThereIsNot() {
    assertThat(after("sample", "--sed", 1))
        .singleElement()
        .satisfies(event -> assertThat(event.getThrowableProxy()).isNull());
  }
}
