package studio.anycost.app.plugin.project;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.PluginApi;
import studio.anycost.app.words.Texts;

/**
 * A Maven project of a plugin with one edit, ready to be built.
 *
 * <p>It brings the plugin API along: a folder in the project is a Maven repository that holds the
 * jar of the studio which wrote it. So nobody needs the studio's sources to build a plugin.
 */
public final class PluginProject {
  private static final String REPOSITORY = "plugin-api-repository";

  private final ProjectName name;
  private final String studioVersion;

  /**
   * @param name as a person writes it
   * @param studioVersion of the studio, which its plugin API has, too
   * @throws IllegalArgumentException with a sentence if a plugin cannot be called so
   */
  public PluginProject(String name, String studioVersion) {
    this.name = ProjectName.of(name);
    this.studioVersion = studioVersion;
  }

  /** The name of the project's folder, which is the id of the plugin. */
  public String folderName() {
    return name.id();
  }

  /** The name of the jar that Maven builds, in the project's folder {@code target}. */
  public String jarName() {
    return name.id() + "-1.0.0.jar";
  }

  /** What the project is made of: text by its path, with slashes. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", filled("pom.xml"));
    files.put("README.md", filled("README.md"));
    files.put(".gitignore", "target/\n");
    files.put("src/main/plugin/MANIFEST.MF", filled("MANIFEST.MF"));
    files.put("src/main/java/org/example/" + name.className() + ".java", filled("Edit.java"));
    return files;
  }

  /**
   * Writes the project.
   *
   * @param folder made if it is not there
   * @return whether it has the plugin API in it; if not, because this studio runs from no jar, it
   *     has to be in the local repository
   * @throws IOException with a sentence if the folder holds something, or cannot be written to
   */
  public boolean writeTo(Path folder) throws IOException {
    if (Files.exists(folder) && !isEmptyFolder(folder)) {
      throw new IOException(Texts.of("plugin.project.pluginProject.taken", folder));
    }
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Optional<Path> api = apiJar();
    if (api.isPresent()) {
      Path place =
          folder.resolve(Path.of(REPOSITORY, "studio", "anycost", "plugin-api", studioVersion));
      Files.createDirectories(place);
      String stem = "plugin-api-" + studioVersion;
      Files.copy(api.get(), place.resolve(stem + ".jar"));
      Files.writeString(place.resolve(stem + ".pom"), resource("plugin-api.pom"));
    }
    return api.isPresent();
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private String filled(String template) {
    return resource(template)
        .replace("@TITLE@", name.title())
        .replace("@ID@", name.id())
        .replace("@CLASS@", name.className())
        .replace("@STUDIO@", studioVersion)
        .replace("@REQUIRES@", requires(PluginApi.VERSION));
  }

  /** From a version of the API to the next one that may change anything. */
  static String requires(String version) {
    String[] numbers = version.split("\\.");
    int major = Integer.parseInt(numbers[0]);
    String next =
        major > 0 ? (major + 1) + ".0.0" : "0." + (Integer.parseInt(numbers[1]) + 1) + ".0";
    return ">=" + version + " & <" + next;
  }

  private static String resource(String name) {
    try (InputStream in = PluginProject.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The template " + name + " cannot be read.", e);
    }
  }

  private static Optional<Path> apiJar() {
    CodeSource source = PluginApi.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
    } catch (URISyntaxException | RuntimeException e) {
      return Optional.empty(); // loaded from something that is no file
    }
  }
}
