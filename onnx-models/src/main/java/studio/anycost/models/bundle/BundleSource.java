package studio.anycost.models.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the bytes of a bundle come from. Knows names and streams; trusts and checks nothing else.
 */
interface BundleSource extends AutoCloseable {
  /** What messages call the bundle. */
  String title();

  /** Where it lies among the files of this machine; empty if it lies among none. */
  Optional<Path> path();

  /**
   * Opens a file of the bundle.
   *
   * @param name a name that {@link FileNames#isSafe} accepted
   * @return empty if there is no such file; the caller closes the stream
   * @throws BundleException if the file lies outside of the bundle
   */
  Optional<InputStream> open(String name) throws IOException;

  @Override
  void close() throws IOException;
}
