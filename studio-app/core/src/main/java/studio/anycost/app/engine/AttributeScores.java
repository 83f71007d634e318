package studio.anycost.app.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.task.CancellationToken;

/** What the attribute predictor of a model says of pictures. Safe to use from any thread. */
public final class AttributeScores {
  /** So many pictures at once; in between one can cancel. */
  private static final int AT_ONCE = 16;

  private final Network predictor;
  private final int attributes;

  private AttributeScores(Network predictor, int attributes) {
    this.predictor = predictor;
    this.attributes = attributes;
  }

  /** Empty if the model has no predictor. */
  public static Optional<AttributeScores> of(Generator generator) {
    return generator
        .attributePredictor()
        .map(network -> new AttributeScores(network, generator.description().attributes().size()));
  }

  /** How sure the predictor is, 0..1, for a difference of its logits. */
  static double confidence(float logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /**
   * Looks at pictures of one side. Blocks.
   *
   * @return differences of the logits, above 0 = present, {@code [pictures][attributes]}
   */
  public float[][] logits(List<ImageTensor> pictures, CancellationToken cancellation)
      throws IOException {
    float[][] logits = new float[pictures.size()][attributes];
    if (pictures.isEmpty()) {
      return logits;
    }
    List<Long> shape = predictor.inputs().get(0).shape();
    long wanted = shape.get(shape.size() - 1);
    int side = wanted > 0 ? Math.toIntExact(wanted) : pictures.get(0).side();
    int each = 3 * side * side;
    for (int from = 0; from < pictures.size(); from += AT_ONCE) {
      int count = Math.min(AT_ONCE, pictures.size() - from);
      float[] input = new float[count * each];
      for (int i = 0; i < count; i++) {
        float[] picture = pictures.get(from + i).resized(side).toArray();
        System.arraycopy(picture, 0, input, i * each, each);
      }
      FloatTensor output =
          predictor.run(FloatTensor.wrap(input, count, 3, side, side), cancellation);
      for (int i = 0; i < count; i++) {
        for (int attribute = 0; attribute < attributes; attribute++) {
          int at = 2 * (i * attributes + attribute);
          logits[from + i][attribute] = output.get(at + 1) - output.get(at);
        }
      }
    }
    return logits;
  }
}
