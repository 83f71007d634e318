package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import studio.anycost.models.io.FullDisk;
import studio.anycost.models.words.Texts;

/**
 * Writes one bundle, all or nothing: until {@link #finish} succeeds the target is as it was.
 *
 * <pre>{@code
 * try (BundleWriter writer = BundleWriter.to(target)) {
 *   writer.add("mapping.onnx", bytes);
 *   writer.finish(manifest);
 * }
 * }</pre>
 *
 * <p>Owns a temporary folder or file beside the target until it is closed. For one thread.
 */
public final class BundleWriter implements AutoCloseable {
  private final Path path;
  private final BundleTarget target;
  private final Map<String, Manifest.FileEntry> files = new TreeMap<>();
  private boolean published;

  private BundleWriter(Path path, BundleTarget target) {
    this.path = path;
    this.target = target;
  }

  /**
   * Begins a bundle: one zip file if it is {@link PackedBundle#isNamed named} so, otherwise a
   * folder. Missing parent folders are made.
   *
   * @throws BundleException if there is something at the path, other than an empty folder
   */
  public static BundleWriter to(Path path) throws IOException {
    return begin(path, false);
  }

  /**
   * As {@link #to}, but a bundle at the path is replaced once the new one is complete.
   *
   * @throws BundleException if there is something at the path that is neither an empty folder nor a
   *     bundle, or a bundle with files that are not its own
   */
  public static BundleWriter replacing(Path path) throws IOException {
    return begin(path, true);
  }

  private static BundleWriter begin(Path path, boolean replace) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw BundleException.notWritten(path.toString(), Texts.of("bundle.bundleWriter.noName"));
    }
    Files.createDirectories(absolute.getParent());
    return new BundleWriter(
        path,
        PackedBundle.isNamed(absolute)
            ? new ZipTarget(absolute, replace)
            : new DirectoryTarget(absolute, replace));
  }

  /**
   * Writes one file of the bundle.
   *
   * @param name as the manifest will have it: relative, slashes, plain characters
   * @throws IllegalArgumentException if the name is not allowed or was used before
   */
  public void add(String name, byte[] content) throws IOException {
    if (!FileNames.isSafe(name) || name.equals(FileNames.MANIFEST) || files.containsKey(name)) {
      throw new IllegalArgumentException("A bundle cannot have another file '" + name + "'.");
    }
    write(name, content);
    files.put(name, new Manifest.FileEntry(Sha256.hex(content), content.length));
  }

  /**
   * Writes every file of another bundle as it is.
   *
   * @throws BundleException if one is not what its manifest says
   */
  public void addAll(ModelBundle bundle) throws IOException {
    for (String name : bundle.manifest().files().keySet()) {
      add(name, bundle.read(name));
    }
  }

  /**
   * Adds the manifest, opens the result once as every reader will, and moves it to its place.
   *
   * @param manifest everything but the files, which are replaced by those that were added
   * @throws BundleException if the manifest and the files do not make a bundle that can be opened
   */
  public void finish(Manifest manifest) throws IOException {
    Manifest complete = manifest.withFiles(files);
    ManifestCheck.check(complete, path.toString());
    finish(ManifestCodec.encode(complete));
  }

  /** The same with a manifest that is not to change by a byte: that of a bundle that is copied. */
  void finish(byte[] manifest) throws IOException {
    write(FileNames.MANIFEST, manifest);
    ModelBundle.open(complete()).close();
    target.publish();
    published = true;
  }

  private void write(String name, byte[] content) throws IOException {
    try {
      target.add(name, content);
    } catch (IOException e) {
      throw named(e);
    }
  }

  private Path complete() throws IOException {
    try {
      return target.complete();
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** Whoever fills a disk learns from the system what happened, and not to which file. */
  private IOException named(IOException failure) {
    return FullDisk.isCause(failure)
        ? BundleException.notWritten(
            path.toString(), Texts.of("bundle.bundleWriter.noRoom"), failure)
        : failure;
  }

  /** Leaves no trace of an unfinished bundle. */
  @Override
  public void close() throws IOException {
    if (!published) {
      target.discard();
    }
  }
}
