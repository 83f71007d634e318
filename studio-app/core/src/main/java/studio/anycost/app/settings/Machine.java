package studio.anycost.app.settings;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The computer that the studio runs on; times are measured on one and mean nothing on another.
 *
 * @param processor model name where the system tells it, else the architecture
 * @param cores processors that this Java may use
 * @param memoryBytes of the machine; 0 if unknown
 */
public record Machine(
    String system, String architecture, String processor, int cores, long memoryBytes) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  /** Windows tells it to every process. */
  private static final String IDENTIFIER = "PROCESSOR_IDENTIFIER";

  /** This one. */
  public static Machine current() {
    String architecture = System.getProperty("os.arch");
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        architecture,
        processorName().orElse(architecture),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0);
  }

  private static Optional<String> processorName() {
    if (!Files.isReadable(CPU_INFO)) {
      return Optional.ofNullable(System.getenv(IDENTIFIER));
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> List.of(line.split(":", 2)))
          .filter(parts -> parts.size() == 2)
          .map(parts -> parts.get(1).strip())
          .findFirst();
    } catch (IOException e) {
      // A name for people; without it the architecture has to do.
      return Optional.empty();
    }
  }
}
