package studio.anycost.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that this process occupies outside of Java's heap (ONNX Runtime's, and the virtual
 * machine's own), counted from a moment on. Known on Linux only.
 */
final class NativeMemory {
  private static final Path MAPS = Path.of("/proc/self/smaps");
  private static final String RESIDENT = "Rss:";

  private final OptionalLong before;

  private NativeMemory(OptionalLong before) {
    this.before = before;
  }

  /** Something that takes memory. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  static NativeMemory fromNow() {
    System.gc();
    return new NativeMemory(resident());
  }

  /** Bytes more than at first, after a garbage collection; empty where nobody tells. */
  OptionalLong grown() {
    System.gc();
    return sinceFirst(resident());
  }

  /** The most while something is done, looked at as often as the system answers. */
  OptionalLong most(Work work) throws IOException, InterruptedException {
    AtomicLong most = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Thread observer =
        new Thread(
            () -> {
              while (!over.get()) {
                most.accumulateAndGet(sinceFirst(resident()).orElse(0), Math::max);
              }
            },
            "bench-memory");
    observer.setDaemon(true);
    observer.start();
    try {
      work.run();
    } finally {
      over.set(true);
      observer.join();
    }
    return before.isPresent() ? OptionalLong.of(most.get()) : OptionalLong.empty();
  }

  private OptionalLong sinceFirst(OptionalLong now) {
    return now.isPresent() && before.isPresent()
        ? OptionalLong.of(now.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong resident() {
    HeapRanges heap = HeapRanges.ofThisProcess();
    if (!heap.isKnown() || !Files.isReadable(MAPS)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(outside(heap, Files.readAllLines(MAPS)));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Adds up the mappings that are not the heap's.
   *
   * @param maps the lines of smaps: of each mapping its addresses, then its properties, which begin
   *     with capitals
   */
  static long outside(HeapRanges heap, List<String> maps) {
    long bytes = 0;
    boolean counts = false;
    for (String line : maps) {
      if (!Character.isUpperCase(line.charAt(0))) {
        counts = !heap.contains(Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16));
      } else if (counts && line.startsWith(RESIDENT)) {
        bytes += Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    return bytes;
  }
}
