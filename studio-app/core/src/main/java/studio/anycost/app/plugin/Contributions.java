package studio.anycost.app.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.Edit;

/**
 * What the started plugins contribute at one moment: an immutable snapshot, each list ordered by
 * {@code info().order()}, then by id.
 *
 * <p>Everything in it is guarded: nothing throws because a plugin is broken, and what belongs to a
 * plugin that was switched off meanwhile does nothing.
 */
public final class Contributions {
  private static final Comparator<Contribution> ORDER =
      Comparator.comparingInt((Contribution contribution) -> contribution.info().order())
          .thenComparing(contribution -> contribution.info().id());

  /** Nothing. */
  public static final Contributions NONE = new Contributions(List.of());

  private final List<Contribution> all;

  Contributions(List<? extends Contribution> guarded) {
    this.all = guarded.stream().<Contribution>map(each -> each).sorted(ORDER).toList();
  }

  public List<Edit> edits() {
    return of(Edit.class);
  }

  /** What is long work, of all kinds. */
  public List<Tool> tools() {
    return of(Tool.class);
  }

  /** All of them. */
  public List<Contribution> all() {
    return all;
  }

  /** The edit with an id, as recipes name it. */
  public Optional<Edit> edit(String id) {
    return edits().stream().filter(edit -> edit.info().id().equals(id)).findFirst();
  }

  private <T extends Contribution> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
