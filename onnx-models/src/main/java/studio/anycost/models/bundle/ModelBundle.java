package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.words.Texts;

/**
 * An open model bundle. Every file is compared with the manifest whenever it is read, so that a
 * bundle cannot change under the studio; all files of a bundle from elsewhere are when it is
 * opened, too, so that a damaged one is refused at once.
 *
 * <p>Immutable, and safe to use from any thread. Owns an open zip file: whoever opens the bundle
 * closes it, or hands it to somebody who does. The manifest and the description stay valid after
 * closing; files can no longer be read.
 */
public final class ModelBundle implements AutoCloseable {
  private static final String DEFAULT_FOLDER = "/studio/anycost/models/bundles/portrait-starter/";

  private final BundleSource source;
  private final Manifest manifest;
  private final String identity;
  private final VerifiedFiles files;
  private final BundleTensors tensors;
  private final GeneratorDescription description;
  private volatile boolean closed;

  /**
   * @param task follows the comparison of all files; empty if they need none
   */
  private ModelBundle(BundleSource source, Optional<TaskContext<?>> task) throws IOException {
    this.source = source;
    byte[] bytes = VerifiedFiles.manifest(source);
    manifest = ManifestCodec.decode(bytes, source.title());
    ManifestCheck.check(manifest, source.title());
    identity = BundleIdentity.of(bytes);
    files = new VerifiedFiles(source, manifest.files());
    if (task.isPresent()) {
      files.verifyAll(task.get());
    }
    String generatorIdentity =
        manifest.origin().isPresent()
            ? Origin.identity(source.title(), manifest, files.read(manifest.origin().get()))
            : identity;
    tensors = new BundleTensors(source.title(), manifest, files);
    // Read for its checks; the maps of a large generator are not worth keeping.
    tensors.noise();
    Manifest.GeneratorShape shape = manifest.generator();
    description =
        new GeneratorDescription(
            manifest.name(),
            generatorIdentity,
            shape.channelTable(),
            shape.styleDimension(),
            manifest.meanStyle(),
            tensors.boundaries(),
            manifest.attributes().map(Manifest.Attributes::names).orElse(List.of()),
            manifest.encoder().isPresent());
  }

  /**
   * Opens and checks a bundle. Blocks while it reads every file once.
   *
   * @param directoryOrZip a folder with a {@code manifest.json}, or a zip file with one at its root
   * @throws BundleException if anything about it is wrong; nothing stays open
   */
  public static ModelBundle open(Path directoryOrZip) throws IOException {
    return open(directoryOrZip, TaskContext.none());
  }

  /**
   * The same for somebody who waits.
   *
   * @throws java.util.concurrent.CancellationException if cancelled meanwhile; nothing stays open
   */
  public static ModelBundle open(Path directoryOrZip, TaskContext<?> task) throws IOException {
    String title = directoryOrZip.toString();
    if (!Files.exists(directoryOrZip)) {
      throw BundleException.of(title, Texts.of("bundle.modelBundle.nothingThere"));
    }
    try {
      return open(
          Files.isDirectory(directoryOrZip)
              ? new DirectorySource(directoryOrZip)
              : new ZipSource(directoryOrZip),
          Optional.of(task));
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw BundleException.of(title, Texts.of("bundle.modelBundle.unreadable", e.getMessage()), e);
    }
  }

  /**
   * Opens the portrait model that comes with the studio. It lies beside the classes that would
   * compare its files: that they all fit the manifest is the build's business, not every start's.
   */
  public static ModelBundle openDefault() throws IOException {
    return open(new ClassPathSource(ModelBundle.class, DEFAULT_FOLDER), Optional.empty());
  }

  private static ModelBundle open(BundleSource source, Optional<TaskContext<?>> task)
      throws IOException {
    try {
      return new ModelBundle(source, task);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** What messages call the bundle: its path. */
  public String title() {
    return source.title();
  }

  /** The folder or zip file; empty for the bundle that comes with the studio. */
  public Optional<Path> path() {
    return source.path();
  }

  /** The checked manifest. */
  public Manifest manifest() {
    return manifest;
  }

  /** What plugins may know of the generator. */
  public GeneratorDescription description() {
    return description;
  }

  /**
   * SHA-256 of the manifest in hexadecimal digits, but for what tells of the model; as the manifest
   * holds the hash of every file, equal identities mean equal models. The description has the
   * identity of the generator instead: the one that the bundle had before anything beside the
   * generator was changed.
   */
  public String identity() {
    return identity;
  }

  /** The stages, ascending resolution. */
  public List<StageEntry> stages() {
    return manifest.stages();
  }

  /**
   * Reads a file of the manifest into memory.
   *
   * @throws BundleException if the manifest does not list it or the file has changed
   * @throws IllegalStateException if the bundle is closed
   */
  public byte[] read(String file) throws IOException {
    requireOpen();
    return files.read(file);
  }

  /**
   * The noise maps of the checkpoint.
   *
   * @return {@code r * r} values, row-major, for the name of every noise input of {@link #stages};
   *     arrays made for this call
   */
  public Map<String, float[]> fixedNoise() throws IOException {
    requireOpen();
    return tensors.noise();
  }

  /** The text about the model, in Markdown. */
  public Optional<String> modelCard() throws IOException {
    requireOpen();
    return manifest.modelCard().isEmpty()
        ? Optional.empty()
        : Optional.of(new String(files.read(manifest.modelCard().get()), StandardCharsets.UTF_8));
  }

  /**
   * Compares every file with the manifest. Blocks while it reads all of them.
   *
   * @throws BundleException if one differs or is missing
   * @throws java.util.concurrent.CancellationException if cancelled between two files
   */
  public void verify(TaskContext<?> task) throws IOException {
    requireOpen();
    files.verifyAll(task);
  }

  /** The manifest as it is stored. */
  byte[] manifestBytes() throws IOException {
    requireOpen();
    byte[] bytes = VerifiedFiles.manifest(source);
    if (!BundleIdentity.of(bytes).equals(identity)) {
      throw BundleException.ofFile(
          title(), FileNames.MANIFEST, Texts.of("bundle.modelBundle.changed"));
    }
    return bytes;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(Texts.of("bundle.modelBundle.closed", title()));
    }
  }

  /** Closes the file. Closing again has no effect. */
  @Override
  public void close() throws IOException {
    closed = true;
    source.close();
  }
}
