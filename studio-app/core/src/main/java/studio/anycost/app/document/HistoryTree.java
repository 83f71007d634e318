package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * All states of a {@link History} at one moment; immutable. Parents stand before their children, so
 * that there is one root, the first, and no circle.
 *
 * @param states in the order in which they were made, at least one
 * @param current index of the state that is shown
 */
public record HistoryTree<T>(List<State<T>> states, int current) {
  /**
   * One state.
   *
   * @param label what was done to reach it
   * @param parent index of the state that it was made from; none for the first
   * @param redo index of the child that redo goes to
   */
  public record State<T>(T value, String label, OptionalInt parent, OptionalInt redo) {
    public State {
      Objects.requireNonNull(value);
      Objects.requireNonNull(label);
      Objects.requireNonNull(parent);
      Objects.requireNonNull(redo);
    }
  }

  public HistoryTree {
    states = List.copyOf(states);
    for (int i = 0; i < states.size(); i++) {
      State<T> state = states.get(i);
      boolean grows = i == 0 ? state.parent().isEmpty() : isBefore(state.parent(), i);
      if (!grows || !leadsOn(states, i)) {
        throw new IllegalArgumentException("The states of the history do not hang together.");
      }
    }
    if (current < 0 || current >= states.size()) {
      throw new IllegalArgumentException("The history is at no state of its own.");
    }
  }

  private static boolean isBefore(OptionalInt parent, int index) {
    return parent.isPresent() && parent.getAsInt() >= 0 && parent.getAsInt() < index;
  }

  private static <T> boolean leadsOn(List<State<T>> states, int index) {
    OptionalInt redo = states.get(index).redo();
    return redo.isEmpty()
        || redo.getAsInt() > index
            && redo.getAsInt() < states.size()
            && states.get(redo.getAsInt()).parent().equals(OptionalInt.of(index));
  }

  /** A history of one state. */
  public static <T> HistoryTree<T> of(T value, String label) {
    return new HistoryTree<>(
        List.of(new State<>(value, label, OptionalInt.empty(), OptionalInt.empty())), 0);
  }

  /** The state that is shown. */
  public T value() {
    return states.get(current).value();
  }

  /** The same history of other values. */
  public HistoryTree<T> map(UnaryOperator<T> change) {
    List<State<T>> changed = new ArrayList<>();
    for (State<T> state : states) {
      changed.add(
          new State<>(change.apply(state.value()), state.label(), state.parent(), state.redo()));
    }
    return new HistoryTree<>(changed, current);
  }

  /**
   * The same history without what a {@link History} of so many states would have forgotten.
   *
   * @param most at least 2
   */
  public HistoryTree<T> newest(int most) {
    return states.size() <= most ? this : new History<>(this, most).tree();
  }
}
