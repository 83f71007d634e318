package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.engine.AttributeScores;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.picture.PictureSource;
import studio.anycost.evaluation.picture.RenderedPictures;
import studio.anycost.evaluation.score.PairDistance;
import studio.anycost.evaluation.score.PerceptualSource;
import studio.anycost.evaluation.statistics.Agreement;
import studio.anycost.evaluation.statistics.RunningMean;

/**
 * What sub-generators and the full generator show of the same faces with the same noise: how far
 * the pictures are apart, and how often the model's attribute predictor says the same of them (Lin
 * et al., 2021). Every face is rendered by the full generator once, and by each of the others.
 *
 * @param others sub-generators, without the full one
 * @param faces and their truncation
 * @param perceptual the network by which pictures are compared; null if they are not (a recipe is
 *     written, which an Optional cannot be)
 * @param verdicts whether those of the model's predictor are compared, which it has then
 */
public record SubVersusFull(
    ArrayList<Other> others,
    Faces faces,
    NoiseChoice noise,
    PerceptualSource perceptual,
    boolean verdicts)
    implements SamplingJob<ArrayList<SubVersusFull.Found>> {
  private static final long serialVersionUID = 1L;

  /** So many full pictures are kept at once, with their features. */
  private static final int BATCH = 16;

  /**
   * A uniform sub-generator, in a form that is written.
   *
   * @param ratio of its channels
   */
  public record Other(double ratio, int resolution) implements Serializable {
    private static final long serialVersionUID = 1L;

    private SubGenerator of(ChannelTable table) {
      return table.subGenerator(ratio, resolution);
    }
  }

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

    private static Found none(int questions) {
      return new Found(new RunningMean(), new RunningMean(), new Agreement(questions));
    }

    /** Takes all that another one took. */
    public void merge(Found other) {
      perceptual.merge(other.perceptual);
      mse.merge(other.mse);
      agreement.merge(other.agreement);
    }
  }

  /** With sub-generators as they are named elsewhere. */
  public static SubVersusFull of(
      List<Uniform> others,
      Faces faces,
      NoiseChoice noise,
      Optional<PerceptualSource> perceptual,
      boolean verdicts) {
    ArrayList<Other> written = new ArrayList<>();
    others.forEach(uniform -> written.add(new Other(uniform.ratio(), uniform.resolution())));
    return new SubVersusFull(written, faces, noise, perceptual.orElse(null), verdicts);
  }

  /**
   * Has faces compared. Blocks.
   *
   * @param generator whose sub-generators they are
   * @param count of the faces
   * @param runner has it done
   * @return in the order of the sub-generators
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException if that cannot go on
   */
  public Map<Uniform, Found> run(Generator generator, int count, SampleRunner runner, Pace pace)
      throws IOException {
    ArrayList<Found> all = nothing(generator);
    int[] done = {0};
    runner.run(
        this,
        0,
        count,
        pace.task(),
        (behind, part) -> {
          join(all, part);
          pace.did((behind - done[0]) * (1 + others.size()));
          done[0] = behind;
        });
    Map<Uniform, Found> found = new LinkedHashMap<>();
    ChannelTable table = generator.description().channels();
    for (int i = 0; i < all.size(); i++) {
      Other other = others.get(i);
      found.put(new Uniform(other.ratio(), other.of(table)), all.get(i));
    }
    return found;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public Sampler<ArrayList<Found>> open(Generator generator, Networks networks) throws IOException {
    Optional<FeatureNetwork> eyes =
        perceptual == null ? Optional.empty() : Optional.of(perceptual.open(networks));
    Optional<AttributeScores> predictor =
        verdicts ? AttributeScores.of(generator) : Optional.empty();
    if (verdicts && predictor.isEmpty()) {
      throw new IOException("The model has no attribute predictor.");
    }
    return (from, to, cancellation) ->
        new Batch(generator, eyes, predictor, from, to, cancellation).compare();
  }

  @Override
  public ArrayList<Found> join(ArrayList<Found> first, ArrayList<Found> next) {
    for (int i = 0; i < first.size(); i++) {
      first.get(i).merge(next.get(i));
    }
    return first;
  }

  private ArrayList<Found> nothing(Generator generator) {
    int questions = Math.max(1, generator.description().attributes().size());
    ArrayList<Found> none = new ArrayList<>();
    others.forEach(other -> none.add(Found.none(questions)));
    return none;
  }

  /** Some faces. */
  private final class Batch {
    private final Generator generator;
    private final Optional<FeatureNetwork> eyes;
    private final Optional<AttributeScores> predictor;
    private final int from;
    private final int to;
    private final CancellationToken cancellation;

    Batch(
        Generator generator,
        Optional<FeatureNetwork> eyes,
        Optional<AttributeScores> predictor,
        int from,
        int to,
        CancellationToken cancellation) {
      this.generator = generator;
      this.eyes = eyes;
      this.predictor = predictor;
      this.from = from;
      this.to = to;
      this.cancellation = cancellation;
    }

    ArrayList<Found> compare() throws IOException {
      ArrayList<Found> found = nothing(generator);
      ChannelTable table = generator.description().channels();
      List<ImageTensor> full = rendered(table.full());
      boolean[][] wanted = verdicts(full);
      // One resolution after the other: the full picture's features at it are kept meanwhile.
      TreeSet<Integer> sides = new TreeSet<>();
      others.forEach(other -> sides.add(other.resolution()));
      for (int side : sides) {
        List<PairDistance> distances = new ArrayList<>();
        eyes.ifPresent(
            network -> full.forEach(image -> distances.add(new PairDistance(network, image))));
        for (int i = 0; i < others.size(); i++) {
          if (others.get(i).resolution() == side) {
            List<ImageTensor> shown = rendered(others.get(i).of(table));
            compare(shown, distances, found.get(i));
            compare(verdicts(shown), wanted, found.get(i));
          }
        }
      }
      return found;
    }

    private List<ImageTensor> rendered(SubGenerator subGenerator) throws IOException {
      List<ImageTensor> images = new ArrayList<>();
      PictureSource source = new RenderedPictures(generator, subGenerator, faces, noise, to);
      source.read(from, to, cancellation, (index, picture) -> images.add(picture.clamped()));
      return images;
    }

    private void compare(List<ImageTensor> shown, List<PairDistance> distances, Found found)
        throws IOException {
      for (int i = 0; i < distances.size(); i++) {
        found.perceptual().add(distances.get(i).perceptual(shown.get(i), cancellation));
        found.mse().add(distances.get(i).mse(shown.get(i)));
      }
    }

    private void compare(boolean[][] shown, boolean[][] wanted, Found found) {
      for (int i = 0; i < shown.length; i++) {
        found.agreement().add(shown[i], wanted[i]);
      }
    }

    /** What the predictor says; none if it is not asked. */
    private boolean[][] verdicts(List<ImageTensor> images) throws IOException {
      if (predictor.isEmpty()) {
        return new boolean[0][];
      }
      float[][] logits = predictor.get().logits(images, cancellation);
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
