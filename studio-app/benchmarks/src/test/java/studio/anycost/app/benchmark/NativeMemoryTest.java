package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private static final String SERIAL =
      """
       def new generation   total 78656K, used 1399K [0x00000006c2000000, 0x00000006c7550000, 0x000000072c000000)
        eden space 69952K,   2% used [0x00000006c2000000, 0x00000006c215de38, 0x00000006c6450000)
       tenured generation   total 174784K, used 0K [0x000000072c000000, 0x0000000736ab0000, 0x0000000800000000)
       Metaspace       used 5K, committed 192K, reserved 1114112K
      """;

  private static final String FIRST =
      " garbage-first heap   total 258048K, used 1M [0x00000006c2000000, 0x00000007c0000000)";

  @Test
  void theHeapIsWhereTheVirtualMachineSays() {
    HeapRanges heap = HeapRanges.parse(SERIAL);
    assertThat(heap.isKnown()).isTrue();
    assertThat(heap.contains(0x6c2000000L)).isTrue();
    assertThat(heap.contains(0x7fffff000L)).isTrue();
    assertThat(heap.contains(0x800000000L)).isFalse();
    assertThat(heap.contains(0x7f0000000000L)).isFalse();
    assertThat(HeapRanges.parse(FIRST).contains(0x6c2000000L)).isTrue();
    assertThat(HeapRanges.parse(" ZHeap used 2M, capacity 512M").isKnown()).isFalse();
  }

  @Test
  void mappingsOfTheHeapDoNotCount() {
    List<String> maps =
        List.of(
            "6c2000000-6c7550000 rw-p 00000000 00:00 0",
            "Size:             87360 kB",
            "Rss:               1000 kB",
            "VmFlags: rd wr mr mw me ac",
            "72c000000-736ab0000 rw-p 00000000 00:00 0",
            "Rss:                500 kB",
            "7f53a8000000-7f53a8021000 rw-p 00000000 00:00 0",
            "Rss:                 30 kB",
            "Pss:                 30 kB",
            "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]",
            "Rss:                  4 kB");
    assertThat(NativeMemory.outside(HeapRanges.parse(SERIAL), maps)).isEqualTo(34 << 10);
  }

  @Test
  void nativeMemoryIsSeenAndJavasIsNot() {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/smaps")));
    NativeMemory memory = NativeMemory.fromNow();
    byte[][] blocks = new byte[64][1 << 20];
    for (byte[] block : blocks) {
      Arrays.fill(block, (byte) 1);
    }
    double withHeap = memory.grown().orElseThrow();
    ByteBuffer direct = ByteBuffer.allocateDirect(64 << 20);
    for (int i = 0; i < direct.capacity(); i += 4096) {
      direct.put(i, (byte) 1);
    }
    OptionalLong withBoth = memory.grown();

    assertThat(blocks[63][0]).isEqualTo((byte) 1);
    assertThat(withHeap).isLessThan(32 << 20);
    assertThat(withBoth.orElseThrow() - withHeap)
        .isCloseTo(direct.capacity(), within((double) (16 << 20)));
  }
}
