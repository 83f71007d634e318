package studio.anycost.app.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory of this process at one moment, after a garbage collection.
 *
 * @param residentBytes memory that the system says the process occupies; empty where unknown
 * @param heapBytes of it for Java objects
 * @param openHandles native handles of the runtime
 */
public record MemorySample(OptionalLong residentBytes, long heapBytes, long openHandles) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final String PEAK = "VmHWM:";

  /** Collects garbage, so that what is left is what is kept, and looks. */
  static MemorySample take(long openHandles) {
    System.gc();
    return new MemorySample(
        resident(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(),
        openHandles);
  }

  /** The most that the system saw the process occupy so far; empty where unknown. */
  static OptionalLong peak() {
    return told(PEAK);
  }

  private static OptionalLong resident() {
    return told(RESIDENT);
  }

  private static OptionalLong told(String property) {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(property))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
