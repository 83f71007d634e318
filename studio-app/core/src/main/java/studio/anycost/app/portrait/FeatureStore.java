package studio.anycost.app.portrait;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.export.features.FeatureFile;

/** Where the network of the published perceptual measure is kept on this machine. */
public final class FeatureStore {
  private final Path file;

  /**
   * @param folder made when something is kept
   */
  public FeatureStore(Path folder) {
    this.file = folder.resolve("lpips.onnx");
  }

  /** Whether there is one. */
  public boolean isThere() {
    return Files.isRegularFile(file);
  }

  /** Its file, whether or not there is one. */
  public Path file() {
    return file;
  }

  /**
   * Keeps a network in the place of the one before. Blocks.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void keep(FeatureFile features) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SafeFiles.write(file, features.toBytes());
  }

  /**
   * Reads the network. Blocks.
   *
   * @throws IOException with a sentence if there is none or it cannot be used
   */
  public FeatureFile read() throws IOException {
    return FeatureFile.parse(SafeFiles.read(file, FeatureFile.LIMIT), file.toString());
  }

  /**
   * Forgets the network.
   *
   * @return whether there was one
   * @throws IOException if it cannot be deleted
   */
  public boolean remove() throws IOException {
    return Files.deleteIfExists(file);
  }
}
