package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.words.Texts;

/**
 * The replayable list of edits of a document, at most one step for every edit. Steps that no
 * installed plugin knows stay in the list.
 */
public record Recipe(List<EditStep> steps) {
  /** No edits. */
  public static final Recipe EMPTY = new Recipe(List.of());

  public Recipe {
    steps = List.copyOf(steps);
    Set<String> ids = new HashSet<>();
    for (EditStep step : steps) {
      if (!ids.add(step.editId())) {
        throw new IllegalArgumentException(Texts.of("document.recipe.stepTwice", step.editId()));
      }
    }
  }

  /** The step of an edit, if it changes anything. */
  public Optional<EditStep> step(String editId) {
    return steps.stream().filter(step -> step.editId().equals(editId)).findFirst();
  }

  /**
   * The same recipe with this step in the place of the one of the same edit, or at the end. A step
   * without values removes the edit, so that a reset leaves no trace.
   */
  public Recipe with(EditStep step) {
    List<EditStep> result = new ArrayList<>(steps);
    int place = 0;
    while (place < result.size() && !result.get(place).editId().equals(step.editId())) {
      place++;
    }
    if (place < result.size()) {
      result.remove(place);
    }
    if (!step.isEmpty()) {
      result.add(place, step);
    }
    return new Recipe(result);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
