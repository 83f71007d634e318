package studio.anycost.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.ModelBundle;

/**
 * A process that opens and evicts sessions over and over, and fails if their memory does not come
 * back; started by {@link ChildProcessTest} with a heap of a fixed size.
 */
final class SqueezedRenders {
  static final int EXIT_CODE = 8;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 3;

  private SqueezedRenders() {}

  public static void main(String[] args) throws Exception {
    long all = bytesOfAllSessions();
    try (SessionManager manager = new SessionManager(new RuntimeOptions(2, all / 4))) {
      LoadedGenerator generator = manager.load(ModelBundle.openDefault());
      for (int round = 0; round < WARM_UPS; round++) {
        renderAll(generator);
      }
      long before = residentBytes();
      for (int round = 0; round < ROUNDS; round++) {
        renderAll(generator);
      }
      long grown = residentBytes() - before;
      System.out.println("resident memory grew by " + grown + " bytes; all sessions take " + all);
      System.out.flush();
      // Each round opens all sessions anew.
      System.exit(grown < all / 2 ? EXIT_CODE : 1);
    }
  }

  static long bytesOfAllSessions() throws IOException {
    try (SessionManager manager = new SessionManager(new RuntimeOptions(2, 1L << 30))) {
      renderAll(manager.load(ModelBundle.openDefault()));
      return manager.status().cachedBytes();
    }
  }

  private static void renderAll(LoadedGenerator generator) throws IOException {
    for (SubGenerator subGenerator : uniform(generator.description().channels())) {
      generator.render(generator.styleOfSeed(7), subGenerator, Noise.FIXED, CancellationToken.NONE);
    }
  }

  /** The uniform sub-generators at the four highest resolutions. */
  static List<SubGenerator> uniform(ChannelTable table) {
    List<SubGenerator> all = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : table.highestResolutions()) {
        all.add(table.subGenerator(ratio, resolution));
      }
    }
    return all;
  }

  /** Zero where the system does not tell: nothing is proved there. */
  private static long residentBytes() throws IOException {
    System.gc();
    return Files.isReadable(STATUS)
        ? Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
            .sum()
        : 0;
  }
}
