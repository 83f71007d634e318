package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.anycost.app.words.Texts;

/** Finds the plugin file that a person means who names a folder. Reads files; any thread. */
public final class PluginFinder {
  private static final String BUILT = "target";

  /** What Maven's shade plugin leaves beside the jar that it makes. */
  private static final String BEFORE_SHADING = "original-";

  private static final int MOST_FILES = 1000;

  private PluginFinder() {}

  /**
   * The file itself, or the one plugin in a folder, or else in its folder {@code target}, where a
   * build puts it. Whether a file that was named is a plugin is not looked at.
   *
   * @throws PluginException with a sentence if a folder holds none or several
   */
  public static Path find(Path fileOrFolder) throws PluginException {
    if (!Files.isDirectory(fileOrFolder)) {
      return fileOrFolder;
    }
    for (Path folder : List.of(fileOrFolder, fileOrFolder.resolve(BUILT))) {
      List<Path> found = Files.isDirectory(folder) ? plugins(folder) : List.of();
      if (found.size() > 1) {
        throw new PluginException(
            Texts.of(
                "plugin.pluginFinder.several",
                folder,
                found.stream()
                    .map(file -> Failures.clean(file.getFileName().toString()))
                    .collect(Collectors.joining(", "))));
      }
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    throw new PluginException(Texts.of("plugin.pluginFinder.none", fileOrFolder));
  }

  private static List<Path> plugins(Path folder) throws PluginException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .limit(MOST_FILES)
          .filter(file -> !file.getFileName().toString().startsWith(BEFORE_SHADING))
          .filter(PluginFinder::isPlugin)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new PluginException(Texts.of("plugin.pluginFinder.folderUnreadable", folder), e);
    }
  }

  private static boolean isPlugin(Path file) {
    if (!PluginArchive.hasPluginName(file)) {
      return false;
    }
    try {
      PluginArchive.inspect(file);
      return true;
    } catch (PluginException e) {
      return false; // any jar may lie there
    }
  }
}
