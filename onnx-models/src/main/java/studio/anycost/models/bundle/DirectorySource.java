package studio.anycost.models.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.models.words.Texts;

/** A bundle in a folder. */
final class DirectorySource implements BundleSource {
  private final Path folder;
  private final Path realFolder;

  DirectorySource(Path folder) throws IOException {
    this.folder = folder;
    this.realFolder = folder.toRealPath();
  }

  @Override
  public String title() {
    return folder.toString();
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(folder);
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    Path file = realFolder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Path real = file.toRealPath();
    if (!real.startsWith(realFolder)) {
      throw BundleException.ofFile(title(), name, Texts.of("bundle.directorySource.leadsOutside"));
    }
    // A pipe or a device would block or never end.
    if (!Files.isRegularFile(real)) {
      throw BundleException.ofFile(title(), name, Texts.of("bundle.directorySource.notAFile"));
    }
    return Optional.of(Files.newInputStream(real));
  }

  @Override
  public void close() {
    // Nothing stays open between two reads.
  }
}
