package studio.anycost.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import studio.anycost.app.photo.QuarterTurn;

/** {@code --rotate DEGREES}. */
final class RotateOption {
  @Option(
      names = "--rotate",
      paramLabel = "DEGREES",
      description =
          "Turn photos clockwise before looking for faces: 90, 180 or 270, for photos that lie on"
              + " their side or stand on their head.")
  private Integer degrees;

  /** Empty if nothing was said. */
  Optional<QuarterTurn> turn() throws InputException {
    if (degrees == null) {
      return Optional.empty();
    }
    Optional<QuarterTurn> turn = QuarterTurn.ofDegrees(degrees);
    if (turn.isEmpty()) {
      throw new InputException("--rotate takes 90, 180 or 270 degrees, not " + degrees + ".");
    }
    return turn;
  }
}
