package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Resampling;
import studio.anycost.app.engine.Faithfulness;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.evaluation.picture.PictureSource;

/**
 * How faithful what the model's encoder makes of aligned pictures is: the full generator's picture
 * and the given one, those of sub-generators and the given one, those and the full one's.
 *
 * @param mean over the pictures
 * @param pictures how many there were
 */
public record EncoderTable(Faithfulness mean, int pictures) {
  /** The side that published encoders take, where a graph leaves it free. */
  private static final int USUAL_SIDE = 256;

  /**
   * Measures. Blocks.
   *
   * @param engine whose open model is measured; it has an encoder
   * @param pictures aligned; each counts once for every render of it
   * @param subGenerators that are compared
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if no picture can be used, or the runtime failed
   */
  public static EncoderTable of(
      StudioEngine engine, PictureSource pictures, List<SubGenerator> subGenerators, Pace pace)
      throws IOException {
    Generator generator = engine.lentGenerator();
    Network encoder =
        generator.encoder().orElseThrow(() -> new IOException("The model has no encoder."));
    int side = generator.description().channels().resolution();
    List<Faithfulness> all = new ArrayList<>();
    for (int i = 0; i < pictures.count(); i++) {
      pace.cancellation().throwIfCancelled();
      pictures.read(
          i,
          i + 1,
          pace.cancellation(),
          (index, picture) -> {
            ImageTensor image = picture.image();
            StyleCode code = encoded(generator, encoder, image, pace);
            ImageTensor shown = Resampling.of(image.side(), side).apply(image);
            all.add(
                Faithfulness.of(engine, code, shown.toRgb(), subGenerators, pace.cancellation()));
          });
      pace.did(1 + subGenerators.size());
    }
    if (all.isEmpty()) {
      throw new IOException("There is no picture that can be used.");
    }
    return new EncoderTable(Faithfulness.over(all), all.size());
  }

  /** As the encoder was trained: the picture resized, one style for every layer. */
  private static StyleCode encoded(
      Generator generator, Network encoder, ImageTensor image, Pace pace) throws IOException {
    List<Long> shape = encoder.inputs().get(0).shape();
    long known = shape.get(shape.size() - 1);
    int side = known > 0 ? Math.toIntExact(known) : USUAL_SIDE;
    FloatTensor styles =
        encoder.run(
            FloatTensor.wrap(image.resized(side).toArray(), 1, 3, side, side), pace.cancellation());
    int count = generator.description().styleCount();
    int dimension = generator.description().styleDimension();
    if (styles.count() != count * dimension) {
      throw new IOException(
          "The encoder of '"
              + generator.description().name()
              + "' belongs to another generator: it gave "
              + styles.count()
              + " values instead of "
              + count
              + "x"
              + dimension
              + ".");
    }
    return StyleCode.of(count, dimension, styles.toArray());
  }
}
