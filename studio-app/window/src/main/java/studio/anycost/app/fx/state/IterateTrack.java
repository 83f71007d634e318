package studio.anycost.app.fx.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.photo.PhotoFile;

/**
 * The way that an optimization took: its iterates, or only some of them, evenly spread, so that
 * memory is bounded however long it runs. The first, the best and the newest are always among them.
 * Immutable.
 */
public final class IterateTrack {
  /** No more are kept. A code has some tens of kilobytes. */
  public static final int MOST = 200;

  private final Origin origin;
  private final List<Iterate> kept;
  private final int stride;

  /** What the iterates are about. */
  private record Origin(
      String bundle,
      Optional<PhotoFile> photo,
      Optional<Alignment> square,
      ParameterValues values) {
    static Origin of(PortraitDocument document, ParameterValues values) {
      return new Origin(
          document.bundleIdentity(),
          document.source().map(PhotoSource::file),
          document.source().map(PhotoSource::alignment),
          values);
    }
  }

  private IterateTrack(Origin origin, List<Iterate> kept, int stride) {
    this.origin = origin;
    this.kept = List.copyOf(kept);
    this.stride = stride;
  }

  /**
   * The track of a run that begins.
   *
   * @param document that it was started for
   * @param values that it runs with
   */
  public static IterateTrack begun(PortraitDocument document, ParameterValues values) {
    return new IterateTrack(Origin.of(document, values), List.of(), 1);
  }

  /** With what came next. An iterate that is there already is not kept twice. */
  public IterateTrack with(Iterate next) {
    if (!kept.isEmpty() && newest().equals(next)) {
      return this;
    }
    List<Iterate> all = new ArrayList<>(kept);
    all.add(next);
    int wider = stride;
    List<Iterate> thinned = thinned(all, wider);
    while (thinned.size() > MOST) {
      wider *= 2;
      thinned = thinned(all, wider);
    }
    return new IterateTrack(origin, thinned, wider);
  }

  /** The first, the best, the newest, and others that lie a stride apart at least. */
  private static List<Iterate> thinned(List<Iterate> all, int stride) {
    Iterate best = best(all);
    List<Iterate> result = new ArrayList<>();
    int last = Integer.MIN_VALUE / 2;
    for (int i = 0; i < all.size(); i++) {
      Iterate each = all.get(i);
      if (each.step() - last >= stride) {
        result.add(each);
        last = each.step();
      } else if (each == best || i == all.size() - 1) {
        result.add(each);
      }
    }
    return result;
  }

  /** In the order of the steps. */
  public List<Iterate> iterates() {
    return kept;
  }

  /** What came last; there must be one. */
  public Iterate newest() {
    return kept.get(kept.size() - 1);
  }

  /** That of the lowest loss, the first of several; there must be one. */
  public Iterate best() {
    return best(kept);
  }

  private static Iterate best(List<Iterate> all) {
    Iterate best = all.get(0);
    for (Iterate each : all) {
      best = each.loss() < best.loss() ? each : best;
    }
    return best;
  }

  /** The one whose step is nearest; there must be one. */
  public Iterate nearest(double step) {
    Iterate nearest = kept.get(0);
    for (Iterate each : kept) {
      if (Math.abs(each.step() - step) < Math.abs(nearest.step() - step)) {
        nearest = each;
      }
    }
    return nearest;
  }

  /** What the run was started with. */
  public ParameterValues values() {
    return origin.values();
  }

  /** Whether a document is still of the model and of the face that the run was about. */
  public boolean isAbout(PortraitDocument document) {
    return origin.equals(Origin.of(document, origin.values()));
  }
}
