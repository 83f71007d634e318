package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeOptionsTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    // processors, cores (-1: unknown), threads
    "1, 1, 1",
    "2, 2, 2",
    "2, -1, 2",
    "2, 1, 1",
    "8, 8, 8",
    "8, 4, 4",
    "8, -1, 8",
    "16, 8, 8",
    "32, 16, 16",
    "32, 32, 16",
    "64, 32, 16",
    // A container that may use two of the machine's 32 processors at a time, but run on all.
    "2, 16, 2",
  })
  void aThreadForEveryCoreButNotForItsSiblings(int processors, int cores, int threads) {
    OptionalInt known = cores < 0 ? OptionalInt.empty() : OptionalInt.of(cores);
    assertThat(RuntimeOptions.defaultsFor(processors, known, 16 * GIB).threads())
        .isEqualTo(threads);
  }

  @ParameterizedTest
  @CsvSource({"0, 256", "512, 256", "2048, 512", "6144, 1536", "8192, 2048", "65536, 2048"})
  void aQuarterOfTheMemoryWithinBounds(long mebibytes, long budget) {
    assertThat(
            RuntimeOptions.defaultsFor(2, OptionalInt.empty(), mebibytes << 20)
                .sessionBudgetBytes())
        .isEqualTo(budget << 20);
  }

  @Test
  void thisMachineHasDefaults() {
    assertThat(RuntimeOptions.defaults().threads())
        .isBetween(1, Math.min(16, Runtime.getRuntime().availableProcessors()));
  }

  /** The files of Linux for a machine whose cores have so many processors each. */
  private OptionalInt cores(String allowed, int processors, int perCore) throws IOException {
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nCpus_allowed_list:\t" + allowed + "\nThreads:\t3\n");
    for (int processor = 0; processor < processors; processor++) {
      Path topology = Files.createDirectories(folder.resolve("cpu" + processor + "/topology"));
      int first = processor % (processors / perCore);
      String siblings = perCore == 1 ? "" + first : first + "," + (first + processors / perCore);
      Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
    }
    return ProcessorTopology.cores(status, folder);
  }

  @Test
  void coresAreCountedOnce() throws IOException {
    assertThat(cores("0-15", 16, 2)).hasValue(8);
  }

  @Test
  void processorsThatAreForbiddenDoNotCount() throws IOException {
    assertThat(cores("0-1,8", 16, 2)).hasValue(2);
    assertThat(cores("0-3", 4, 1)).hasValue(4);
  }

  @Test
  void aSystemThatDoesNotTellIsNotGuessedAt() throws IOException {
    assertThat(ProcessorTopology.cores(folder.resolve("none"), folder)).isEmpty();
    Path status = Files.writeString(folder.resolve("status"), "Cpus_allowed_list:\tall\n");
    assertThat(ProcessorTopology.cores(status, folder)).isEmpty();
    Files.writeString(status, "Name:\tjava\n");
    assertThat(ProcessorTopology.cores(status, folder)).isEmpty();
    // Processors whose topology is hidden.
    Files.writeString(status, "Cpus_allowed_list:\t0-1\n");
    assertThat(ProcessorTopology.cores(status, folder.resolve("hidden"))).isEmpty();
  }
}
