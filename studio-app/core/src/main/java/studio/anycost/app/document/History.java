package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Undo and redo over immutable values. Confined to one thread at a time.
 *
 * <p>Consecutive pushes with the same merge key become one entry: the drag of a slider is one step
 * back, however many values it passed.
 *
 * @param <T> an immutable type with {@code equals}
 */
public final class History<T> {
  /** One state and what was done to reach it. */
  public record Entry<T>(T value, String label) {}

  private final int limit;
  private final List<Entry<T>> entries = new ArrayList<>();
  private int position;
  private Optional<String> openMerge = Optional.empty();

  /**
   * @param label of the first state, for instance "Open"
   * @param limit how many states are kept, at least 2; the oldest are forgotten first
   */
  public History(T initial, String label, int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException("A history of " + limit + " states cannot undo.");
    }
    this.limit = limit;
    entries.add(new Entry<>(Objects.requireNonNull(initial), label));
  }

  /** The state now. */
  public T current() {
    return entries.get(position).value();
  }

  /** Adds a state of its own; what was undone before is forgotten. */
  public void push(T value, String label) {
    push(value, label, Optional.empty());
    openMerge = Optional.empty();
  }

  /**
   * Adds a state, or replaces the newest one if that was pushed with the same key and {@link
   * #endMerge} was not called since. A merged entry that comes back to where it began disappears.
   */
  public void pushMerging(T value, String label, String mergeKey) {
    push(value, label, Optional.of(mergeKey));
  }

  /** Ends merging, for instance when a slider is let go: the next push is an entry of its own. */
  public void endMerge() {
    openMerge = Optional.empty();
  }

  private void push(T value, String label, Optional<String> key) {
    boolean merging = key.isPresent() && key.equals(openMerge) && position > 0;
    if (!merging && value.equals(current())) {
      return;
    }
    entries.subList(position + 1, entries.size()).clear();
    if (merging) {
      entries.remove(position);
      position--;
    }
    openMerge = key;
    if (value.equals(current())) {
      openMerge = Optional.empty();
      return;
    }
    entries.add(new Entry<>(value, label));
    position++;
    if (entries.size() > limit) {
      entries.remove(0);
      position--;
    }
  }

  public boolean canUndo() {
    return position > 0;
  }

  public boolean canRedo() {
    return position < entries.size() - 1;
  }

  /** What {@link #undo} would take back. */
  public Optional<String> undoLabel() {
    return canUndo() ? Optional.of(entries.get(position).label()) : Optional.empty();
  }

  /** What {@link #redo} would do again. */
  public Optional<String> redoLabel() {
    return canRedo() ? Optional.of(entries.get(position + 1).label()) : Optional.empty();
  }

  /** Goes back one state; stays where it is at the oldest. */
  public T undo() {
    return jumpTo(Math.max(0, position - 1));
  }

  /** Goes forward one state; stays where it is at the newest. */
  public T redo() {
    return jumpTo(Math.min(entries.size() - 1, position + 1));
  }

  /**
   * Goes to one of {@link #entries}.
   *
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public T jumpTo(int index) {
    Objects.checkIndex(index, entries.size());
    endMerge();
    position = index;
    return current();
  }

  /** All states that are kept, oldest first; a copy. */
  public List<Entry<T>> entries() {
    return List.copyOf(entries);
  }

  /** The index of the current state in {@link #entries}. */
  public int position() {
    return position;
  }
}
