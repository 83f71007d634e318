package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.evaluation.picture.PictureSource;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.statistics.Moments;

/**
 * The features of pictures: their moments, and all of them where they are wanted. Mergeable; not
 * thread-safe.
 */
public final class FeatureSet implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Pictures that are scored at once. */
  static final int CHUNK = 16;

  private final Moments moments;
  private final boolean keeps;
  private final List<float[]> rows = new ArrayList<>();

  private FeatureSet(int dimension, boolean keeps) {
    this.moments = new Moments(dimension);
    this.keeps = keeps;
  }

  /**
   * Scores the pictures of a source. Blocks.
   *
   * @param keeps whether all features are kept; else their moments alone
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if there are fewer than two pictures, or if reading,
   *     rendering or the network failed
   */
  public static FeatureSet of(
      PictureSource source, FeatureExtractor extractor, boolean keeps, Pace pace)
      throws IOException {
    FeatureSet set = null;
    for (int from = 0; from < source.count(); from += CHUNK) {
      pace.cancellation().throwIfCancelled();
      int to = Math.min(source.count(), from + CHUNK);
      Optional<FeatureSet> next = chunk(source, from, to, extractor, keeps, pace.cancellation());
      if (next.isPresent()) {
        set = joined(set, next.get());
      }
      pace.did(to - from);
    }
    return enough(set);
  }

  /**
   * Has faces drawn and scored. Blocks.
   *
   * @param runner has it done
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if there are fewer than two faces, or if that cannot go on
   */
  public static FeatureSet of(FeatureJob job, SampleRunner runner, Pace pace) throws IOException {
    FeatureSet[] set = {null};
    runner.run(
        job,
        0,
        job.count(),
        pace.task(),
        (behind, part) -> {
          int pictures = (int) part.count();
          set[0] = joined(set[0], part);
          pace.did(pictures);
        });
    return enough(set[0]);
  }

  /**
   * The features of pictures in a row.
   *
   * @return empty if none of them can be used
   */
  static Optional<FeatureSet> chunk(
      PictureSource source,
      int from,
      int to,
      FeatureExtractor extractor,
      boolean keeps,
      CancellationToken cancellation)
      throws IOException {
    List<FloatTensor> seen = new ArrayList<>();
    source.read(
        from, to, cancellation, (index, picture) -> seen.add(extractor.see(picture.inEightBits())));
    FeatureSet set = null;
    for (float[] row : extractor.of(seen, cancellation)) {
      set = set == null ? new FeatureSet(row.length, keeps) : set;
      set.add(row);
    }
    return Optional.ofNullable(set);
  }

  private static FeatureSet joined(FeatureSet set, FeatureSet next) {
    if (set == null) {
      return next;
    }
    set.merge(next);
    return set;
  }

  private static FeatureSet enough(FeatureSet set) throws IOException {
    if (set == null || set.count() < 2) {
      throw new IOException(
          "There are too few pictures that can be used: two are needed at least.");
    }
    return set;
  }

  private void add(float[] row) {
    moments.add(row);
    if (keeps) {
      rows.add(row);
    }
  }

  /** Takes all that another one took, after its own. */
  public void merge(FeatureSet other) {
    moments.merge(other.moments);
    rows.addAll(other.rows);
  }

  /** How many pictures there were. */
  public long count() {
    return moments.count();
  }

  /** The moments; the set's own. */
  public Moments moments() {
    return moments;
  }

  /** All features, if they are kept. */
  public List<float[]> rows() {
    return Collections.unmodifiableList(rows);
  }
}
