package studio.anycost.models.runtime;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The C library's heap, from which ONNX Runtime takes everything that no arena holds.
 *
 * <p>The launcher may set glibc's up as one heap that keeps what was given back, for the next
 * session that asks ({@code GLIBC_TUNABLES}); it is then the arena that all sessions share.
 */
final class NativeHeap {
  private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);
  private static final String TUNABLES = "GLIBC_TUNABLES";
  private static final String ONE_HEAP = "glibc.malloc.arena_max=1";
  private static final String TRIM = "systemTrimNativeHeap";

  private NativeHeap() {}

  /** Whether memory that a run gives back serves the next run without the system's help. */
  static boolean keepsMemory() {
    return keepsMemory(System.getProperty("os.name", ""), System.getenv());
  }

  static boolean keepsMemory(String system, Map<String, String> environment) {
    String tunables = environment.getOrDefault(TUNABLES, "");
    return system.equals("Linux")
        && tunables.contains(ONE_HEAP)
        && tunables.contains("glibc.malloc.mmap_threshold=")
        && tunables.contains("glibc.malloc.trim_threshold=");
  }

  /**
   * Gives what the heap keeps back to the system, if it keeps anything. Takes milliseconds, so not
   * for between two renders.
   */
  static void giveBack() {
    if (!keepsMemory()) {
      return;
    }
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
      LOG.debug("{}", server.invoke(commands, TRIM, new Object[0], new String[0]));
    } catch (JMException e) {
      LOG.debug("This Java cannot trim the native heap.", e);
    }
  }
}
