package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that plugins lie in; only the user's is ever written to. */
final class PluginFolders {
  private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);

  private static final String ASIDE = ".uninstalled";

  private final List<Path> shipped;
  private final Path user;

  PluginFolders(List<Path> shipped, Path user) {
    this.shipped = shipped.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    this.user = user.toAbsolutePath().normalize();
  }

  /** The user's folder; need not exist. */
  Path user() {
    return user;
  }

  boolean isUsers(Path file) {
    return user.equals(file.getParent());
  }

  /** All jars and zips, folder by folder, by name; folders that are missing are left out. */
  List<Path> candidates() {
    List<Path> result = new ArrayList<>();
    for (Path folder : Stream.concat(shipped.stream(), Stream.of(user)).distinct().toList()) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files
              .filter(PluginArchive::hasPluginName)
              .filter(Files::isRegularFile)
              .sorted()
              .forEach(result::add);
        } catch (IOException e) {
          LOG.warn("The plugin folder {} could not be read.", folder, e);
        }
      }
    }
    return result;
  }

  /** A file that was copied into the user's folder, with its descriptor. */
  record Added(Path file, PluginManifest manifest) {}

  /**
   * Copies a plugin into the user's folder so that either the whole file is there or none of it.
   *
   * @throws PluginException with a sentence that names the file and what is wrong
   */
  Added add(Path source) throws PluginException {
    PluginArchive.inspect(source);
    try {
      Files.createDirectories(user);
      Path incoming = Files.createTempDirectory(user, ".incoming-");
      try {
        Path copy = Files.copy(source, incoming.resolve(source.getFileName().toString()));
        PluginManifest manifest = PluginArchive.inspect(copy); // the source may change meanwhile
        String ending = PluginArchive.isZip(copy) ? ".zip" : ".jar";
        Path target = user.resolve(manifest.id() + "-" + manifest.version() + ending);
        return new Added(Files.move(copy, target), manifest);
      } finally {
        PluginUnpacker.delete(incoming);
      }
    } catch (FileAlreadyExistsException e) {
      throw new PluginException(
          "There is a file " + e.getFile() + " already; remove it before installing.", e);
    } catch (IOException e) {
      throw new PluginException(
          String.format(
              Locale.ROOT,
              "The plugin '%s' could not be copied to %s (%s).",
              source.getFileName(),
              user,
              Failures.describe(e)),
          e);
    }
  }

  /**
   * Takes a plugin out of the user's folder and keeps its file aside, so that it can be installed
   * again from there; what was put aside before is deleted.
   *
   * @return where it lies now
   * @throws PluginException if it lies elsewhere or cannot be moved
   */
  Path putAside(Path file, PluginManifest manifest) throws PluginException {
    requireUsers(file, manifest);
    try {
      Path aside = user.resolve(ASIDE);
      if (Files.exists(aside)) {
        PluginUnpacker.delete(aside);
      }
      Files.createDirectories(aside);
      return Files.move(file, aside.resolve(file.getFileName()));
    } catch (IOException e) {
      throw new PluginException(
          manifest.title() + " is off, but " + file + " could not be taken away.", e);
    }
  }

  private void requireUsers(Path file, PluginManifest manifest) throws PluginException {
    if (!isUsers(file)) {
      throw new PluginException(
          manifest.title() + " came with the studio; it can be switched off, not uninstalled.");
    }
  }

  /**
   * Deletes a plugin from the user's folder.
   *
   * @throws PluginException if it lies elsewhere or cannot be deleted
   */
  void remove(Path file, PluginManifest manifest) throws PluginException {
    requireUsers(file, manifest);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PluginException(
          manifest.title() + " is off, but " + file + " could not be deleted.", e);
    }
  }
}
