package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
  private static final String TUNABLES = "GLIBC_TUNABLES";

  /** What the launcher of this very repository sets. */
  private static String launchers() throws Exception {
    return Arrays.stream(Files.readString(Path.of("../studio")).split("\\R"))
        .map(String::strip)
        .filter(line -> line.startsWith(TUNABLES + "="))
        .map(line -> line.replaceFirst(TUNABLES + "=(\\$" + TUNABLES + ":)?", ""))
        .collect(Collectors.joining(":"));
  }

  @Test
  void theLauncherMakesOneHeapThatKeepsMemory() throws Exception {
    Map<String, String> environment = Map.of(TUNABLES, launchers());
    assertThat(NativeHeap.keepsMemory("Linux", environment)).isTrue();
    assertThat(NativeHeap.keepsMemory("Mac OS X", environment)).isFalse();
  }

  @Test
  void otherHeapsGiveMemoryBack() {
    assertThat(NativeHeap.keepsMemory("Linux", Map.of())).isFalse();
    assertThat(NativeHeap.keepsMemory("Linux", Map.of(TUNABLES, "glibc.malloc.hugetlb=1")))
        .isFalse();
    assertThat(NativeHeap.keepsMemory("Linux", Map.of(TUNABLES, "glibc.malloc.arena_max=1")))
        .isFalse();
  }

  @Test
  void givingBackIsNoErrorAnywhere() {
    assertThatCode(NativeHeap::giveBack).doesNotThrowAnyException();
  }
}
