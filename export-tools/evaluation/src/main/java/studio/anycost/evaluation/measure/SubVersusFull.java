package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.app.engine.AttributeScores;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.picture.PictureSource;
import studio.anycost.evaluation.picture.RenderedPictures;
import studio.anycost.evaluation.score.PairDistance;
import studio.anycost.evaluation.statistics.Agreement;
import studio.anycost.evaluation.statistics.RunningMean;

/**
 * What sub-generators and the full generator show of the same faces with the same noise: how far
 * the pictures are apart, and how often the model's attribute predictor says the same of them (Lin
 * et al., 2021).
 *
 * @param generator that renders
 * @param faces and their truncation
 * @param count of the faces
 * @param perceptual the network by which pictures are compared; empty if they are not
 * @param predictor whose verdicts are compared; empty if they are not
 */
public record SubVersusFull(
    Generator generator,
    Faces faces,
    NoiseChoice noise,
    int count,
    Optional<FeatureNetwork> perceptual,
    Optional<AttributeScores> predictor) {
  /** So many full pictures are kept at once, with their features. */
  private static final int CHUNK = 16;

  /**
   * What was found of a sub-generator. Mergeable; not thread-safe.
   *
   * @param perceptual distances, if pictures were compared
   * @param mse mean squared differences, if pictures were compared
   * @param agreement of the verdicts, question by question, if they were compared
   */
  public record Found(RunningMean perceptual, RunningMean mse, Agreement agreement)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Takes all that another one took. */
    public void merge(Found other) {
      perceptual.merge(other.perceptual);
      mse.merge(other.mse);
      agreement.merge(other.agreement);
    }
  }

  /**
   * Compares. Blocks; renders every face with the full generator once, and with each of the others.
   *
   * @param others without the full one
   * @return in the order of the sub-generators
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException if the runtime failed
   */
  public Map<Uniform, Found> run(List<Uniform> others, Pace pace) throws IOException {
    Map<Uniform, Found> found = new LinkedHashMap<>();
    int questions = Math.max(1, generator.description().attributes().size());
    for (Uniform uniform : others) {
      found.put(uniform, new Found(new RunningMean(), new RunningMean(), new Agreement(questions)));
    }
    for (int from = 0; from < count; from += CHUNK) {
      new Chunk(from, Math.min(count, from + CHUNK), pace).run(found);
    }
    return found;
  }

  private List<ImageTensor> rendered(Uniform uniform, int from, int to, Pace pace)
      throws IOException {
    List<ImageTensor> images = new ArrayList<>();
    PictureSource source =
        new RenderedPictures(generator, uniform.subGenerator(), faces, noise, count);
    source.read(from, to, pace.cancellation(), (index, picture) -> images.add(picture.clamped()));
    pace.did(to - from);
    return images;
  }

  /** Some faces. */
  private final class Chunk {
    private final int from;
    private final int to;
    private final Pace pace;

    Chunk(int from, int to, Pace pace) {
      this.from = from;
      this.to = to;
      this.pace = pace;
    }

    void run(Map<Uniform, Found> found) throws IOException {
      Uniform whole = new Uniform(1, generator.description().channels().full());
      List<ImageTensor> full = rendered(whole, from, to, pace);
      boolean[][] wanted = verdicts(full);
      // One resolution after the other: the full picture's features at it are kept meanwhile.
      TreeSet<Integer> sides = new TreeSet<>();
      found.keySet().forEach(uniform -> sides.add(uniform.resolution()));
      for (int side : sides) {
        List<PairDistance> distances = new ArrayList<>();
        if (perceptual.isPresent()) {
          full.forEach(image -> distances.add(new PairDistance(perceptual.get(), image)));
        }
        for (Map.Entry<Uniform, Found> entry : found.entrySet()) {
          if (entry.getKey().resolution() == side) {
            List<ImageTensor> shown = rendered(entry.getKey(), from, to, pace);
            compare(shown, distances, entry.getValue());
            compare(verdicts(shown), wanted, entry.getValue());
          }
        }
      }
    }

    private void compare(List<ImageTensor> shown, List<PairDistance> distances, Found found)
        throws IOException {
      for (int i = 0; i < distances.size(); i++) {
        found.perceptual().add(distances.get(i).perceptual(shown.get(i), pace.cancellation()));
        found.mse().add(distances.get(i).mse(shown.get(i)));
      }
    }

    private void compare(boolean[][] shown, boolean[][] wanted, Found found) {
      for (int i = 0; i < shown.length; i++) {
        found.agreement().add(shown[i], wanted[i]);
      }
    }

    /** What the predictor says; none if there is none. */
    private boolean[][] verdicts(List<ImageTensor> images) throws IOException {
      if (predictor.isEmpty()) {
        return new boolean[0][];
      }
      float[][] logits = predictor.get().logits(images, pace.cancellation());
      boolean[][] verdicts = new boolean[logits.length][];
      for (int i = 0; i < logits.length; i++) {
        verdicts[i] = new boolean[logits[i].length];
        for (int j = 0; j < logits[i].length; j++) {
          verdicts[i][j] = logits[i][j] > 0;
        }
      }
      return verdicts;
    }
  }
}
