package studio.anycost.evaluation.picture;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.latent.SeededNormal;

/**
 * The sampler: face {@code i} is that of seed {@code seed + i}, the one that the studio draws for
 * it. It depends on nothing else, so any part of the samples can be drawn anywhere.
 *
 * @param seed of the first face
 * @param psi truncation; 1 for none
 */
public record Faces(long seed, double psi) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Style codes in a row. Blocks while they are mapped. */
  public List<StyleCode> codes(
      Generator generator, int from, int to, CancellationToken cancellation) throws IOException {
    int styles = generator.description().styleCount();
    float[] mean = generator.description().meanStyleArray();
    List<StyleCode> codes = new ArrayList<>();
    for (float[] w : styles(generator, from, to, cancellation)) {
      StyleCode code = StyleCode.broadcast(w, styles);
      codes.add(psi == 1 ? code : code.truncated(mean, psi));
    }
    return codes;
  }

  /** The w of faces in a row, not truncated. */
  public float[][] styles(Generator generator, int from, int to, CancellationToken cancellation)
      throws IOException {
    float[][] z = new float[to - from][];
    for (int i = 0; i < z.length; i++) {
      z[i] = SeededNormal.z(seed + from + i, generator.description().styleDimension());
    }
    return generator.mapAll(z, cancellation);
  }
}
