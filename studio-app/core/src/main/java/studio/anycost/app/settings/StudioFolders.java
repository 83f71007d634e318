package studio.anycost.app.settings;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import studio.anycost.app.words.Texts;

/**
 * The folders of the studio on this machine.
 *
 * @param config preferences
 * @param plugins plugins that the person installed
 * @param logs log files
 * @param cache what can be found out again, such as times measured on this machine; may be deleted
 *     at any time and is made by whoever writes into it first
 * @param builtInPlugins plugins of the distribution, if it has any
 */
public record StudioFolders(
    Path config, Path plugins, Path logs, Path cache, Optional<Path> builtInPlugins) {
  /** System property that puts all folders of the person into one; wins over the variable. */
  public static final String HOME_PROPERTY = "anycost.studio.home";

  /** Environment variable with the same meaning. */
  public static final String HOME_VARIABLE = "ANYCOST_STUDIO_HOME";

  /** System property that names the folder of the distribution's plugins. */
  public static final String PLUGINS_PROPERTY = "anycost.studio.plugins";

  private static final String NAME = "anycost-studio";
  private static final String DISPLAY_NAME = "Anycost Studio";
  private static final String CACHE = "cache";

  /** The folders for this process; nothing is created. */
  public static StudioFolders forThisMachine() {
    return of(System.getProperties(), System.getenv(), distributionPlugins());
  }

  /** The folders for given properties and environment. */
  static StudioFolders of(
      Properties properties, Map<String, String> environment, Optional<Path> distribution) {
    Optional<Path> builtIn =
        present(properties.getProperty(PLUGINS_PROPERTY)).map(Path::of).or(() -> distribution);
    Optional<Path> home =
        present(properties.getProperty(HOME_PROPERTY))
            .or(() -> present(environment.get(HOME_VARIABLE)))
            .map(Path::of);
    if (home.isPresent()) {
      return inOne(home.get(), home.get().resolve(CACHE), builtIn);
    }
    Path user = Path.of(properties.getProperty("user.home", "."));
    String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      Path data = user.resolve("AppData");
      // Roaming folders follow the person to other machines, whose times are others.
      return inOne(
          named(environment, "APPDATA", data.resolve("Roaming")).resolve(DISPLAY_NAME),
          named(environment, "LOCALAPPDATA", data.resolve("Local"))
              .resolve(DISPLAY_NAME)
              .resolve(CACHE),
          builtIn);
    }
    if (system.contains("mac")) {
      Path library = user.resolve("Library");
      return inOne(
          library.resolve("Application Support").resolve(DISPLAY_NAME),
          library.resolve("Caches").resolve(DISPLAY_NAME),
          builtIn);
    }
    return new StudioFolders(
        xdg(environment, "XDG_CONFIG_HOME", user.resolve(".config")),
        xdg(environment, "XDG_DATA_HOME", user.resolve(".local/share")).resolve("plugins"),
        xdg(environment, "XDG_STATE_HOME", user.resolve(".local/state")).resolve("logs"),
        xdg(environment, "XDG_CACHE_HOME", user.resolve(".cache")),
        builtIn);
  }

  private static StudioFolders inOne(Path home, Path cache, Optional<Path> builtIn) {
    return new StudioFolders(home, home.resolve("plugins"), home.resolve("logs"), cache, builtIn);
  }

  private static Path named(Map<String, String> environment, String variable, Path fallback) {
    return present(environment.get(variable)).map(Path::of).orElse(fallback);
  }

  private static Path xdg(Map<String, String> environment, String variable, Path fallback) {
    // The specification says that relative paths are to be ignored.
    return present(environment.get(variable))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(fallback)
        .resolve(NAME);
  }

  private static Optional<String> present(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  /** The distribution keeps jars in {@code lib} and plugins in {@code plugins} beside it. */
  private static Optional<Path> distributionPlugins() {
    CodeSource source = StudioFolders.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      Path lib = jar.getParent();
      return Optional.of(lib.resolveSibling("plugins")).filter(Files::isDirectory);
    } catch (URISyntaxException | RuntimeException e) {
      // Loaded from something that is no file: then there is no distribution around it.
      return Optional.empty();
    }
  }

  /** Directions that were found for models, beside the plugins; made by whoever keeps the first. */
  public Path directions() {
    return plugins.resolveSibling("directions");
  }

  /** What searches found for models, beside the plugins; made by whoever keeps the first. */
  public Path candidates() {
    return plugins.resolveSibling("candidates");
  }

  /** Networks that the person imported, beside the plugins; made by whoever keeps the first. */
  public Path features() {
    return plugins.resolveSibling("features");
  }

  /** Faces that the person likes, beside the plugins; made by whoever keeps the first. */
  public Path favourites() {
    return plugins.resolveSibling("favourites");
  }

  /** Unfinished work of tools, beside the plugins; made by whoever keeps the first. */
  public Path work() {
    return plugins.resolveSibling("work");
  }

  /** Unsaved work of each window, beside the plugins; made by whoever keeps the first. */
  public Path recovery() {
    return plugins.resolveSibling("recovery");
  }

  /** Marks of sliders, beside the plugins; made by whoever sets the first. */
  public Path sliders() {
    return plugins.resolveSibling("sliders");
  }

  /** Presets that the person kept, beside the plugins; made by whoever keeps the first. */
  public Path presets() {
    return plugins.resolveSibling("presets");
  }

  /** What was open last, beside the plugins; made by the first window. */
  public Path session() {
    return plugins.resolveSibling("session");
  }

  /** The file of the preferences. */
  public Path preferencesFile() {
    return config.resolve("preferences.json");
  }

  /**
   * Creates the folders of the person that are missing.
   *
   * @throws IOException with a sentence if that is not possible
   */
  public void create() throws IOException {
    for (Path folder : List.of(config, plugins, logs)) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new IOException(Texts.of("settings.studioFolders.theStudiosFolderCannot", folder), e);
      }
    }
  }
}
