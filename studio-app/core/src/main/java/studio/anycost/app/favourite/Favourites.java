package studio.anycost.app.favourite;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.app.document.BaseStyle;

/**
 * The faces of one model that a person likes, the newest first, each once; immutable.
 *
 * @param all each with the truncation that it had when it was kept
 */
public record Favourites(List<BaseStyle> all) {
  /** None. */
  public static final Favourites NONE = new Favourites(List.of());

  /** So many are kept for a model. */
  public static final int MOST = 500;

  public Favourites {
    all = List.copyOf(all);
  }

  /** Whether two starts are of one face, whatever their truncation. */
  public static boolean isSameFace(BaseStyle one, BaseStyle other) {
    return one.withPsi(1).equals(other.withPsi(1));
  }

  /** Whether a face is among them, whatever its truncation. */
  public boolean contains(BaseStyle face) {
    return all.stream().anyMatch(each -> isSameFace(each, face));
  }

  /** The same with one more at the front; as they are if it is among them. */
  public Favourites with(BaseStyle face) {
    if (contains(face)) {
      return this;
    }
    List<BaseStyle> more = new ArrayList<>();
    more.add(face);
    more.addAll(all);
    return new Favourites(more);
  }

  /** The same without one, whatever its truncation. */
  public Favourites without(BaseStyle face) {
    return new Favourites(all.stream().filter(each -> !isSameFace(each, face)).toList());
  }
}
