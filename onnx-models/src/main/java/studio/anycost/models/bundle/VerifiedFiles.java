package studio.anycost.models.bundle;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.zip.ZipException;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.io.Printable;
import studio.anycost.models.words.Texts;

/**
 * The files of a source that a manifest vouches for. No byte leaves here that was not counted, and
 * no file that was not compared with its hash. Never reads past the declared size, whatever a
 * source can unpack to. Safe to use from any thread.
 */
final class VerifiedFiles {
  private static final int CHUNK = 1 << 16;

  private final BundleSource source;
  private final Map<String, Manifest.FileEntry> entries;

  VerifiedFiles(BundleSource source, Map<String, Manifest.FileEntry> entries) {
    this.source = source;
    this.entries = entries;
  }

  /** The manifest's bytes, the only ones that nothing vouches for. */
  static byte[] manifest(BundleSource source) throws IOException {
    String name = FileNames.MANIFEST;
    try (InputStream in = open(source, name)) {
      byte[] bytes = in.readNBytes(BundleLimits.MANIFEST_BYTES + 1);
      if (bytes.length > BundleLimits.MANIFEST_BYTES) {
        throw BundleException.ofFile(
            source.title(),
            name,
            Texts.of(
                "bundle.verifiedFiles.largerThanAllowed", (BundleLimits.MANIFEST_BYTES >> 20)));
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw damaged(source, name, e);
    }
  }

  /**
   * Compares every file with the manifest.
   *
   * @throws java.util.concurrent.CancellationException if cancelled between two files
   */
  void verifyAll(TaskContext<?> task) throws IOException {
    double total = entries.values().stream().mapToLong(Manifest.FileEntry::bytes).sum();
    long done = 0;
    for (Map.Entry<String, Manifest.FileEntry> entry : entries.entrySet()) {
      task.cancellation().throwIfCancelled();
      task.progress()
          .report(done / total, Texts.of("bundle.verifiedFiles.checking", entry.getKey()));
      copy(entry.getKey(), OutputStream.nullOutputStream());
      done += entry.getValue().bytes();
    }
  }

  /** A file's bytes, compared with the manifest at this very read. */
  byte[] read(String name) throws IOException {
    // Grows with what is really there: a declared size may be a lie.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(name, bytes);
    return bytes.toByteArray();
  }

  private void copy(String name, OutputStream out) throws IOException {
    Manifest.FileEntry entry = entries.get(name);
    if (entry == null) {
      throw BundleException.of(
          source.title(), Texts.of("bundle.verifiedFiles.notInManifest", Printable.of(name)));
    }
    MessageDigest digest = Sha256.digest();
    long count = 0;
    try (InputStream in = open(source, name)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        count += n;
        if (count > entry.bytes()) {
          throw BundleException.ofFile(
              source.title(),
              name,
              Texts.of("bundle.verifiedFiles.largerThanStated", entry.bytes()));
        }
        digest.update(chunk, 0, n);
        out.write(chunk, 0, n);
      }
    } catch (ZipException | EOFException e) {
      throw damaged(source, name, e);
    }
    if (count != entry.bytes()) {
      throw BundleException.ofFile(
          source.title(), name, Texts.of("bundle.verifiedFiles.otherSize", count, entry.bytes()));
    }
    if (!Sha256.hex(digest).equals(entry.sha256())) {
      throw BundleException.ofFile(
          source.title(), name, Texts.of("bundle.verifiedFiles.otherHash"));
    }
  }

  private static InputStream open(BundleSource source, String name) throws IOException {
    return source
        .open(name)
        .orElseThrow(
            () ->
                BundleException.ofFile(
                    source.title(), name, Texts.of("bundle.verifiedFiles.missing")));
  }

  private static BundleException damaged(BundleSource source, String name, IOException cause) {
    return BundleException.ofFile(
        source.title(), name, Texts.of("bundle.verifiedFiles.cannotBeUnpacked"), cause);
  }
}
