package studio.anycost.models.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.anycost.models.words.Texts;

/** Writes a bundle to one zip file. The same content gives the same bytes. */
final class ZipTarget implements BundleTarget {
  /** The earliest time that a zip can state; a local time, so that no time zone shifts it. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path target;
  private final Path partial;
  private final ZipOutputStream zip;
  private final boolean replace;

  ZipTarget(Path target, boolean replace) throws IOException {
    this.target = target;
    this.replace = replace;
    requireReplaceable();
    FileTrees.sweep(target, "partial");
    partial = FileTrees.beside(target, "partial");
    zip =
        new ZipOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW)));
  }

  private void requireReplaceable() throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      throw BundleException.notWritten(target.toString(), Texts.of("bundle.zipTarget.folderThere"));
    }
    try (BundleSource source = new ZipSource(target)) {
      ManifestCheck.read(source);
    } catch (BundleException e) {
      throw BundleException.notWritten(target.toString(), Texts.of("bundle.zipTarget.notABundle"));
    }
    if (!replace) {
      throw BundleException.taken(target.toString());
    }
  }

  @Override
  public void add(String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIXED_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public Path complete() throws IOException {
    zip.close();
    return partial;
  }

  @Override
  public void publish() throws IOException {
    requireReplaceable();
    Files.move(
        partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void discard() throws IOException {
    try {
      zip.close();
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
