package studio.anycost.models.runtime;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much of the machine the runtime may use.
 *
 * @param threads threads that work on one graph node, 1..256; fixed for the process by its first
 *     session manager
 * @param sessionBudgetBytes native memory that cached sessions may take, above 0; sessions in use
 *     are never closed, so a moment's use can lie above it
 * @param provider the wanted execution provider
 * @param profiles an existing folder in which every session leaves ONNX Runtime's profile of its
 *     runs when it is closed; runs are slower for it
 */
public record RuntimeOptions(
    int threads, long sessionBudgetBytes, ExecutionProvider provider, Optional<Path> profiles) {
  /** More threads than this only wait for each other on feature maps of this size. */
  private static final int SENSIBLE_THREADS = 16;

  /** The most threads that can be asked for. */
  public static final int MOST_THREADS = 256;

  private static final long LEAST_BUDGET = 256L << 20;
  private static final long MOST_BUDGET = 2L << 30;

  public RuntimeOptions {
    Objects.requireNonNull(profiles);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "The runtime works with 1 to " + MOST_THREADS + " threads, not with " + threads + ".");
    }
    if (sessionBudgetBytes < 1) {
      throw new IllegalArgumentException(
          "The budget for cached sessions must be above 0 bytes, not " + sessionBudgetBytes + ".");
    }
  }

  /** Without profiles. */
  public RuntimeOptions(int threads, long sessionBudgetBytes, ExecutionProvider provider) {
    this(threads, sessionBudgetBytes, provider, Optional.empty());
  }

  /** On the CPU, without profiles. */
  public RuntimeOptions(int threads, long sessionBudgetBytes) {
    this(threads, sessionBudgetBytes, ExecutionProvider.CPU);
  }

  /** The same with so many threads. */
  public RuntimeOptions withThreads(int count) {
    return new RuntimeOptions(count, sessionBudgetBytes, provider, profiles);
  }

  /** The same with profiles in an existing folder. */
  public RuntimeOptions withProfiles(Path folder) {
    return new RuntimeOptions(threads, sessionBudgetBytes, provider, Optional.of(folder));
  }

  /** A thread for every core up to 16, a quarter of the memory from 256 MiB to 2 GiB, the CPU. */
  public static RuntimeOptions defaults() {
    return defaultsFor(
        Runtime.getRuntime().availableProcessors(), ProcessorTopology.cores(), physicalMemory());
  }

  /**
   * The defaults for a machine.
   *
   * @param processors that this process may use at a time, as limits of a container tell, too
   * @param cores behind the processors that it may run on; fewer if two processors share a core
   * @param memoryBytes of the machine
   */
  static RuntimeOptions defaultsFor(int processors, OptionalInt cores, long memoryBytes) {
    int useful = Math.min(processors, cores.orElse(processors));
    long quarter = memoryBytes / 4;
    return new RuntimeOptions(
        Math.max(1, Math.min(SENSIBLE_THREADS, useful)),
        Math.max(LEAST_BUDGET, Math.min(MOST_BUDGET, quarter)));
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : MOST_BUDGET;
  }
}
