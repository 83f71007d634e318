package studio.anycost.app.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.app.words.Texts;

/**
 * Reads the descriptor of a plugin file that nobody has looked at yet.
 *
 * <p>A plugin is a jar, or a zip with {@code classes/} and {@code lib/*.jar} in it. The file is
 * taken for hostile: sizes are bounded before anything is read, an entry whose path would leave its
 * folder refuses the whole file, and nothing of the plugin is loaded or run.
 */
final class PluginArchive {
  private static final Logger LOG = LoggerFactory.getLogger(PluginArchive.class);

  static final long MAX_FILE_BYTES = 256L << 20;
  static final long MAX_UNPACKED_BYTES = 512L << 20;
  private static final int MAX_ENTRIES = 50_000;
  private static final int MAX_DESCRIPTOR_BYTES = 64 << 10;

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String EXTENSIONS = "META-INF/extensions.idx";
  private static final String JAR_INDEX = "META-INF/INDEX.LIST";
  private static final String WORDS = "META-INF/words_%s.properties";
  private static final String CLASSES = "classes/";

  private static final Pattern VERSION =
      Pattern.compile("(?=.{1,64}$)\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?");
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(?=.{1,512}$)[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  private PluginArchive() {}

  /** Whether the name of a file is one that is looked into at all. */
  static boolean hasPluginName(Path file) {
    return hasEnding(file, ".jar") || isZip(file);
  }

  static boolean isZip(Path file) {
    return hasEnding(file, ".zip");
  }

  private static boolean hasEnding(Path file, String ending) {
    // a root has no file name
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /**
   * Checks a jar or zip and reads its descriptor.
   *
   * @throws PluginException with a sentence that names the file and what is wrong with it
   */
  static PluginManifest inspect(Path file) throws PluginException {
    String name =
        Texts.of(
            "plugin.pluginArchive.theFile", Failures.clean(String.valueOf(file.getFileName())));
    if (!hasPluginName(file)) {
      throw new PluginException(Texts.of("plugin.pluginArchive.neitherJarNorZip", name));
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw new PluginException(Texts.of("plugin.pluginArchive.missing", name));
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new PluginException(Texts.of("plugin.pluginArchive.isTooLargeFor", name));
      }
      try (ZipFile zip = new ZipFile(file.toFile())) {
        checkEntries(name, zip);
        return read(name, zip, isZip(file) ? CLASSES : "");
      }
    } catch (IOException | IllegalArgumentException e) { // the latter for broken entry names
      throw new PluginException(Texts.of("plugin.pluginArchive.notAZip", name), e);
    }
  }

  /**
   * Refuses a jar that would make a class loader read files beside it.
   *
   * @throws PluginException with a sentence that names the file
   */
  static void requireSelfContained(String name, ZipFile zip, String root)
      throws PluginException, IOException {
    if (zip.getEntry(root + JAR_INDEX) != null) {
      throw new PluginException(Texts.of("plugin.pluginArchive.holdsIndex", name, JAR_INDEX));
    }
    ZipEntry entry = zip.getEntry(root + MANIFEST);
    if (entry != null
        && manifest(name, zip, entry).getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
      throw new PluginException(Texts.of("plugin.pluginArchive.namesClassPath", name));
    }
  }

  private static void checkEntries(String name, ZipFile zip) throws PluginException {
    if (zip.size() > MAX_ENTRIES) {
      throw new PluginException(Texts.of("plugin.pluginArchive.tooManyEntries", name, zip.size()));
    }
    long total = 0;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      if (leavesItsFolder(entry.getName())) {
        throw new PluginException(
            Texts.of("plugin.pluginArchive.pathLeaves", name, Failures.clean(entry.getName())));
      }
      long size = Math.max(0, entry.getSize());
      if (size > MAX_UNPACKED_BYTES - total) {
        throw new PluginException(Texts.of("plugin.pluginArchive.tooLargeUnpacked", name));
      }
      total += size;
    }
  }

  private static boolean leavesItsFolder(String path) {
    return path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.indexOf(':') >= 0
        || path.indexOf('\0') >= 0
        || List.of(path.split("/", -1)).contains("..");
  }

