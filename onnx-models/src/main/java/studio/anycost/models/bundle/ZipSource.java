package studio.anycost.models.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.anycost.models.io.SpecialFile;
import studio.anycost.models.words.Texts;

/** A bundle in one zip file, which stays open until the source is closed. */
final class ZipSource implements BundleSource {
  private final Path file;
  private final ZipFile zip;

  ZipSource(Path file) throws IOException {
    this.file = file;
    if (SpecialFile.is(file)) {
      throw BundleException.of(file.toString(), SpecialFile.fault());
    }
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw BundleException.of(file.toString(), Texts.of("bundle.zipSource.notAZip"), e);
    }
    try {
      requireHarmlessNames();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void requireHarmlessNames() throws BundleException {
    if (zip.size() > BundleLimits.ZIP_ENTRIES) {
      throw BundleException.of(
          title(),
          Texts.of("bundle.zipSource.tooManyEntries", zip.size(), BundleLimits.ZIP_ENTRIES));
    }
    for (Iterator<? extends ZipEntry> i = zip.entries().asIterator(); i.hasNext(); ) {
      String name = i.next().getName();
      if (FileNames.leavesFolder(name)) {
        throw BundleException.ofFile(title(), name, Texts.of("bundle.zipSource.leavesTheFolder"));
      }
    }
  }

  @Override
  public String title() {
    return file.toString();
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    return entry == null || entry.isDirectory()
        ? Optional.empty()
        : Optional.of(zip.getInputStream(entry));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
