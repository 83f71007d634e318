package studio.anycost.app.log;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prints on standard error when the phases of the start were reached, if the environment variable
 * {@code ANYCOST_STUDIO_STARTUP_TRACE} is 1; else does nothing. Not a logger, because the start of
 * the loggers is one of the phases. Safe to use from any thread.
 */
public final class StartupTrace {
  /** Environment variable that switches the trace on. */
  public static final String VARIABLE = "ANYCOST_STUDIO_STARTUP_TRACE";

  private static final boolean ON = "1".equals(System.getenv(VARIABLE));
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private StartupTrace() {}

  /** Notes that a phase is over; only the first time counts. */
  public static void mark(String phase) {
    if (ON && SEEN.add(phase)) {
      System.err.println(line(sinceStart(), cpu(), phase));
    }
  }

  /** Since the virtual machine started, which the launcher does some 20 ms after its own start. */
  private static Duration sinceStart() {
    return Duration.ofMillis(
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /** Of all threads, launcher included. */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  static String line(Duration sinceStart, Duration cpu, String phase) {
    return String.format(
        Locale.ROOT, "%6d ms  %6d ms cpu  %s", sinceStart.toMillis(), cpu.toMillis(), phase);
  }
}
