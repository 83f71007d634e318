package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import studio.anycost.app.words.Texts;

/**
 * Undo and redo over immutable values, as a tree: a change after an undo begins a branch, and what
 * was undone stays as another. Confined to one thread at a time.
 *
 * <p>Consecutive pushes with the same merge key become one entry: the drag of a slider is one step
 * back, however many values it passed.
 *
 * @param <T> an immutable type with {@code equals}
 */
public final class History<T> {
  /** One state and what was done to reach it. */
  public record Entry<T>(T value, String label) {}

  /**
   * Work that was undone before something else was done.
   *
   * @param id to go there by
   * @param fork index in {@link #entries} of the state that it begins at
   * @param steps how many it has, at least 1
   * @param last its newest state
   */
  public record Branch<T>(long id, int fork, int steps, Entry<T> last) {
    /** The same whose last state is called as a translation of its label says. */
    public Branch<T> called(UnaryOperator<String> label) {
      return new Branch<>(id, fork, steps, new Entry<>(last.value(), label.apply(last.label())));
    }
  }

  private static final class Node<T> {
    private final long id;
    private final Entry<T> entry;
    private final List<Node<T>> children = new ArrayList<>();
    private Optional<Node<T>> parent;

    /** The child that redo goes to. */
    private Optional<Node<T>> next = Optional.empty();

    Node(long id, Entry<T> entry, Optional<Node<T>> parent) {
      this.id = id;
      this.entry = entry;
      this.parent = parent;
    }
  }

  private final int limit;
  private final List<Node<T>> nodes = new ArrayList<>();
  private Node<T> root;
  private Node<T> current;
  private long ids;
  private Optional<String> openMerge = Optional.empty();

  /**
   * @param label of the first state, for instance "Open"
   * @param limit how many states are kept, at least 2; the oldest are forgotten first
   */
  public History(T initial, String label, int limit) {
    this(HistoryTree.of(initial, label), limit);
  }

