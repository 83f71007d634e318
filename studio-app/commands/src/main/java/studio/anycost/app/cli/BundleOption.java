package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --bundle B}. */
public final class BundleOption {
  @Option(
      names = "--bundle",
      paramLabel = "B",
      description = "Model bundle: a folder or a zip file. Default: the model that comes along.")
  private Path bundle;

  /** Empty for the model that comes along. */
  public Optional<Path> path() {
    return Optional.ofNullable(bundle);
  }
}
