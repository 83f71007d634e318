package studio.anycost.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many cores stand behind the processors that this process may run on. Two processors that
 * share a core share its vector units too, so two threads of arithmetic on it are no faster than
 * one.
 */
final class ProcessorTopology {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final Path SYSTEM = Path.of("/sys/devices/system/cpu");

  private ProcessorTopology() {}

  /** Cores among the allowed processors; empty where the system does not tell, as outside Linux. */
  static OptionalInt cores() {
    return cores(STATUS, SYSTEM);
  }

  static OptionalInt cores(Path status, Path system) {
    try {
      Set<String> cores = new HashSet<>();
      for (int processor : allowed(Files.readAllLines(status))) {
        Path siblings = system.resolve("cpu" + processor + "/topology/thread_siblings_list");
        cores.add(Files.readString(siblings).strip());
      }
      return cores.isEmpty() ? OptionalInt.empty() : OptionalInt.of(cores.size());
    } catch (IOException | IllegalArgumentException e) {
      // Hidden in some containers, and unknown to other systems: processors have to do.
      return OptionalInt.empty();
    }
  }

  private static Set<Integer> allowed(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(ALLOWED))
        .findFirst()
        .map(line -> processors(line.substring(ALLOWED.length()).strip()))
        .orElse(Set.of());
  }

  /** Reads a list such as {@code 0-3,8,10-11}. */
  static Set<Integer> processors(String list) {
    Set<Integer> processors = new TreeSet<>();
    for (String part : list.split(",")) {
      String[] ends = part.split("-", 2);
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int processor = first; processor <= last; processor++) {
        processors.add(processor);
      }
    }
    return processors;
  }
}
