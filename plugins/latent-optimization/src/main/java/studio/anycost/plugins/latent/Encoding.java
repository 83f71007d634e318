package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;

/** What the encoder of the model predicts for a picture. */
final class Encoding {
  /** The side that published encoders take, where a graph leaves it free. */
  private static final int USUAL_SIDE = 256;

  private Encoding() {}

  /**
   * Blocks.
   *
   * @param picture square
   * @return empty if the model has no encoder
   * @throws IOException with a sentence if it does not fit the generator
   */
  static Optional<StyleCode> of(
      RgbImage picture, Generator generator, CancellationToken cancellation) throws IOException {
    Optional<Network> encoder = generator.encoder();
    if (encoder.isEmpty()) {
      return Optional.empty();
    }
    GeneratorDescription description = generator.description();
    int side = side(encoder.get());
    FloatTensor image =
        FloatTensor.wrap(ImageTensor.of(picture).resized(side).toArray(), 1, 3, side, side);
    FloatTensor styles = encoder.get().run(image, cancellation);
    int count = description.styleCount();
    int dimension = description.styleDimension();
    if (styles.count() != count * dimension) {
      throw new IOException(
          Texts.of(
              "encoding.theEncoderOfGave", description.name(), styles.count(), count, dimension));
    }
    return Optional.of(StyleCode.of(count, dimension, styles.toArray()));
  }

  private static int side(Network encoder) {
    List<Long> shape = encoder.inputs().get(0).shape();
    long side = shape.get(shape.size() - 1);
    return side > 0 ? Math.toIntExact(side) : USUAL_SIDE;
  }
}