  private static PluginManifest read(String name, ZipFile zip, String root)
      throws PluginException, IOException {
    requireSelfContained(name, zip, root);
    ZipEntry entry = zip.getEntry(root + MANIFEST);
    if (entry == null) {
      throw new PluginException(Texts.of("plugin.pluginArchive.noManifest", name, root, MANIFEST));
    }
    Attributes attributes = manifest(name, zip, entry).getMainAttributes();
    String id = text(attributes, ManifestPluginDescriptorFinder.PLUGIN_ID);
    if (id.isEmpty()) {
      throw new PluginException(Texts.of("plugin.pluginArchive.noPluginId", name));
    }
    if (!Parameter.KEY.matcher(id).matches()) {
      throw new PluginException(Texts.of("plugin.pluginArchive.wrongId", name, id));
    }
    String version = text(attributes, ManifestPluginDescriptorFinder.PLUGIN_VERSION);
    if (!VERSION.matcher(version).matches()) {
      throw new PluginException(Texts.of("plugin.pluginArchive.wrongVersion", name, version));
    }
    String requires = text(attributes, ManifestPluginDescriptorFinder.PLUGIN_REQUIRES);
    if (requires.isEmpty()) {
      throw new PluginException(Texts.of("plugin.pluginArchive.noRequires", name));
    }
    if (!text(attributes, ManifestPluginDescriptorFinder.PLUGIN_DEPENDENCIES).isEmpty()) {
      throw new PluginException(Texts.of("plugin.pluginArchive.dependsOnOthers", name));
    }
    String pluginClass = text(attributes, ManifestPluginDescriptorFinder.PLUGIN_CLASS);
    String title = text(attributes, "Plugin-Name");
    PluginWords words = words(name, zip, root);
    return new PluginManifest(
        id,
        version,
        words.name(title.isEmpty() ? id : title),
        pluginClass.isEmpty() ? Plugin.class.getName() : className(name, pluginClass),
        extensions(name, zip, root),
        new PluginDetails(
            words.description(text(attributes, ManifestPluginDescriptorFinder.PLUGIN_DESCRIPTION)),
            text(attributes, ManifestPluginDescriptorFinder.PLUGIN_PROVIDER),
            text(attributes, ManifestPluginDescriptorFinder.PLUGIN_LICENSE),
            requires),
        words);
  }

  /** In the language of the studio. A file that cannot be used is no reason to miss the plugin. */
  private static PluginWords words(String name, ZipFile zip, String root) throws IOException {
    String file = root + WORDS.formatted(Locale.getDefault().getLanguage());
    ZipEntry entry = zip.getEntry(file);
    if (entry == null) {
      return PluginWords.NONE;
    }
    try {
      return PluginWords.read(new String(bounded(name, zip, entry), StandardCharsets.UTF_8));
    } catch (PluginException e) {
      LOG.warn("{}: its {} cannot be used.", name, file, e);
      return PluginWords.NONE;
    }
  }

  private static List<String> extensions(String name, ZipFile zip, String root)
      throws PluginException, IOException {
    ZipEntry entry = zip.getEntry(root + EXTENSIONS);
    List<String> result = new ArrayList<>();
    if (entry != null) {
      String index = new String(bounded(name, zip, entry), StandardCharsets.UTF_8);
      for (String line : index.split("\\R")) {
        String extension = line.replaceFirst("#.*", "").strip();
        if (!extension.isEmpty()) {
          result.add(className(name, extension));
        }
      }
    }
    if (result.isEmpty()) {
      throw new PluginException(
          Texts.of("plugin.pluginArchive.offersNothingIsMissing", name, root, EXTENSIONS));
    }
    return result;
  }

  private static String className(String name, String text) throws PluginException {
    if (!CLASS_NAME.matcher(text).matches()) {
      throw new PluginException(
          Texts.of("plugin.pluginArchive.noClass", name, Failures.clean(text)));
    }
    return text;
  }

  private static Manifest manifest(String name, ZipFile zip, ZipEntry entry)
      throws PluginException, IOException {
    byte[] bytes = bounded(name, zip, entry);
    try {
      return new Manifest(new ByteArrayInputStream(bytes));
    } catch (IOException | IllegalArgumentException e) {
      throw new PluginException(Texts.of("plugin.pluginArchive.manifestUnreadable", name), e);
    }
  }

  /** Never trusts the size that the zip claims for an entry. */
  private static byte[] bounded(String name, ZipFile zip, ZipEntry entry)
      throws PluginException, IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MAX_DESCRIPTOR_BYTES + 1);
      if (bytes.length > MAX_DESCRIPTOR_BYTES) {
        throw new PluginException(
            Texts.of("plugin.pluginArchive.fileTooLarge", name, entry.getName()));
      }
      return bytes;
    }
  }

  private static String text(Attributes attributes, String key) {
    String value = attributes.getValue(key);
    return value == null ? "" : Failures.clean(value);
  }
}
