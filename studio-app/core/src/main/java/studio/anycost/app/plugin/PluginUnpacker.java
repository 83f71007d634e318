package studio.anycost.app.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import studio.anycost.app.words.Texts;

/**
 * Unpacks the zip form of a plugin into a folder of the host.
 *
 * <p>Not left to PF4J, which would unpack beside the zip, where the installation may be read-only,
 * and without a bound.
 */
final class PluginUnpacker {
  private PluginUnpacker() {}

  /**
   * Unpacks a zip that {@link PluginArchive#inspect} has accepted into an empty folder.
   *
   * @throws PluginException if it holds more than it claims, or a library that reaches outside
   * @throws IOException if reading or writing fails
   */
  static void unpack(Path zipFile, Path folder) throws PluginException, IOException {
    String name = Texts.of("plugin.pluginUnpacker.theFile", zipFile.getFileName());
    Path root = folder.toAbsolutePath().normalize();
    long budget = PluginArchive.MAX_UNPACKED_BYTES;
    try (ZipFile zip = new ZipFile(zipFile.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = root.resolve(entry.getName()).normalize();
        // inspect refused such paths; the file may have been replaced since
        if (!target.startsWith(root)) {
          throw new PluginException(Texts.of("plugin.pluginUnpacker.pathLeaves", name));
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          budget -= copy(zip, entry, target, budget, name);
        }
      }
    }
    for (Path library : libraries(root)) {
      try (ZipFile zip = new ZipFile(library.toFile())) {
        PluginArchive.requireSelfContained(
            Texts.of("plugin.pluginUnpacker.library", library.getFileName(), zipFile.getFileName()),
            zip,
            "");
      }
    }
  }

  /** The jars below {@code lib} of an unpacked plugin, by name. */
  static List<Path> libraries(Path folder) throws IOException {
    Path lib = folder.resolve("lib");
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Deletes a folder and all below it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long copy(ZipFile zip, ZipEntry entry, Path target, long budget, String name)
      throws PluginException, IOException {
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long copied = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        copied += count;
        if (copied > budget) {
          throw new PluginException(Texts.of("plugin.pluginUnpacker.tooLargeUnpacked", name));
        }
        out.write(buffer, 0, count);
      }
      return copied;
    }
  }
}
