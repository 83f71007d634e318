package studio.anycost.training.perceptual;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Perceptual networks by the names that options have for them. */
public final class PerceptualNetworks {
  /** The network that comes along. */
  public static final String BUILT_IN = "mobilenet";

  /** No perceptual term. */
  public static final String NONE = "none";

  private PerceptualNetworks() {}

  /**
   * Opens one; the caller closes it.
   *
   * @param name one of the above, or a feature file
   * @throws IOException with a sentence if the file is none
   */
  public static Optional<PerceptualDistance> of(String name) throws IOException {
    return switch (name) {
      case NONE -> Optional.empty();
      case BUILT_IN -> Optional.of(PerceptualDistance.builtIn());
      default -> Optional.of(PerceptualDistance.of(Path.of(name)));
    };
  }
}
