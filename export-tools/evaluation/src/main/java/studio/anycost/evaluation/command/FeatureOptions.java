package studio.anycost.evaluation.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import studio.anycost.app.cli.InputException;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.score.FeatureNetworks;

/** In which features pictures are compared. */
final class FeatureOptions {
  private static final int LARGEST_SIDE = 4096;

  @Option(
      names = "--features",
      paramLabel = "NET.onnx",
      description = {
        "Network for FID and KID: pictures in -1..1, or as the file's own notes say. Default: the"
            + " model's attribute predictor as a stand-in."
      })
  private Path file;

  @Option(
      names = "--features-output",
      paramLabel = "NAME",
      description = "The output of the network that is taken. Default: the only one.")
  private String output;

  @Option(
      names = "--features-side",
      paramLabel = "N",
      description =
          "Side of the pictures that it sees, where the file leaves it free. Default: 299.")
  private Integer side;

  /** Opens what was asked for; empty if nothing was and the model has nothing that stands in. */
  Optional<FeatureExtractor> open(StudioEngine engine) throws IOException, InputException {
    FeatureNetworks networks = new FeatureNetworks(engine.sessions().networks());
    if (file == null) {
      if (output != null || side != null) {
        throw new InputException("Name the network with --features.");
      }
      return networks.standIn(engine.generator().bundle());
    }
    if (side != null && (side < 1 || side > LARGEST_SIDE)) {
      throw new InputException("--features-side lies between 1 and " + LARGEST_SIDE + ".");
    }
    try {
      return Optional.of(
          networks.open(
              file,
              Optional.ofNullable(output),
              side == null ? OptionalInt.empty() : OptionalInt.of(side)));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }
}
