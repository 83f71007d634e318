package studio.anycost.app.document;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The open document: its current value, its history, its file and whether it has unsaved changes.
 *
 * <p>Confined to the thread of its owner (the JavaFX thread, or the command line's); listeners are
 * called on that thread, after the change.
 */
public final class DocumentModel {
  /** States that can be gone back to. */
  public static final int HISTORY_LIMIT = 500;

  /** Hears that anything of the model changed: document, history, file or dirty state. */
  @FunctionalInterface
  public interface Listener {
    void changed(DocumentModel model);
  }

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private History<PortraitDocument> history;
  private Variants variants = Variants.NONE;
  private int starts;
  private Optional<PortraitDocument> saved;
  private Variants savedVariants = Variants.NONE;

  /** States of the history that were made from here on are in no file. */
  private long savedMark;

  private Optional<Path> file = Optional.empty();

  /** A new portrait that nobody has saved and nobody would miss. */
  public DocumentModel(PortraitDocument initial) {
    history = new History<>(initial, "New portrait", HISTORY_LIMIT);
    saved = Optional.of(initial);
    savedMark = history.mark();
  }

  /** The current value. */
  public PortraitDocument document() {
    return history.current();
  }

  /** A change that is one step in the history. */
  public void apply(PortraitDocument next, String label) {
    history.push(next, label);
    changed();
  }

  /** A change that becomes one step together with those before it; see {@link History}. */
  public void applyMerging(PortraitDocument next, String label, String mergeKey) {
    history.pushMerging(next, label, mergeKey);
    changed();
  }

  /** The next {@link #applyMerging} starts a step of its own. */
  public void endMerge() {
    history.endMerge();
  }

  public void undo() {
    history.undo();
    changed();
  }

  public void redo() {
    history.redo();
    changed();
  }

  /** Goes to one entry of {@link #entries}. */
  public void jumpTo(int index) {
    history.jumpTo(index);
    changed();
  }

  /** Goes to the newest state of one of {@link #branches}. */
  public void switchTo(long branch) {
    history.switchTo(branch);
    changed();
  }

  /** What was undone before something else was done. */
  public List<History.Branch<PortraitDocument>> branches() {
    return history.branches();
  }

  /** All states, to be kept with the document. */
  public HistoryTree<PortraitDocument> tree() {
    return history.tree();
  }

  public boolean canUndo() {
    return history.canUndo();
  }

  public boolean canRedo() {
    return history.canRedo();
  }

  public Optional<String> undoLabel() {
    return history.undoLabel();
  }

  public Optional<String> redoLabel() {
    return history.redoLabel();
  }

  /** The states that undo and redo walk through, oldest first. */
  public List<History.Entry<PortraitDocument>> entries() {
    return history.entries();
  }

  /** The index of the current state in {@link #entries}. */
  public int position() {
    return history.position();
  }

  /** What was kept under a name. */
  public Variants variants() {
    return variants;
  }

  /** A change of what is kept under a name, which is no step in the history. */
  public void keep(Variants next) {
    variants = next;
    changed();
  }

  /** Another number for each document that was begun: what was of one is not of the next. */
  public int starts() {
    return starts;
  }

  /** Starts over with a document that was just made; there is nothing unsaved. */
  public void startNew(PortraitDocument document) {
    start(
        HistoryTree.of(document, "New portrait"),
        Variants.NONE,
        Optional.of(document),
        Optional.empty());
  }

  /** Starts over with a document without a file; what was undone is in none either. */
  public void startAgain(HistoryTree<PortraitDocument> past, Variants kept) {
    start(past, kept, Optional.of(past.value()), Optional.empty());
  }

  /** Starts over with a document, its history and variants that were just read from their file. */
  public void startOpened(HistoryTree<PortraitDocument> past, Variants kept, Path from) {
    start(past, kept, Optional.of(past.value()), Optional.of(from));
  }

  /**
   * Starts over with a document, its history and variants that were not saved when a studio ended;
   * it is unsaved.
   *
   * @param from the file that it was opened from or saved to before
   */
  public void startRecovered(
      HistoryTree<PortraitDocument> past, Variants kept, Optional<Path> from) {
    start(past, kept, Optional.empty(), from);
  }

  private void start(
      HistoryTree<PortraitDocument> past,
      Variants kept,
      Optional<PortraitDocument> savedDocument,
      Optional<Path> from) {
    starts++;
    history = new History<>(past, HISTORY_LIMIT);
    variants = kept;
    saved = savedDocument;
    savedVariants = kept;
    file = from;
    // Of a history without a file nobody would miss the beginning alone.
    savedMark = from.isPresent() ? history.mark() : 1;
    changed();
  }

  /** Remembers that values were saved; changes made while they were being written stay unsaved. */
  public void markSaved(PortraitDocument value, Variants kept, Path to) {
    saved = Optional.of(value);
    savedVariants = kept;
    if (value.equals(document())) {
      savedMark = history.mark();
    }
    file = Optional.of(to);
    changed();
  }

  /**
   * Whether document or variants differ from what was saved or opened last; undoing can clear it.
   */
  public boolean isDirty() {
    return !saved.equals(Optional.of(document())) || !savedVariants.equals(variants);
  }

  /**
   * Whether the history holds states that were not saved, also where the document itself was: what
   * was tried and undone since.
   */
  public boolean hasUnsavedPast() {
    return history.hasStatesSince(savedMark);
  }

  /** The file that was opened or saved to last. */
  public Optional<Path> file() {
    return file;
  }

  public void addListener(Listener listener) {
    listeners.add(listener);
  }

  public void removeListener(Listener listener) {
    listeners.remove(listener);
  }

  private void changed() {
    listeners.forEach(listener -> listener.changed(this));
  }
}
