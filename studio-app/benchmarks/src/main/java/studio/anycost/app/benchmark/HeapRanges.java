package studio.anycost.app.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Where in the address space Java's heap lies, as the virtual machine's own diagnostic command
 * tells it: {@code def new generation total 78656K, used 1K [0x00000006c2000000, 0x.., 0x..)}.
 */
final class HeapRanges {
  private static final Pattern RANGE =
      Pattern.compile("\\[0x([0-9a-f]+),(?: 0x[0-9a-f]+,)* 0x([0-9a-f]+)\\)");

  private final List<long[]> ranges;

  private HeapRanges(List<long[]> ranges) {
    this.ranges = ranges;
  }

  /** Of this process; nowhere if the virtual machine does not tell. */
  static HeapRanges ofThisProcess() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcHeapInfo",
                  new Object[] {null},
                  new String[] {String[].class.getName()});
      return parse(String.valueOf(text));
    } catch (JMException e) {
      return new HeapRanges(List.of());
    }
  }

  static HeapRanges parse(String text) {
    List<long[]> ranges = new ArrayList<>();
    Matcher matcher = RANGE.matcher(text);
    while (matcher.find()) {
      ranges.add(
          new long[] {
            Long.parseUnsignedLong(matcher.group(1), 16),
            Long.parseUnsignedLong(matcher.group(2), 16)
          });
    }
    return new HeapRanges(ranges);
  }

  boolean isKnown() {
    return !ranges.isEmpty();
  }

  /** Whether a mapping of the process belongs to the heap. */
  boolean contains(long address) {
    return ranges.stream()
        .anyMatch(
            range ->
                Long.compareUnsigned(range[0], address) <= 0
                    && Long.compareUnsigned(address, range[1]) < 0);
  }
}
