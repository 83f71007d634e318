package studio.anycost.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSetupTest {
  private static final String OVERRIDE = "logback.configurationFile";

  @TempDir Path folder;

  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void completeContext() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  /** Sets system properties for an action; empty text stands for none. */
  private static void with(Map<String, String> properties, Runnable action) {
    Map<String, String> before = new java.util.HashMap<>();
    properties.forEach((key, value) -> before.put(key, System.getProperty(key, "")));
    Consumer<Map<String, String>> set =
        values ->
            values.forEach(
                (key, value) -> {
                  if (value.isEmpty()) {
                    System.clearProperty(key);
                  } else {
                    System.setProperty(key, value);
                  }
                });
    set.accept(properties);
    try {
      action.run();
    } finally {
      set.accept(before);
    }
  }

  private void configure() {
    with(
        Map.of(LogSetup.FOLDER_PROPERTY, folder.toString(), OVERRIDE, ""),
        () ->
            assertThat(new LogSetup().configure(context))
                .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFirstMessageMakesTheFile() throws IOException {
    configure();
    context.getLogger("studio.anycost.some.Place").debug("not worth a line");
    context.getLogger("org.other").info("not worth a line");
    assertThat(files()).isEmpty();

    context.getLogger("studio.anycost.some.Place").info("worth {}", "a line");
    context.getLogger("org.other").warn("worth a line, too");
    context.stop();

    assertThat(files()).containsExactly("studio.log");
    assertThat(Files.readAllLines(folder.resolve("studio.log")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches("[-0-9]+ [:.0-9]+ INFO  .*studio.anycost.some.Place - worth a line"),
            line -> assertThat(line).endsWith("org.other - worth a line, too"));
  }

  @Test
  void aFullFileIsRolledAndOldOnesGo() throws IOException {
    configure();
    String kilobyte = "x".repeat(1 << 10);
    for (int i = 0; i < 8 << 10; i++) {
      context.getLogger("studio.anycost.some.Place").info(kilobyte);
    }
    context.stop();
    assertThat(files()).contains("studio.log").hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aNamedConfigurationWins() {
    with(
        Map.of(OVERRIDE, "other.xml"),
        () ->
            assertThat(new LogSetup().configure(context))
                .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY));
  }
}
