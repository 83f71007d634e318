package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.runtime.LoadedGenerator;

/**
 * How many different faces a second come out of a sub-generator: many asked for at once, and one
 * after the other. Rounds of both take turns, so that a machine that is slow for a while is slow
 * for both.
 */
final class FacesBench {
  private static final long SEED = 20_260_102;

  /**
   * What was seen.
   *
   * @param together faces a second, many at once, the median of the rounds
   * @param oneByOne faces a second, one after the other, the median of the rounds
   */
  record Result(SubGenerator subGenerator, double together, double oneByOne) {}

  private final LoadedGenerator generator;
  private final Random random = new Random(SEED);

  FacesBench(LoadedGenerator generator) {
    this.generator = generator;
  }

  /**
   * Measures in warm sessions.
   *
   * @param faces of a round that are asked for at once; a quarter of it is rendered one by one
   */
  Result measure(SubGenerator subGenerator, int faces, int rounds) throws IOException {
    List<Double> together = new ArrayList<>();
    List<Double> oneByOne = new ArrayList<>();
    together(subGenerator, Math.min(faces, 8));
    oneByOne(subGenerator, 2);
    for (int round = 0; round < rounds; round++) {
      together.add(together(subGenerator, faces));
      oneByOne.add(oneByOne(subGenerator, Math.max(1, faces / 4)));
    }
    return new Result(subGenerator, median(together), median(oneByOne));
  }

  private double together(SubGenerator subGenerator, int faces) throws IOException {
    List<StyleCode> codes = codes(faces);
    long start = System.nanoTime();
    generator.renderAll(
        codes, subGenerator, Noise.FIXED, CancellationToken.NONE, (index, image) -> use(image));
    return faces * 1e9 / (System.nanoTime() - start);
  }

  private double oneByOne(SubGenerator subGenerator, int faces) throws IOException {
    List<StyleCode> codes = codes(faces);
    long start = System.nanoTime();
    for (StyleCode code : codes) {
      use(generator.render(code, subGenerator, Noise.FIXED, CancellationToken.NONE));
    }
    return faces * 1e9 / (System.nanoTime() - start);
  }

  private List<StyleCode> codes(int count) throws IOException {
    float[][] z = new float[count][generator.description().styleDimension()];
    for (float[] row : z) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    List<StyleCode> codes = new ArrayList<>();
    for (float[] w : generator.mapAll(z, CancellationToken.NONE)) {
      codes.add(StyleCode.broadcast(w, generator.description().styleCount()));
    }
    return codes;
  }

  private void use(ImageTensor image) {
    float value = image.toArray()[0];
    if (!Float.isFinite(value)) {
      throw new IllegalStateException("A picture holds something that is no number.");
    }
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }
}
