package studio.anycost.app.recovery;

import java.util.List;

/**
 * What windows left that ended without saving.
 *
 * @param work that can be brought back, the newest first
 * @param unreadable a sentence for each folder whose work cannot be read, with the place where it
 *     is kept
 */
public record LeftWork(List<UnsavedWork> work, List<String> unreadable) {
  public LeftWork {
    work = List.copyOf(work);
    unreadable = List.copyOf(unreadable);
  }
}