  /**
   * Goes on with a history as it was.
   *
   * @param limit how many states are kept, at least 2; the oldest are forgotten first
   */
  public History(HistoryTree<T> tree, int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException("A history of " + limit + " states cannot undo.");
    }
    this.limit = limit;
    for (HistoryTree.State<T> state : tree.states()) {
      Optional<Node<T>> parent =
          state.parent().isEmpty()
              ? Optional.empty()
              : Optional.of(nodes.get(state.parent().getAsInt()));
      Node<T> node = new Node<>(ids++, new Entry<>(state.value(), state.label()), parent);
      parent.ifPresent(of -> of.children.add(node));
      nodes.add(node);
    }
    for (int i = 0; i < nodes.size(); i++) {
      OptionalInt redo = tree.states().get(i).redo();
      nodes.get(i).next =
          redo.isEmpty() ? Optional.empty() : Optional.of(nodes.get(redo.getAsInt()));
    }
    root = nodes.get(0);
    current = nodes.get(tree.current());
    while (nodes.size() > limit) {
      forgetOldest();
    }
  }

  /** Everything there is now, to go on with it at another time. */
  public HistoryTree<T> tree() {
    Map<Node<T>, Integer> indices = new IdentityHashMap<>();
    for (Node<T> node : nodes) {
      indices.put(node, indices.size());
    }
    List<HistoryTree.State<T>> states = new ArrayList<>();
    for (Node<T> node : nodes) {
      states.add(
          new HistoryTree.State<>(
              node.entry.value(),
              node.entry.label(),
              index(node.parent, indices),
              index(node.next, indices)));
    }
    return new HistoryTree<>(states, indices.get(current));
  }

  private static <T> OptionalInt index(Optional<Node<T>> node, Map<Node<T>, Integer> indices) {
    return node.isEmpty() ? OptionalInt.empty() : OptionalInt.of(indices.get(node.get()));
  }

  /** A moment that {@link #hasStatesSince} is asked about. */
  public long mark() {
    return ids;
  }

  /** Whether there is a state that was made after a moment, wherever in the tree it is. */
  public boolean hasStatesSince(long mark) {
    return nodes.stream().anyMatch(node -> node.id >= mark);
  }

  /** The state now. */
  public T current() {
    return current.entry.value();
  }

  /** Adds a state of its own; what was undone before stays as a branch. */
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
    boolean merging = key.isPresent() && key.equals(openMerge) && current.parent.isPresent();
    if (!merging && value.equals(current())) {
      return;
    }
    if (merging) {
      // It was pushed last, so that nothing hangs on it.
      Node<T> replaced = current;
      current = replaced.parent.get();
      forget(replaced);
    }
    openMerge = key;
    if (value.equals(current())) {
      openMerge = Optional.empty();
      return;
    }
    Node<T> added = new Node<>(ids++, new Entry<>(value, label), Optional.of(current));
    current.children.add(added);
    current.next = Optional.of(added);
    nodes.add(added);
    current = added;
    if (nodes.size() > limit) {
      forgetOldest();
    }
  }

  /** A branch goes before the way that led here, and that before what is shown. */
  private void forgetOldest() {
    List<Node<T>> way = path();
    Set<Node<T>> path = new HashSet<>(way);
    Optional<Node<T>> leaf =
        nodes.stream()
            .filter(node -> node.children.isEmpty() && !path.contains(node))
            .min(Comparator.comparingLong(node -> node.id));
    if (leaf.isPresent()) {
      forget(leaf.get());
    } else if (root == current) {
      forget(way.get(way.size() - 1));
    } else {
      Node<T> oldest = root;
      root = oldest.children.get(0);
      root.parent = Optional.empty();
      nodes.remove(oldest);
    }
  }

  private void forget(Node<T> leaf) {
    Node<T> parent = leaf.parent.orElseThrow();
    parent.children.remove(leaf);
    if (parent.next.equals(Optional.of(leaf))) {
      parent.next = Optional.empty();
    }
    nodes.remove(leaf);
  }

  public boolean canUndo() {
    return current.parent.isPresent();
  }

  public boolean canRedo() {
    return current.next.isPresent();
  }

  /** What {@link #undo} would take back. */
  public Optional<String> undoLabel() {
    return canUndo() ? Optional.of(current.entry.label()) : Optional.empty();
  }

  /** What {@link #redo} would do again. */
  public Optional<String> redoLabel() {
    return current.next.map(node -> node.entry.label());
  }

  /** Goes back one state; stays where it is at the oldest. */
  public T undo() {
    return goTo(current.parent.orElse(current));
  }

  /** Goes forward one state; stays where it is at the newest. */
  public T redo() {
    return goTo(current.next.orElse(current));
  }

  /**
   * Goes to one of {@link #entries}.
   *
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public T jumpTo(int index) {
    List<Node<T>> path = path();
    return goTo(path.get(Objects.checkIndex(index, path.size())));
  }

  /**
   * Goes to the newest state of one of {@link #branches}; the states that are left for it become a
   * branch.
   *
   * @throws IllegalArgumentException if there is no such branch any more
   */
  public T switchTo(long branch) {
    Node<T> tip =
        nodes.stream()
            .filter(node -> node.id == branch)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(Texts.of("document.history.branchForgotten")));
    Node<T> node = tip;
    while (node.parent.isPresent()) {
      node.parent.get().next = Optional.of(node);
      node = node.parent.get();
    }
    return goTo(tip);
  }

  private T goTo(Node<T> node) {
    endMerge();
    current = node;
    return current();
  }

  /** The way from the oldest state through the present one to what redo ends at. */
  private List<Node<T>> path() {
    List<Node<T>> path = new ArrayList<>();
    Optional<Node<T>> node = Optional.of(current);
    while (node.isPresent()) {
      path.add(node.get());
      node = node.get().parent;
    }
    Collections.reverse(path);
    node = current.next;
    while (node.isPresent()) {
      path.add(node.get());
      node = node.get().next;
    }
    return path;
  }

  /** The states that undo and redo walk through, oldest first; a copy. */
  public List<Entry<T>> entries() {
    return path().stream().map(node -> node.entry).toList();
  }

  /** The index of the current state in {@link #entries}. */
  public int position() {
    int position = 0;
    for (Optional<Node<T>> node = current.parent; node.isPresent(); node = node.get().parent) {
      position++;
    }
    return position;
  }

  /** What was undone before something else was done, the oldest first; a copy. */
  public List<Branch<T>> branches() {
    List<Node<T>> path = path();
    List<Branch<T>> branches = new ArrayList<>();
    for (Node<T> node : nodes) {
      if (node.children.isEmpty() && !path.contains(node)) {
        int steps = 0;
        Node<T> fork = node;
        while (!path.contains(fork)) {
          steps++;
          fork = fork.parent.orElseThrow();
        }
        branches.add(new Branch<>(node.id, path.indexOf(fork), steps, node.entry));
      }
    }
    return branches;
  }
}
