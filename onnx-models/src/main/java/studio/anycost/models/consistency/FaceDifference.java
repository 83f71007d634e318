package studio.anycost.models.consistency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.Consistency;

/**
 * How much what a sub-generator shows of one single face differs from the full picture, in the
 * measure of {@link Consistency.Entry}: 0 = the same, about 1 = another face of the model.
 * Immutable.
 */
public final class FaceDifference {
  private final Spread spread;

  private FaceDifference(Spread spread) {
    this.spread = spread;
  }

  /**
   * The measure of a model. Blocks; renders some faces in full width, but no larger than they are
   * looked at, at background priority: a moment.
   *
   * @throws CancellationException if cancelled
   * @throws IOException with a sentence if the runtime failed
   */
  public static FaceDifference of(Generator generator, CancellationToken cancellation)
      throws IOException {
    ChannelTable channels = generator.description().channels();
    int side = Math.min(Octaves.FINEST, channels.resolution());
    SubGenerator small = channels.subGenerator(1, side);
    float[] mean = generator.description().meanStyleArray();
    List<StyleCode> faces = new ArrayList<>();
    for (int seed = 0; seed < ConsistencyMeasure.FACES; seed++) {
      faces.add(generator.styleOfSeed(seed).truncated(mean, ConsistencyMeasure.PSI));
    }
    List<Octaves> pictures = new ArrayList<>(Collections.nCopies(faces.size(), null));
    generator.renderAll(
        faces,
        small,
        Noise.FIXED,
        cancellation,
        (face, image) -> pictures.set(face, Octaves.of(image, side)));
    return new FaceDifference(Spread.of(pictures));
  }

  /** The measure of a model of which there are pictures of at least two faces, all of one size. */
  public static FaceDifference of(List<ImageTensor> faces) {
    return new FaceDifference(
        Spread.of(faces.stream().map(face -> Octaves.of(face, face.side())).toList()));
  }

  /**
   * The difference of two pictures of one face.
   *
   * @param shown by the sub-generator
   * @param full at least as large
   * @return not above {@link Consistency#HIGHEST_DISTANCE}
   */
  public double between(ImageTensor shown, ImageTensor full) {
    int side = shown.side();
    PictureDistance distance = new PictureDistance(List.of(Octaves.of(full, side)), spread);
    distance.add(0, Octaves.of(shown, side));
    double value = distance.value();
    return value < Consistency.HIGHEST_DISTANCE ? value : Consistency.HIGHEST_DISTANCE;
  }
}
