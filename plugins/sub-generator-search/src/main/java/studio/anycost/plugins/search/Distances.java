package studio.anycost.plugins.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * How far the pictures of sub-generators are from the full generator's, over some faces: rendered
 * on every core, and each sub-generator once. Not thread-safe.
 */
final class Distances {
  /** Truncation of the faces: what people look at. */
  private static final double PSI = 0.8;

  private final Generator generator;
  private final SubGenerator full;
  private final List<StyleCode> faces = new ArrayList<>();
  private final List<Measure.ToFull> targets;
  private final Notes notes;

  private Distances(Generator generator, int faces, Notes notes) {
    this.generator = generator;
    this.full = generator.description().channels().full();
    this.notes = notes;
    float[] mean = generator.description().meanStyleArray();
    for (int seed = 0; seed < faces; seed++) {
      this.faces.add(generator.styleOfSeed(seed).truncated(mean, PSI));
    }
    this.targets = new ArrayList<>(java.util.Collections.nCopies(faces, null));
  }

  /**
   * Renders the full generator's pictures. Blocks.
   *
   * @param faces how many; their seeds are 0, 1, ...
   * @param notes hold what is known, and take what is found
   */
  static Distances of(
      Generator generator, int faces, Measure measure, Notes notes, CancellationToken cancellation)
      throws IOException {
    Distances distances = new Distances(generator, faces, notes);
    generator.renderAll(
        distances.faces,
        distances.full,
        Noise.FIXED,
        cancellation,
        (face, image) -> distances.targets.set(face, measure.to(image)));
    return distances;
  }

  /** The mean over the faces. Blocks unless it is known. */
  double of(SubGenerator subGenerator, CancellationToken cancellation) throws IOException {
    if (subGenerator.equals(full)) {
      return 0;
    }
    Optional<Double> known = notes.distance(subGenerator);
    if (known.isPresent()) {
      return known.get();
    }
    double distance = rendered(subGenerator, cancellation);
    notes.add(subGenerator, distance);
    return distance;
  }

  private double rendered(SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    double[] each = new double[faces.size()];
    try {
      generator.renderAll(
          faces,
          subGenerator,
          Noise.FIXED,
          cancellation,
          (face, image) -> {
            try {
              each[face] = targets.get(face).of(image, cancellation);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // In the order of the faces, not of their arrival: the same sum at every run.
    double mean = Arrays.stream(each).sum() / each.length;
    if (!(mean >= 0) || Double.isInfinite(mean)) {
      throw new IOException(Texts.of("distances.thePicturesOfA", subGenerator.resolution()));
    }
    return mean;
  }
}
