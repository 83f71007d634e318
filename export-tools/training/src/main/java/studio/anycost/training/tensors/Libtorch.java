package studio.anycost.training.tensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch, once, and sets it up for the whole process. */
public final class Libtorch {
  private static final List<String> PARTS = List.of("javacpp", "openblas", "pytorch");

  private static boolean loaded;

  private Libtorch() {}

  /**
   * Loads libtorch if that has not happened yet. The first process on a machine unpacks it, almost
   * half a gigabyte into JavaCPP's cache in the user's home, which takes seconds; other processes
   * wait for it meanwhile.
   *
   * @throws UncheckedIOException with a sentence if the cache cannot be written
   */
  @SuppressWarnings("try") // A lock works by being there.
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    // What tensors take is bounded by who trains, not by a multiple of Java's heap.
    setIfUnset("org.bytedeco.javacpp.maxbytes", "0");
    setIfUnset("org.bytedeco.javacpp.maxphysicalbytes", "0");
    try {
      Path cache = Loader.getCacheDir().toPath();
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("anycost-training.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        unpack();
        Loader.load(torch.class);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "libtorch cannot be unpacked: "
              + e.getMessage()
              + ". Make room, or name another folder by -Dorg.bytedeco.javacpp.cachedir.",
          e);
    }
    // Its part is small, and where it does not know the processor it says so at every convolution.
    torch.globalContext().setUserEnabledNNPACK(false);
    // Its threads are not libtorch's: they wait for work by spinning, on processors that libtorch's
    // threads need, and a step took up to thirty times as long.
    openblas_nolapack.blas_set_num_threads(1);
    loaded = true;
  }

  /**
   * Unpacks all libraries before any is loaded: where JavaCPP unpacks each when its turn comes, a
   * process that finds an empty cache crashes while it loads them, alone or among others.
   */
  private static void unpack() throws IOException {
    for (String part : PARTS) {
      Loader.cacheResources(
          torch.class, "/org/bytedeco/" + part + "/" + Loader.getPlatform() + "/");
    }
  }

  private static void setIfUnset(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Sets how many threads one operation uses, at least 1. */
  public static void useThreads(int count) {
    load();
    torch.set_num_threads(count);
  }

  /** Seeds what libtorch draws from now on. */
  public static void seed(long seed) {
    load();
    torch.manual_seed(seed);
  }
}
