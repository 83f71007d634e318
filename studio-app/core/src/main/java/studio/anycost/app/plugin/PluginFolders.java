package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.words.Texts;

/** The folders that plugins lie in; only the user's is ever written to. */
final class PluginFolders {
  private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);

  private static final String ASIDE = ".uninstalled";
  private static final String REPLACED = ".replaced";

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

  /** Whether a file lies in the user's folder or anywhere below it. */
  boolean isBelow(Path file) {
    return file.toAbsolutePath().normalize().startsWith(user);
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

  /** A whole plugin that is copied, but not in place yet; closing deletes what is left of it. */
  record Staged(Path folder, Path copy, PluginManifest manifest) implements AutoCloseable {
    /** The name that it gets in the user's folder. */
    private String fileName() {
      return manifest.id()
          + "-"
          + manifest.version()
          + (PluginArchive.isZip(copy) ? ".zip" : ".jar");
    }

    @Override
    public void close() {
      try {
        PluginUnpacker.delete(folder);
      } catch (IOException e) {
        LOG.warn("The folder {} could not be deleted.", folder, e);
      }
    }
  }

  /**
   * Copies a plugin beside the others, where none is looked for.
   *
   * @throws PluginException with a sentence that names the file and what is wrong
   */
  Staged stage(Path source) throws PluginException {
    PluginArchive.inspect(source);
    try {
      Files.createDirectories(user);
      Path incoming = Files.createTempDirectory(user, ".incoming-");
      try {
        Path copy = Files.copy(source, incoming.resolve(source.getFileName().toString()));
        // the source may change meanwhile
        return new Staged(incoming, copy, PluginArchive.inspect(copy));
      } catch (IOException | PluginException e) {
        PluginUnpacker.delete(incoming);
        throw e;
      }
    } catch (IOException e) {
      throw notCopied(source, e);
    }
  }

  /**
   * Puts a plugin into place so that either the whole file is there or none of it.
   *
   * @throws PluginException with a sentence that names the file and what is wrong
   */
  Added place(Staged staged) throws PluginException {
    try {
      return new Added(
          Files.move(staged.copy(), user.resolve(staged.fileName())), staged.manifest());
    } catch (FileAlreadyExistsException e) {
      throw new PluginException(Texts.of("plugin.pluginFolders.thereIsAFile", e.getFile()), e);
    } catch (IOException e) {
      throw notCopied(staged.copy(), e);
    }
  }

  private PluginException notCopied(Path source, IOException e) {
    return new PluginException(
        Texts.of(
            "plugin.pluginFolders.notCopied", source.getFileName(), user, Failures.describe(e)),
        e);
  }

  /**
   * Takes the file of a plugin away while another version of it is tried.
   *
   * @return where it lies, for {@link #putBack} or {@link #keepAside}
   */
  Path takeAway(Path file, PluginManifest manifest) throws PluginException {
    try {
      Path folder = Files.createDirectories(user.resolve(REPLACED));
      return Files.move(
          file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw notTaken(file, manifest, e);
    }
  }

  /** Puts a file back that was taken away. */
  void putBack(Path taken, Path file, PluginManifest manifest) throws PluginException {
    try {
      Files.move(taken, file);
    } catch (IOException e) {
      throw new PluginException(
          Texts.of("plugin.pluginFolders.notPutBack", manifest.title(), file, taken), e);
    }
  }

  /**
   * What was taken away when a studio was killed before the other version was in place, comes back.
   */
  void recover() {
    Path folder = user.resolve(REPLACED);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path taken : files.filter(PluginArchive::hasPluginName).sorted().toList()) {
        if (!isThere(PluginArchive.inspect(taken).id())) {
          Files.move(taken, user.resolve(taken.getFileName()));
        }
      }
      PluginUnpacker.delete(folder);
    } catch (IOException | PluginException e) {
      LOG.warn("What lies in {} could not be put back.", folder, e);
    }
  }

  private boolean isThere(String id) {
    for (Path file : candidates()) {
      try {
        if (PluginArchive.inspect(file).id().equals(id)) {
          return true;
        }
      } catch (PluginException e) {
        continue; // reported when it is discovered
      }
    }
    return false;
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
    return keepAside(file, manifest);
  }

  /** The same with a file that was taken away. */
  Path keepAside(Path file, PluginManifest manifest) throws PluginException {
    try {
      Path aside = user.resolve(ASIDE);
      if (Files.exists(aside)) {
        PluginUnpacker.delete(aside);
      }
      Files.createDirectories(aside);
      return Files.move(file, aside.resolve(file.getFileName()));
    } catch (IOException e) {
      throw notTaken(file, manifest, e);
    }
  }

  private static PluginException notTaken(Path file, PluginManifest manifest, IOException e) {
    return new PluginException(
        Texts.of("plugin.pluginFolders.offNotTakenAway", manifest.title(), file), e);
  }

  private void requireUsers(Path file, PluginManifest manifest) throws PluginException {
    if (!isUsers(file)) {
      throw new PluginException(
          Texts.of("plugin.pluginFolders.cameWithTheStudio", manifest.title()));
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
          Texts.of("plugin.pluginFolders.offNotDeleted", manifest.title(), file), e);
    }
  }
}
