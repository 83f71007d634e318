package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A bundle that is named with or without {@code --bundle}. */
final class NamedBundle {
  @Mixin private BundleOption option;

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      description = "The bundle, if it is not named with --bundle.")
  private Path argument;

  Optional<Path> path() throws InputException {
    if (argument != null && option.path().isPresent() && !option.path().get().equals(argument)) {
      throw new InputException(
          "The bundle is named twice: " + argument + " and --bundle " + option.path().get() + ".");
    }
    return argument == null ? option.path() : Optional.of(argument);
  }
}
