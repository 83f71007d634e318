package studio.anycost.models.bundle;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.models.words.Texts;

/** A bundle among the resources of a class. Resources cannot be listed; the manifest names them. */
final class ClassPathSource implements BundleSource {
  private final Class<?> owner;
  private final String folder;

  /**
   * @param owner whose class loader has the resources
   * @param folder absolute name of the folder, with a slash at both ends
   */
  ClassPathSource(Class<?> owner, String folder) {
    this.owner = owner;
    this.folder = folder;
  }

  @Override
  public String title() {
    return Texts.of("bundle.classPathSource.builtIn");
  }

  @Override
  public Optional<Path> path() {
    return Optional.empty();
  }

  @Override
  public Optional<InputStream> open(String name) {
    return Optional.ofNullable(owner.getResourceAsStream(folder + name));
  }

  @Override
  public void close() {
    // Streams are the only thing that is open, and their readers close them.
  }
}
